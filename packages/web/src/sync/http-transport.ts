import type { Transport } from '@resto360/sync/client';
import { retryAfterMs } from './retry-after.ts';

/** How long one exchange may take: a first page over a 2G line takes most of it. **Units** ms. */
const EXCHANGE_MAX_MS = 60_000;
/** Smaller bodies grow when they are compressed. **Units** characters. */
const GZIP_MIN = 1_024;

/**
 * `POST /api/sync` over fetch. What is no JSON (a captive portal, a cut body) throws, and the exchange takes it for a
 * dead line (SYN-14). Only where a busy server says how long to wait is the body of no matter: what stands before the
 * server may have spoken for it.
 */
export const httpTransport: Transport = {
  async post(request, identity) {
    const text = JSON.stringify(request);
    const gzip = text.length >= GZIP_MIN && typeof CompressionStream === 'function';
    const answer = await fetch('/api/sync', {
      method: 'POST',
      cache: 'no-store',
      credentials: 'omit',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${identity.token}`,
        ...(gzip ? { 'content-encoding': 'gzip' } : {}),
      },
      body: gzip ? await gzipped(text) : text,
      signal: AbortSignal.timeout(EXCHANGE_MAX_MS),
    });
    const { status } = answer;
    const wish = retryAfterMs(status, answer.headers, Date.now());
    if (wish !== undefined) return { status, body: null, retryAfterMs: wish };
    return { status, body: (await answer.json()) as unknown };
  },
};

async function gzipped(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
