import type { SyncRequest } from '../protocol/messages.ts';
import type { Identity } from './store.ts';

/**
 * The way to the server. Resolves with what came back, parsed; throws when nothing came that can be parsed.
 * `status` other than 200 is never a verdict.
 */
export interface Transport {
  post(request: SyncRequest, identity: Identity): Promise<Reply>;
}

/** What came back. `retryAfterMs`: how long a busy server asks to be left alone. */
export type Reply = { readonly status: number; readonly body: unknown; readonly retryAfterMs?: number };
