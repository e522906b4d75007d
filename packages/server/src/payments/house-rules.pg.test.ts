import type { Id } from '@resto360/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSyncStore, type SyncStore } from '../db/sync-store.ts';
import { withTransaction } from '../db/transaction.ts';
import { openTestStore, type TestStore } from '../testing/test-store.ts';
import { newTestId, openOrderRows, writeRows } from '../testing/write-rows.ts';
import { mayLeave, standsApart } from './house-rules.ts';
import { PgAttemptStore } from './pg-attempt-store.ts';
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

/** Puts a push off, and answers whether it may leave. */
async function putOff(
  restaurant: Id<'restaurant'>,
  by = MANAGER,
  more: Deferred = {},
  nowMs = noon(),
): Promise<string> {
  const [id, order] = [newTestId(), newTestId()];
  const consent = {
    isDeferred: true,
    consentText: 'Vous serez appelé',
    consentBy: 'verbal',
    consentUntil: Date.now() + 1_200_000,
  };
  const asked = { order, payment: newTestId(), rail: 'mtn', kind: 'push', amountMinor: 5_000, currency: 'XOF' };
  const from = { payer: '+2250504030201', install: 'T111111111', by: WAITER, approvedBy: by, at: Date.now() };
  const rows = {
    ...openOrderRows(order, 5_000),
    payment_requests: [[id, { ...asked, ...consent, ...from, ...more }]] as const,
  };
  await writeRows(store, restaurant, rows, { treeOrders: [order] });
  return leaves(restaurant, id, nowMs);
}

async function leaves(restaurant: Id<'restaurant'>, id: Id, nowMs = noon()): Promise<string> {
  const held = await new PgAttemptStore(house.pool, restaurant, async () => {}).take(id, {
    owner: 'test',
    nowMs: Date.now(),
    leaseMs: 0,
  });
  return held ? mayLeave(house.pool, restaurant, held.row, nowMs) : 'no row';
}

/** Nobody is asleep then, wherever the house is. */
const noon = () => at(12);

test('[PAY-18] the server asks again what the till asked: the house, the person, the consent, the amount', async () => {
  expect(await putOff(await open({}))).toBe('merchant_limit');
  const restaurant = await open({ isDeferredOn: true });
  expect(await putOff(restaurant)).toBe('yes');
  expect(await putOff(restaurant, WAITER)).toBe('no_right');
  expect(await putOff(restaurant, MANAGER, { consentText: null })).toBe('merchant_not_allowed');
  expect(await putOff(restaurant, MANAGER, { amountMinor: 10_001 })).toBe('merchant_limit');
  expect(errors).toEqual([]);
});

test('[PAY-18] one till puts off ten at most, and five times the most that one may be', async () => {
  const many = await open({ isDeferredOn: true });
  for (let waiting = 0; waiting < 10; waiting++) {
    expect(await putOff(many, MANAGER, { amountMinor: 100 })).toBe('yes');
  }
  expect(await putOff(many, MANAGER, { amountMinor: 100 })).toBe('merchant_limit');
  expect(await putOff(many, MANAGER, { amountMinor: 100, install: 'T222222222' })).toBe('yes');
  const much = await open({ isDeferredOn: true, deferredMaxMinor: 2_000 });
  for (let waiting = 0; waiting < 5; waiting++) await putOff(much, MANAGER, { amountMinor: 2_000 });
  expect(await putOff(much, MANAGER, { amountMinor: 1 })).toBe('merchant_limit');
});

test('[PAY-18] the night is the house’s own: ten in the evening to seven', async () => {
  const times = [at(21, 30), at(22), at(6, 59), at(7)];
  for (const [timezone, expected] of [
    ['Africa/Abidjan', ['yes', 'later', 'later', 'yes']],
    ['Africa/Douala', ['later', 'later', 'yes', 'yes']],
  ] as const) {
    const restaurant = await open({ isDeferredOn: true, timezone });
    const told: string[] = [];
    for (const ms of times) told.push(await putOff(restaurant, MANAGER, { amountMinor: 100 }, ms));
    expect([timezone, told]).toEqual([timezone, expected]);
  }
});

/** A refund as a fact; `install`: the device that wrote it. */
async function refunds(restaurant: Id<'restaurant'>, by: Id, install = 'T111111111'): Promise<Id> {
  const id = newTestId();
  const of = { order: newTestId(), payment: newTestId(), attempt: newTestId(), way: 'rail', rail: 'wave' };
  const said = { amountMinor: 3_000, currency: 'XOF', reason: 'x', by, at: Date.now() };
  await writeRows(store, restaurant, { attempt_refunds: [[id, { ...of, ...said }]] }, { install });
  return id;
}

test('[PAY-20] a refund leaves by the right that holds when it leaves', async () => {
  const restaurant = await open({});
  const refund = await refunds(restaurant, MANAGER);
  expect(await leaves(restaurant, refund)).toBe('yes');
  expect(await leaves(restaurant, await refunds(restaurant, WAITER))).toBe('no_right');
  const gone = { born: true, name: 'Awa', pinHash: 'x', active: false, role: 'manager' };
  await writeRows(store, restaurant, { staff: [[MANAGER, gone]] });
  expect(await leaves(restaurant, refund)).toBe('no_right');
});

test('[SYN-25] a device whose right is gone moves no money, nor does what stands apart', async () => {
  const restaurant = await open({ isDeferredOn: true });
  await house.addDevice(restaurant, { install: 'T222222222', kind: 'pos' });
  const refund = await refunds(restaurant, MANAGER, 'T222222222');
  expect(await leaves(restaurant, refund)).toBe('yes');
  await withTransaction(house.pool, { mode: 'write', restaurantId: restaurant }, (transaction) =>
    transaction.query({
      text: "update devices set revoked_at = now() where restaurant_id = $1 and install = 'T222222222'",
      values: [restaurant],
    }),
  );
  expect(await leaves(restaurant, refund)).toBe('no_right');
  const apart = await refunds(restaurant, MANAGER);
  const told = { install: 'T111111111', kind: 'exception.decide', why: 'person', rows: [apart] };
  await writeRows(store, restaurant, { suspense: [[newTestId(), told]] });
  expect(await leaves(restaurant, apart)).toBe('no_right');
});

test('[SYN-25] a wish of a device whose right is gone makes no money count', async () => {
  const restaurant = await open({});
  await house.addDevice(restaurant, { install: 'T333333333', kind: 'pos' });
  const apart = async () => {
    const [wish, order] = [newTestId(), newTestId()];
    const of = { order, attempt: newTestId(), wish: 'attest', reason: 'x', by: MANAGER, at: Date.now() };
    await writeRows(store, restaurant, { payment_wishes: [[wish, of]] }, { install: 'T333333333' });
    return withTransaction(house.pool, { mode: 'snapshot', restaurantId: restaurant }, (transaction) =>
      standsApart(transaction, restaurant, wish),
    );
  };
  expect(await apart()).toBe(false);
  await withTransaction(house.pool, { mode: 'write', restaurantId: restaurant }, (transaction) =>
    transaction.query({
      text: "update devices set revoked_at = now() where restaurant_id = $1 and install = 'T333333333'",
      values: [restaurant],
    }),
  );
  expect(await apart()).toBe(true);
});
