import type { Id } from '@resto360/domain';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction } from '../db/transaction.ts';

/**
 * How long a call of a provider is kept. **Units** ms. **Why** 90 days: longer than a customer or an operator can dispute a
 * payment for; what became of it stays in payment_events.
 */
export const WEBHOOK_KEPT_MS = 90 * 24 * 3_600_000;

/** Lets go of a restaurant's calls that are older. Answers how many. */
export async function purgeWebhooks(pool: DatabasePool, restaurant: Id<'restaurant'>, nowMs: number): Promise<number> {
  const gone = await withTransaction(pool, { mode: 'write', restaurantId: restaurant }, (transaction) =>
    transaction.query({
      name: 'payment_webhooks_purge',
      text: 'delete from payment_webhooks where restaurant_id = $1 and received_at < $2',
      values: [restaurant, new Date(nowMs - WEBHOOK_KEPT_MS)],
    }),
  );
  return gone.rowCount ?? 0;
}
