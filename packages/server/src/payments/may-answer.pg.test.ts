import { randomBytes } from 'node:crypto';
import { ROLES, uuidV7, type Id } from '@resto360/domain';
import { planOf, writeNext } from '@resto360/sync/server/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTransaction } from '../db/transaction.ts';
import { openTestStore, type TestStore } from '../testing/test-store.ts';
import { mayAnswer } from './may-answer.ts';

let house: TestStore;
beforeAll(async () => {
  house = await openTestStore();
});
afterAll(() => house.close());

const newId = (): Id => uuidV7(Date.now(), randomBytes(10));

async function hire(restaurant: Id<'restaurant'>, person: Readonly<Record<string, unknown>>): Promise<Id> {
  const id = newId();
  const st = `${Date.now().toString(16).padStart(12, '0')}0000T111111111`;
  const f = { born: true, name: 'Awa', pinHash: 'x', ...person } as never;
  await writeNext(house.store, restaurant, (version) =>
    planOf(version, { staff: [{ id, v: version, sv: version, st, f }] }),
  );
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
  expect(await asked(mine, newId())).toBe(false);
  expect(await asked(mine, 'Awa')).toBe(false);
});
