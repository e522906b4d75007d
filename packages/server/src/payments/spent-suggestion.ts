import { ownsMoney, type AttemptRow } from '@resto360/payments';
import { MONEY_STATES } from './money-states.ts';
import type { Transaction } from '../db/transaction.ts';

type Query = Pick<Transaction, 'query'>;

/** What is suggested for a row, as long as its money counts for no other attempt. */
export async function unspent(transaction: Query, row: AttemptRow): Promise<AttemptRow['suggested']> {
  if (row.suggested === null) return null;
  const found = await transaction.query({
    name: 'payment_suggested_spent',
    text: `select from offline_payment_queue
            where restaurant_id = $1 and provider = $2 and account = $3 and (provider_txn = $4 or operator_txn = $4)
              and id <> $5 and status in (${MONEY_STATES}) limit 1`,
    values: [row.restaurant, row.provider, row.account, row.suggested.reference, row.id],
  });
  return found.rows.length > 0 ? null : row.suggested;
}

/** Takes the money of a row off what is suggested for others. **Why** with a version: tills are told of it. */
export async function unsuggest(transaction: Query, row: AttemptRow): Promise<void> {
  const { restaurant, provider, account, providerTxnId, operatorTxnId, id } = row;
  const names = [providerTxnId, operatorTxnId].filter((name) => name !== null);
  if (!ownsMoney(row) || names.length === 0) return;
  await transaction.query({
    name: 'payment_unsuggest',
    text: `update offline_payment_queue set suggested = null, suggested_at = null, version = version + 1
            where restaurant_id = $1 and provider = $2 and account = $3 and suggested = any($4) and id <> $5`,
    values: [restaurant, provider, account, names, id],
  });
}
