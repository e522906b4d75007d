import {
  Agent as PlainAgent,
  request as plainRequest,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import { assert } from '@resto360/domain';
import type { HttpAnswer, HttpCall, HttpRequest } from '../http-call.ts';
import { isPublicHost, publicLookup, type Resolve } from './http-call-address.ts';
import { codedError, codeOf, failureOf } from './http-call-failure.ts';

/** What real calls may be told. **Units** ms. */
export type NodeHttpOptions = {
  /** Origins that may be called though they are no https, or in the house's own network: the simulator's. */
  readonly allowedOrigins?: readonly string[];
  /** How long a connection may take to stand; default 10 s. */
  readonly connectMaxMs?: number;
  /** How a name becomes addresses; for tests. */
  readonly resolve?: Resolve;
};

/**
 * Real calls to providers: https to the open internet and nothing else (TEN-18). No redirect is followed, nothing is sent
 * twice, an answer has at most 1 MiB.
 *
 * **Errors** none: each is told as `not_sent` or `uncertain`, with a code for its cause and never an address or a body.
 * **Why** not `fetch`: it sends a POST again that was answered with 421; it resolves a name a second time, after the
 * address was judged; and it does not tell a connection that never stood from one that broke.
 */
export function nodeHttpCall(options: NodeHttpOptions = {}): HttpCall {
  const { allowedOrigins = [], connectMaxMs = CONNECT_MAX_MS, resolve } = options;
  for (const origin of allowedOrigins) assert(URL.parse(origin)?.origin === origin, 'an allowed origin is one');
  const lookup = publicLookup(resolve);
  const agents = agentsOf();
  return async (call) => {
    const url = URL.parse(call.url);
    const isAllowed = url !== null && allowedOrigins.includes(url.origin);
    if (!url || !(isAllowed || isPublicHost(url)) || url.username !== '' || url.password !== '') return FORBIDDEN;
    return exchange(call, { url, agents, connectMaxMs, ...(!isAllowed && { lookup }) });
  };
}

/** Bytes of an answer that are read, no more. */
export const ANSWER_MAX_BYTES = 1_048_576;

const CONNECT_MAX_MS = 10_000;
/** A connection that waits longer for its next read is closed. */
const IDLE_MAX_MS = 4_000;
const FORBIDDEN: HttpAnswer = { kind: 'not_sent', cause: 'forbidden_address' };

/**
 * **Why** only reads use a connection again: one that the provider closes meanwhile would make a money call uncertain for
 * nothing.
 */
const agentsOf = () => ({
  'http:': { read: new PlainAgent({ keepAlive: true, timeout: IDLE_MAX_MS }), money: new PlainAgent() },
  'https:': { read: new SecureAgent({ keepAlive: true, timeout: IDLE_MAX_MS }), money: new SecureAgent() },
});

type Route = {
  readonly url: URL;
  readonly agents: ReturnType<typeof agentsOf>;
  readonly connectMaxMs: number;
  readonly lookup?: LookupFunction;
};

function exchange(call: HttpRequest, { url, agents, connectMaxMs, lookup }: Route): Promise<HttpAnswer> {
  return new Promise((settle) => {
    const line = { isOpen: false, isTimeUp: false };
    const signal = AbortSignal.timeout(call.timeoutMs);
    const fail = (error: unknown) => settle(failureOf(error, { ...line, isTimeUp: line.isTimeUp || signal.aborted }));
    const isPlain = url.protocol === 'http:';
    const agent = agents[isPlain ? 'http:' : 'https:'][call.method === 'GET' ? 'read' : 'money'];
    const options = { ...optionsOf(call), agent, signal, ...(lookup && { lookup }) };
    try {
      const sent = (isPlain ? plainRequest : secureRequest)(url, options, (answer) => collect(answer, settle, fail));
      const connecting = setTimeout(() => {
        line.isTimeUp = true;
        sent.destroy(codedError('connect_timeout'));
      }, connectMaxMs);
      sent.on('socket', (socket) => {
        whenOpen(sent, socket, () => {
          line.isOpen = true;
          clearTimeout(connecting);
        });
      });
      sent.on('error', fail);
      sent.on('close', () => {
        clearTimeout(connecting);
        fail(codedError('cut'));
      });
      sent.end(call.body);
    } catch (error) {
      // What cannot even be written: a sign in a header that none may hold.
      settle({ kind: 'not_sent', cause: codeOf(error) });
    }
  });
}

const optionsOf = ({ method, headers }: HttpRequest): RequestOptions => ({
  method,
  headers: { 'accept-encoding': 'identity', 'user-agent': 'RESTO360', ...headers },
});

/** Until it runs nothing of the request can have left. A connection that is used again stood before. */
function whenOpen(sent: ClientRequest, socket: Socket, run: () => void): void {
  const stood = sent.reusedSocket || (!socket.connecting && !socket.destroyed);
  if (stood) run();
  else socket.once(sent.protocol === 'http:' ? 'connect' : 'secureConnect', run);
}

/** **Why** it settles within the event itself: the request's own `close` comes right after it. */
function collect(answer: IncomingMessage, settle: (answer: HttpAnswer) => void, fail: (error: unknown) => void): void {
  const parts: Buffer[] = [];
  let bytes = 0;
  answer.on('data', (part: Buffer) => {
    bytes += part.length;
    if (bytes <= ANSWER_MAX_BYTES) parts.push(part);
    else answer.destroy(codedError('too_large'));
  });
  answer.on('error', fail);
  answer.on('end', () => {
    if (!answer.complete) return fail(codedError('cut'));
    const body = Buffer.concat(parts).toString('utf8');
    settle({ kind: 'answer', status: answer.statusCode ?? 0, headers: headersOf(answer), body });
  });
}

const headersOf = ({ headers }: IncomingMessage): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
