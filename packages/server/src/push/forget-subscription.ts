import type { Transaction } from '../db/transaction.ts';

/** Tells a device no more, in a transaction of its house. */
export async function forgetSubscription(transaction: Transaction, restaurant: string, install: string): Promise<void> {
  const text = 'delete from push_subscriptions where restaurant_id = $1 and install = $2';
  await transaction.query({ text, values: [restaurant, install] });
}
