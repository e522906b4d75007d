import { describeAttemptStore } from '@resto360/payments/contract/store';
import { afterAll, beforeAll } from 'vitest';
import { withTransaction, type Transaction } from '../db/transaction.ts';
import { openTestStore, type TestStore } from '../testing/test-store.ts';
import { newTestId, openOrderRows, writeRows } from '../testing/write-rows.ts';
import { PgAttemptStore, storeAttempt } from './pg-attempt-store.ts';
import { insertRow } from './queue-payments.ts';
import { QUEUE_COLUMNS, attemptRowOf, type QueueRecord } from './queue-record.ts';

let house: TestStore;
beforeAll(async () => {
  house = await openTestStore();
});
afterAll(() => house.close());

describeAttemptStore('PostgreSQL', async () => {
  const restaurant = await house.addRestaurant();
  const inside = <T>(work: (transaction: Transaction) => Promise<T>) =>
    withTransaction(house.pool, { mode: 'write', restaurantId: restaurant }, work);
  return {
    restaurant,
    store: new PgAttemptStore(house.pool, restaurant, async () => {}),
    openOrder: async (totalMinor) => {
      const order = newTestId();
      await writeRows(house.store, restaurant, openOrderRows(order, totalMinor));
      return order;
    },
    beginHistory: async () => {
      await inside((transaction) =>
        transaction.query({
          text: 'update restaurants set lineage = lineage + 1, lineage_began_at = now() where restaurant_id = $1',
          values: [restaurant],
        }),
      );
    },
    add: (row) => inside((transaction) => insertRow(transaction, row, 'wave')),
    get: async (id) => {
      const text = `select ${QUEUE_COLUMNS} from offline_payment_queue where restaurant_id = $1 and id = $2`;
      const found = await inside((transaction) => transaction.query<QueueRecord>({ text, values: [restaurant, id] }));
      return found.rows[0] && attemptRowOf(found.rows[0]);
    },
    decide: (row) => inside((transaction) => storeAttempt(transaction, restaurant, row, [])),
  };
});
