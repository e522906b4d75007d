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

/** Different calls that are kept about one attempt. **Why** twenty: a provider makes a handful, and each is 2 KiB for 90 days. */
export const UNSIGNED_KEPT_MAX = 20;

/**
 * An inbox for calls about one attempt that anybody can make who knows its id: it keeps no more of each than
 * {@link UNSIGNED_MAX_BYTES}, and no more of them than {@link UNSIGNED_KEPT_MAX}, but for what comes in at one moment.
 */
export function unsignedInbox(pool: DatabasePool, restaurant: Id<'restaurant'>, attempt: string): WebhookInbox {
  // Their keys begin with the attempt and stand side by side in the index of keys. Digits between: every collation agrees.
  const prefix = attempt.replaceAll('-', '');
  return {
    async keep({ account, eventKey, rawBody, receivedAtMs }) {
      const body = Buffer.from(rawBody.subarray(0, UNSIGNED_MAX_BYTES));
      const key = `${prefix}0${eventKey}`.slice(0, KEY_MAX);
      const kept = await withTransaction(pool, { mode: 'write', restaurantId: restaurant }, (transaction) =>
        transaction.query<{ readonly isNew: boolean; readonly isFull: boolean }>({
          name: 'payment_webhook_unsigned',
          text: `with mine as (select event_key from payment_webhooks
                                where restaurant_id = $1 and account_id = $2 and event_key >= $6 and event_key < $7),
                      added as (insert into payment_webhooks (restaurant_id, account_id, event_key, body, received_at)
                                select $1, $2, $3, $4, $5 where (select count(*) from mine) < ${UNSIGNED_KEPT_MAX}
                                    on conflict do nothing returning 1)
                 select exists (select from added) as "isNew",
                        (select count(*) >= ${UNSIGNED_KEPT_MAX} and not bool_or(event_key = $3) from mine) as "isFull"`,
          values: [restaurant, account, key, body, new Date(receivedAtMs), `${prefix}0`, `${prefix}1`],
        }),
      );
      const [told] = kept.rows;
      if (told?.isNew === true) return 'new';
      return told?.isFull === true ? 'full' : 'known';
    },
  };
}

const KEY_MAX = 200;

/**
 * The attempt of this account that a call names; undefined where it names none. **Why**: what nobody signed is written to disk
 * only for whoever knows an id that we gave to the provider; an account's address alone fills nothing (PAY-14).
 */
export async function attemptNamed(
  pool: DatabasePool,
  restaurant: Id<'restaurant'>,
  { provider, account }: HeardRail,
  about: Extract<WebhookReading, { ok: true }>['about'],
): Promise<string | undefined> {
  const requestId = UUID.test(about.requestId ?? '') ? about.requestId : null;
  const found = await withTransaction(pool, { mode: 'snapshot', restaurantId: restaurant }, (transaction) =>
    transaction.query<{ readonly id: string }>({
      name: 'payment_named',
      text: `(select id from offline_payment_queue
               where restaurant_id = $1 and provider_request = $4::uuid and provider = $2 and account = $3 limit 1)
             union all
             (select id from offline_payment_queue
               where $5::text is not null and restaurant_id = $1 and provider = $2 and account = $3
                 and metadata #>> '{handle,checkoutId}' = $5 limit 1)`,
      values: [restaurant, provider.id, account.id, requestId, about.checkoutId ?? null],
    }),
  );
  return found.rows[0]?.id;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
