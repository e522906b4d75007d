import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerControl } from './control/control-routes.ts';
import { jsonAnswer, type SimAnswer } from './sim-call.ts';
import type { SimDesk } from './sim-desk.ts';
import { playOutcome, writeAnswer } from './sim-wire.ts';

/**
 * Answers one request: the customer's page at `/`, the control API below `/__sim/`, the rails below their names.
 * **Why** a strange `Host` or `Origin` is turned away: any page that a developer has open could write to this machine.
 */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { desk, page }: { readonly desk: SimDesk; readonly page: SimAnswer },
): Promise<void> {
  response.setHeader('x-simulator', 'paysim');
  response.setHeader('cache-control', 'no-store');
  if (!isFromHere(request)) return writeAnswer(response, jsonAnswer(403, refusal('foreign', 'not from this machine')));
  const body = await bodyOf(request);
  if (body === 'gone') return;
  if (body === 'too_large')
    return writeAnswer(response, jsonAnswer(413, refusal('too_large', 'a mebibyte is the most')));
  desk.tick();
  const { method = 'GET', url: path = '/' } = request;
  const url = URL.parse(path, 'http://paysim.invalid');
  if (url?.pathname.startsWith('/__sim/')) {
    return writeAnswer(response, await answerControl({ method, url, text: body.text, desk }));
  }
  // Where pawaPay sends customers to approve: the customer's page shows the request.
  if (method === 'GET' && (url?.pathname === '/' || url?.pathname.startsWith('/pawapay/page/'))) {
    return writeAnswer(response, page);
  }
  const { world, network, post } = desk;
  playOutcome(network.send({ method, path, headers: headersOf(request), body: body.text }), response, world);
  await post.pump();
}

/** An error of the control API. */
const refusal = (code: string, message: string) => ({ code, message });

const BODY_MAX_BYTES = 1_048_576;

async function bodyOf(request: IncomingMessage): Promise<{ readonly text: string } | 'too_large' | 'gone'> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > BODY_MAX_BYTES) return 'too_large';
      parts.push(part);
    }
  } catch {
    return 'gone';
  }
  return { text: Buffer.concat(parts).toString('utf8') };
}

function isFromHere({ headers: { host = '', origin } }: IncomingMessage): boolean {
  const isLoopback = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host);
  return isLoopback && (origin === undefined || origin === `http://${host}`);
}

const headersOf = ({ headers }: IncomingMessage): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
