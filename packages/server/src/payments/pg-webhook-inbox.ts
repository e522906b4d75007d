import type { Id } from '@resto360/domain';
import type { WebhookInbox } from '@resto360/payments';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction } from '../db/transaction.ts';

/** Where a restaurant's calls from providers are kept, each once, before they are answered (PAY-14). */
export function pgWebhookInbox(pool: DatabasePool, restaurant: Id<'restaurant'>): WebhookInbox {
  return {
    async keep({ account, eventKey, rawBody, receivedAtMs }) {
      const kept = await withTransaction(pool, { mode: 'write', restaurantId: restaurant }, (transaction) =>
        transaction.query({
          name: 'payment_webhook',
          text: `insert into payment_webhooks (restaurant_id, account_id, event_key, body, received_at)
                 values ($1, $2, $3, $4, $5) on conflict do nothing`,
          values: [restaurant, account, eventKey.slice(0, KEY_MAX), Buffer.from(rawBody), new Date(receivedAtMs)],
        }),
      );
      return kept.rowCount === 1 ? 'new' : 'known';
    },
  };
}

const KEY_MAX = 200;
