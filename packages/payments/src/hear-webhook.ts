import type { AttemptStore } from './attempt-store.ts';
import type { WebhookRequest } from './provider.ts';
import type { HeardRail } from './worker-deps.ts';

/** The largest call that is read. **Units** bytes. */
export const WEBHOOK_MAX_BYTES = 256 * 1024;

/** After so many different calls that nobody signed, an attempt is woken no more often by them. **Units** ms. */
export const KNOCK_EVERY_MS = 30_000;

/**
 * Where calls of providers are kept before they are answered. `known`: a copy of one that was kept · `full`: so many are kept
 * about this attempt that this one was not.
 */
export type WebhookInbox = {
  keep(entry: {
    readonly provider: string;
    readonly account: string;
    readonly eventKey: string;
    readonly rawBody: Uint8Array;
    readonly receivedAtMs: number;
  }): Promise<'new' | 'known' | 'full'>;
};

/** What is answered, and what it woke. `soon`: not kept, and what it is about is looked at soon as it is. */
export type Heard =
  | { readonly kind: 'woken'; readonly attempts: readonly string[] }
  | { readonly kind: 'known' | 'nobody' | 'soon' }
  | { readonly kind: 'refused'; readonly reason: 'bad_signature' | 'stale' | 'malformed' };

/**
 * Takes in a provider's call: proves that it is the provider's where the provider signs, keeps it, wakes the attempt that it
 * is about. What it says of money is not looked at: the woken attempt is read (PAY-14). So a copy, a late one, one in the
 * wrong order, and a forged one where nobody signs, cost a read and nothing else; a flood of those, a read each half minute.
 */
export async function hearWebhook(
  request: WebhookRequest,
  { provider, account, secrets }: HeardRail,
  { inbox, store }: { readonly inbox: WebhookInbox; readonly store: Pick<AttemptStore, 'wake' | 'wakePaced'> },
): Promise<Heard> {
  if (request.rawBody.byteLength > WEBHOOK_MAX_BYTES) return { kind: 'refused', reason: 'malformed' };
  const reading = provider.readWebhook(request, account, secrets);
  if (!reading.ok) return { kind: 'refused', reason: reading.reason };
  const { eventKey, about } = reading;
  const { rawBody, receivedAtMs } = request;
  const names = { provider: provider.id, account: account.id };
  const kept = await inbox.keep({ ...names, eventKey, rawBody, receivedAtMs });
  if (kept === 'known') return { kind: 'known' };
  const named = { ...names, ...about };
  const attempts =
    kept === 'full'
      ? await store.wakePaced(named, receivedAtMs, KNOCK_EVERY_MS)
      : await store.wake(named, receivedAtMs);
  return attempts.length > 0 ? { kind: 'woken', attempts } : { kind: kept === 'full' ? 'soon' : 'nobody' };
}
