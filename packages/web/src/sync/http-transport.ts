import { RETRY, type Reply, type Transport } from '@resto360/sync/client';
import { retryAfterMs } from './retry-after.ts';

/** How long one exchange may take: a first page over a 2G line takes most of it. **Units** ms. */
const EXCHANGE_MAX_MS = 60_000;
/** Smaller bodies grow when they are compressed. **Units** characters. */
const GZIP_MIN = 1_024;

/**
 * `POST /api/sync` over fetch. What is no JSON (a captive portal, a cut body) throws, and the exchange takes it for a
 * dead line (SYN-14). Where an answer says how long to wait, the body tells whose word that is. `giveUp` ends requests
 * that hang: for those who wait for them the line is dead.
 */
export const httpTransport: Transport & { readonly giveUp: () => void } = {
  async post(request, identity) {
    const hanging = new AbortController();
    const timer = setTimeout(() => hanging.abort(), EXCHANGE_MAX_MS);
    requests.add(hanging);
    try {
      return await exchange(request, identity, hanging.signal);
    } finally {
      clearTimeout(timer);
      requests.delete(hanging);
    }
  },
  giveUp() {
    for (const request of requests) request.abort();
  },
};

/** Those on their way. */
const requests = new Set<AbortController>();

async function exchange(
  ...[request, identity, signal]: [...Parameters<Transport['post']>, AbortSignal]
): Promise<Reply> {
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
    signal,
  });
  const { status } = answer;
  const wish = retryAfterMs(status, answer.headers, Date.now());
  if (wish === undefined) return { status, body: (await answer.json()) as unknown };
  const body = (await answer.json().catch(() => null)) as unknown;
  // Only our own server may ask for more than a short while: a hotspot's "come back in an hour" is not its word.
  return { status, body: null, retryAfterMs: isOurError(body) ? wish : Math.min(wish, RETRY.unsentMaxMs) };
}

function isOurError(body: unknown): boolean {
  const { code, message } = (body ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  return typeof code === 'string' && typeof message === 'string';
}

async function gzipped(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
