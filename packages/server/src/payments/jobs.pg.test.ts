import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTransaction } from '../db/transaction.ts';
import { openTestStore, type TestStore } from '../testing/test-store.ts';
import { appRole } from '../db/roles.ts';
import { Jobs, prepareJobs } from './jobs.ts';

let house: TestStore;
beforeAll(async () => {
  house = await openTestStore();
});
afterAll(() => house.close());

test('a queue that could not be opened is opened by the next use', async () => {
  const admin = new Client({ connectionString: house.database.adminUrl });
  await admin.connect();
  const jobs = new Jobs(house.database.appUrl, () => {});
  try {
    await admin.query('alter schema pgboss rename to pgboss_away');
    await expect(jobs.start()).rejects.toThrow();
    await admin.query('alter schema pgboss_away rename to pgboss');
    const restaurant = await house.addRestaurant();
    await withTransaction(house.pool, { mode: 'write', restaurantId: restaurant }, (transaction) =>
      jobs.send(transaction, [{ restaurant, attempt: restaurant, atMs: Date.now() }]),
    );
    const sent = await admin.query("select from pgboss.job where data ->> 'attempt' = $1", [restaurant]);
    expect(sent.rowCount).toBe(1);
  } finally {
    await jobs.stop();
    await admin.end();
  }
});

test('processes that start at one moment prepare the queue side by side', async () => {
  const all = Array.from({ length: 8 }, () => prepareJobs(house.database.adminUrl, appRole));
  expect((await Promise.allSettled(all)).filter(({ status }) => status === 'rejected')).toEqual([]);
});
