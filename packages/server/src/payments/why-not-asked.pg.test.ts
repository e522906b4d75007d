import type { Id } from '@resto360/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSyncStore, type SyncStore } from '../db/sync-store.ts';
import { withTransaction } from '../db/transaction.ts';
import { openTestStore, type TestStore } from '../testing/test-store.ts';
import { newTestId, openOrderRows, writeRows } from '../testing/write-rows.ts';
import { isQuiet } from './is-quiet.ts';
import { providerOf } from './providers.ts';
import { queuePayments } from './queue-payments.ts';

let house: TestStore;
let store: SyncStore;
const errors: unknown[] = [];
const onError = (error: unknown) => errors.push(error);
beforeAll(async () => {
  house = await openTestStore();
  const deps = { provider: providerOf, sendJobs: async () => {}, nowMs: () => Date.now(), onError };
  store = createSyncStore(house.pool, { beforeCommit: queuePayments(deps) });
});
afterAll(() => house.close());

const at = (hour: number, minute = 0) => Date.UTC(2026, 10, 28, hour, minute);

type Deferred = { readonly amountMinor?: number; readonly consentText?: string | null; readonly install?: string };
const [MANAGER, WAITER] = [newTestId(), newTestId()];

/** A house with a manager and a waiter, that allows what is told. */
async function open(settings: Readonly<Record<string, unknown>>): Promise<Id<'restaurant'>> {
  const restaurant = await house.addRestaurant();
  const person = { born: true, name: 'Awa', pinHash: 'x', active: true };
  const staff = [
    [MANAGER, { ...person, role: 'manager' }],
    [WAITER, { ...person, role: 'waiter' }],
  ] as const;
  await writeRows(store, restaurant, {
    staff,
    settings: [[restaurant, { born: true, name: 'Maquis', currency: 'XOF', timezone: 'Africa/Abidjan', ...settings }]],
  });
  return restaurant;
}

/** Puts a push off, and answers what became of it: its state, and why. */
async function putOff(restaurant: Id<'restaurant'>, by = MANAGER, more: Deferred = {}): Promise<readonly unknown[]> {
  const [id, order] = [newTestId(), newTestId()];
  const until = Date.now() + 20 * 60_000;
  const consent = { isDeferred: true, consentText: 'Vous serez appelé', consentBy: 'verbal', consentUntil: until };
  const asked = { order, payment: newTestId(), rail: 'mtn', kind: 'push', amountMinor: 5_000, currency: 'XOF' };
  const from = { payer: '+2250504030201', install: 'T111111111', by: WAITER, approvedBy: by, at: Date.now() };
  const rows = {
    ...openOrderRows(order, 5_000),
    payment_requests: [[id, { ...asked, ...consent, ...from, ...more }]] as const,
  };
  await writeRows(store, restaurant, rows, { treeOrders: [order] });
  const found = await withTransaction(house.pool, { mode: 'snapshot', restaurantId: restaurant }, (transaction) =>
    transaction.query<{ readonly status: string; readonly failure: string | null }>({
      text: 'select status, failure from offline_payment_queue where restaurant_id = $1 and id = $2',
      values: [restaurant, id],
    }),
  );
  return [found.rows[0]?.status, found.rows[0]?.failure];
}

test('[PAY-18] the server asks again what the till asked: the house, the person, the consent, the amount', async () => {
  expect(await putOff(await open({}))).toEqual(['rejected', 'merchant_limit']);
  const restaurant = await open({ isDeferredOn: true });
  expect(await putOff(restaurant)).toEqual(['queued_offline', null]);
  expect(await putOff(restaurant, WAITER)).toEqual(['rejected', 'no_right']);
  expect(await putOff(restaurant, MANAGER, { consentText: null })).toEqual(['rejected', 'merchant_not_allowed']);
  expect(await putOff(restaurant, MANAGER, { amountMinor: 10_001 })).toEqual(['rejected', 'merchant_limit']);
  expect(errors).toEqual([]);
});

test('[PAY-18] one till puts off ten at most, and five times the most that one may be', async () => {
  const many = await open({ isDeferredOn: true });
  for (let waiting = 0; waiting < 10; waiting++) {
    expect(await putOff(many, MANAGER, { amountMinor: 100 })).toEqual(['queued_offline', null]);
  }
  expect(await putOff(many, MANAGER, { amountMinor: 100 })).toEqual(['rejected', 'merchant_limit']);
  expect(await putOff(many, MANAGER, { amountMinor: 100, install: 'T222222222' })).toEqual(['queued_offline', null]);
  const much = await open({ isDeferredOn: true, deferredMaxMinor: 2_000 });
  for (let waiting = 0; waiting < 5; waiting++) await putOff(much, MANAGER, { amountMinor: 2_000 });
  expect(await putOff(much, MANAGER, { amountMinor: 1 })).toEqual(['rejected', 'merchant_limit']);
});

const quiet = async (restaurant: Id<'restaurant'>) =>
  Promise.all([at(21, 30), at(22), at(6, 59), at(7)].map((ms) => isQuiet(house.pool, restaurant, ms)));

test('[PAY-18] the night is the house’s own: ten in the evening to seven', async () => {
  const abidjan = await open({ timezone: 'Africa/Abidjan' });
  const douala = await open({ timezone: 'Africa/Douala' });
  expect(await quiet(abidjan)).toEqual([false, true, true, false]);
  expect(await quiet(douala)).toEqual([true, true, false, false]);
});
