import { randomBytes } from 'node:crypto';
import { uuidV7, type Id } from '@resto360/domain';
import { describeAttemptStore } from '@resto360/payments/contract/store';
import { planOf, writeNext } from '@resto360/sync/server/contract';
import { afterAll, beforeAll } from 'vitest';
import { withTransaction, type Transaction } from '../db/transaction.ts';
import { openTestStore, type TestStore } from '../testing/test-store.ts';
import { PgAttemptStore, storeAttempt } from './pg-attempt-store.ts';
import { insertRow } from './queue-payments.ts';
import { QUEUE_COLUMNS, attemptRowOf, type QueueRecord } from './queue-record.ts';

let house: TestStore;
beforeAll(async () => {
  house = await openTestStore();
});
afterAll(() => house.close());

const newId = (): Id => uuidV7(Date.now(), randomBytes(10));

describeAttemptStore('PostgreSQL', async () => {
  const restaurant = await house.addRestaurant();
  const inside = <T>(work: (transaction: Transaction) => Promise<T>) =>
    withTransaction(house.pool, { mode: 'write', restaurantId: restaurant }, work);
  return {
    restaurant,
    store: new PgAttemptStore(house.pool, restaurant, async () => {}),
    openOrder: async (totalMinor) => {
      const order = newId();
      const opened = {
        born: true,
        kind: 'takeaway',
        currency: 'XOF',
        status: [0, 'open'],
        openedAt: 1,
        openedBy: newId(),
      };
      const dish = {
        born: true,
        order,
        item: newId(),
        name: 'Garba',
        unitPriceMinor: totalMinor,
        quantity: 1,
        taxBp: 0,
      };
      const sent = {
        taxIncluded: true,
        modifiers: [],
        station: null,
        addedBy: newId(),
        addedAt: 1,
        status: [0, 'sent'],
      };
      const st = `${Date.now().toString(16).padStart(12, '0')}0000T111111111`;
      await writeNext(house.store, restaurant, (version) => {
        const row = (id: Id, f: object) => ({ id, v: version, sv: version, st, f: f as never });
        return planOf(version, { orders: [row(order, opened)], order_lines: [row(newId(), { ...dish, ...sent })] });
      });
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
