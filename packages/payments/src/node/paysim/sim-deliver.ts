import type { HttpCall } from '../../http-call.ts';
import { nodeHttpCall } from '../http-call.ts';
import type { SimWebhook } from './sim-call.ts';

/** Takes a rail's call to whom it is for; whether it was taken there. */
export type Deliver = (webhook: SimWebhook) => Promise<boolean>;

/**
 * Delivers over HTTP, to the given origins of this machine and nowhere else.
 * **Errors** throws for an origin of another machine: a simulator writes to nobody's server.
 */
export function deliverOverHttp(origins: readonly string[], call?: HttpCall): Deliver {
  for (const origin of origins) {
    if (!isLoopback(origin)) throw new Error(`the simulator delivers on this machine only, and not to ${origin}`);
  }
  const http = call ?? nodeHttpCall({ allowedOrigins: origins });
  return async ({ method, url, headers, body }) => {
    if (!origins.includes(URL.parse(url)?.origin ?? '')) return false;
    const answer = await http({ method, url, headers, body, timeoutMs: DELIVERY_MAX_MS });
    return answer.kind === 'answer' && answer.status >= 200 && answer.status < 300;
  };
}

const DELIVERY_MAX_MS = 5_000;

const isLoopback = (origin: string): boolean =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(URL.parse(origin)?.hostname ?? '');
