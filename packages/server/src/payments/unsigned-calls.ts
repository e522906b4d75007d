import type { Id } from '@resto360/domain';
import type { HeardRail, WebhookInbox, WebhookReading } from '@resto360/payments';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction } from '../db/transaction.ts';

/** What is kept of a call that anybody can make. Its key is the hash of the whole. **Units** bytes. */
export const UNSIGNED_MAX_BYTES = 2 * 1024;

/** Whether a provider's calls about this account prove whose they are: it signs them, and we hold what it is checked with. */
export function provesItself({ provider, account, secrets }: HeardRail): boolean {
  switch (provider.capabilities(account).webhookAuth) {
    case 'none':
      return false;
    case 'http_signature':
      return secrets['webhookPublicKeys'] !== undefined;
    case 'hmac_timestamped':
      return true;
  }
}

/** An inbox that keeps no more of a call than {@link UNSIGNED_MAX_BYTES}. */
export const shortInbox = (inbox: WebhookInbox): WebhookInbox => ({
  keep: (entry) => inbox.keep({ ...entry, rawBody: entry.rawBody.subarray(0, UNSIGNED_MAX_BYTES) }),
});

/**
 * Whether a call names an attempt of this account. **Why**: what nobody signed is written to disk only for whoever knows an id
 * that we gave to the provider; an account's address alone fills nothing (PAY-14).
 */
export async function namesOurs(
  pool: DatabasePool,
  restaurant: Id<'restaurant'>,
  { provider, account }: HeardRail,
  about: Extract<WebhookReading, { ok: true }>['about'],
): Promise<boolean> {
  const requestId = UUID.test(about.requestId ?? '') ? about.requestId : null;
  const found = await withTransaction(pool, { mode: 'snapshot', restaurantId: restaurant }, (transaction) =>
    transaction.query<{ readonly ours: boolean }>({
      name: 'payment_names_ours',
      text: `select exists (select from offline_payment_queue
                             where restaurant_id = $1 and provider_request = $4::uuid and provider = $2 and account = $3)
                 or exists (select from offline_payment_queue
                             where $5::text is not null and restaurant_id = $1 and provider = $2 and account = $3
                               and metadata #>> '{handle,checkoutId}' = $5) as ours`,
      values: [restaurant, provider.id, account.id, requestId, about.checkoutId ?? null],
    }),
  );
  return found.rows[0]?.ours === true;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
