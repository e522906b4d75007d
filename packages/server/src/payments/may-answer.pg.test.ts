import { ROLES, type Id } from '@resto360/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTransaction } from '../db/transaction.ts';
import { openTestStore, type TestStore } from '../testing/test-store.ts';
import { newTestId, writeRows } from '../testing/write-rows.ts';
import { mayAnswer } from './may-answer.ts';

let house: TestStore;
beforeAll(async () => {
  house = await openTestStore();
});
afterAll(() => house.close());

async function hire(restaurant: Id<'restaurant'>, person: Readonly<Record<string, unknown>>): Promise<Id> {
  const id = newTestId();
  await writeRows(house.store, restaurant, { staff: [[id, { born: true, name: 'Awa', pinHash: 'x', ...person }]] });
  return id;
}
const asked = (restaurant: Id<'restaurant'>, id: string) =>
  withTransaction(house.pool, { mode: 'snapshot', restaurantId: restaurant }, (transaction) =>
    mayAnswer(transaction, restaurant, id),
  );

test('[TEN-15] owners and managers who work there answer for a payment, and nobody else', async () => {
  const [mine, theirs] = [await house.addRestaurant(), await house.addRestaurant()];
  const found: Record<string, boolean> = {};
  for (const role of ROLES) found[role] = await asked(mine, await hire(mine, { role, active: true }));
  expect(found).toEqual({ owner: true, manager: true, cashier: false, waiter: false, cook: false });
  expect(await asked(mine, await hire(mine, { role: 'manager' }))).toBe(true);
  expect(await asked(mine, await hire(mine, { role: 'manager', active: false }))).toBe(false);
  expect(await asked(mine, await hire(theirs, { role: 'owner', active: true }))).toBe(false);
  expect(await asked(mine, newTestId())).toBe(false);
  expect(await asked(mine, 'Awa')).toBe(false);
});
