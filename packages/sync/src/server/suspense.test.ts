import { SCHEMA, find, makeStamp, MapView, nameId, payments, staff, suspense, write } from '@resto360/domain';
import { expect, test } from 'vitest';
import { NOON, RESTAURANT, TILL_A, TILL_B, paid, testChain, testOp, testServer } from '../testing/index.ts';
import { applyOps } from './apply-ops.ts';
import { SERVER_INSTALL } from '../server-install.ts';
import { SERVER_RULES } from './rules.ts';
import { replayWaiting } from './settle-quarantine.ts';

const WAITER = nameId('test:waiter');
const OWNER = nameId('test:owner');
const HOUR_MS = 3_600_000;

/** A house whose waiter left at noon, an hour ago. */
async function houseWithoutWaiter(rules = SERVER_RULES) {
  const { store, deps, clock } = testServer();
  const person = { born: true, name: 'Serge', role: 'waiter', pinHash: 'x'.repeat(60) } as const;
  const hired = testOp([write(staff, WAITER, person)], {
    kind: 'staff.edit',
    stamp: makeStamp(NOON - HOUR_MS, 0, TILL_A),
  });
  const left = testOp([write(staff, WAITER, { active: false })], {
    kind: 'staff.edit',
    stamp: makeStamp(NOON, 0, TILL_A),
  });
  const owner = testOp([write(staff, OWNER, { ...person, name: 'Adjoua', role: 'owner' })], { kind: 'staff.edit' });
  await applyOps(RESTAURANT, [testChain([hired, left, owner])], TILL_A, { ...deps, trusted: true });
  clock.nowMs = NOON + HOUR_MS;
  const push = async (op: ReturnType<typeof testOp>, seq: number) =>
    (await applyOps(RESTAURANT, [testChain([op], { seq })], TILL_A, { ...deps, rules })).verdicts[op.id];
  const apart = async () => (await store.rows(RESTAURANT, 'suspense')).map(({ id, f }) => ({ id, ...f }));
  return { store, deps, push, apart };
}
const cashBy = (name: string, stampMs: number) =>
  testOp([paid(name, 5_000)], { kind: 'payment.take', actor: WAITER, stamp: makeStamp(stampMs, 0, TILL_A) });

test('[SYN-25] what somebody did who had left counts, and stands apart for a person', async () => {
  const { store, push, apart } = await houseWithoutWaiter();
  const op = cashBy('late', NOON + 60_000);
  expect((await push(op, 4))?.[0]).toBe('ok');
  const view = new MapView();
  for (const name of ['payments', 'suspense'])
    for (const row of await store.rows(RESTAURANT, name)) view.put(name, row);
  expect(find(view, payments, nameId('test:payment:late'))?.amountMinor).toBe(5_000);
  expect(find(view, suspense, op.id)).toMatchObject({ why: 'person', actor: WAITER, amountMinor: 5_000 });
  expect(await apart()).toHaveLength(1);
});

test('[SYN-25] what was done before stands like everything else, whenever it arrives', async () => {
  const { push, apart } = await houseWithoutWaiter();
  expect((await push(cashBy('early', NOON - 60_000), 4))?.[0]).toBe('ok');
  expect(await apart()).toEqual([]);
});

test('[SYN-25] what a revoked device brings stands apart, whenever it was written; its edits of the house are refused', async () => {
  const { store, push, apart } = await houseWithoutWaiter();
  store.addDevice(RESTAURANT, { install: TILL_A, kind: 'pos', revoked: true });
  const op = testOp([paid('stolen', 1_000)], { kind: 'payment.take', stamp: makeStamp(NOON - HOUR_MS, 5, TILL_A) });
  expect((await push(op, 4))?.[0]).toBe('ok');
  expect(await apart()).toMatchObject([{ id: op.id, why: 'device', install: TILL_A }]);
  const edit = testOp([write(staff, WAITER, { active: true })], { kind: 'staff.edit', actor: OWNER });
  expect(await push(edit, 5)).toEqual(['rejected', expect.any(Number), 'no_right']);
  store.addDevice(RESTAURANT, { install: TILL_A, kind: 'pos' });
  const again = testOp([write(staff, WAITER, { active: true })], { kind: 'staff.edit', actor: OWNER });
  expect((await push(again, 6))?.[0]).toBe('ok');
});

test('[SYN-25] a revoked device that writes under the name of another till has no more right for it', async () => {
  const { store, deps } = await houseWithoutWaiter();
  store.addDevice(RESTAURANT, { install: TILL_A, kind: 'pos', revoked: true });
  const carry = async (op: ReturnType<typeof testOp>, seq: number) =>
    (await applyOps(RESTAURANT, [testChain([op], { install: TILL_B, seq })], TILL_A, deps)).verdicts[op.id];
  const stamp = makeStamp(NOON + 60_000, 0, TILL_B);
  const cash = testOp([paid('forged', 5_000)], { kind: 'payment.take', actor: OWNER, stamp });
  expect((await carry(cash, 1))?.[0]).toBe('ok');
  const rows = await store.rows(RESTAURANT, 'suspense');
  expect(rows.map(({ id, f }) => ({ id, ...f }))).toMatchObject([{ id: cash.id, why: 'device', install: TILL_A }]);
  const edit = testOp([write(staff, OWNER, { pinHash: 'y'.repeat(60) })], { kind: 'staff.edit', actor: OWNER, stamp });
  expect(await carry(edit, 2)).toEqual(['rejected', expect.any(Number), 'no_right']);
  // Nor by way of a release that is to come.
  const later = testOp([write(staff, OWNER, { pinHash: 'z'.repeat(60) })], {
    kind: 'staff.edit',
    actor: OWNER,
    stamp,
    schema: SCHEMA + 1,
  });
  expect(await carry(later, 3)).toEqual(['rejected', expect.any(Number), 'no_right']);
});

test('[SYN-25] what a revoked device brought and nobody could read stands apart when it is replayed; what it had brought before does not', async () => {
  const { store, deps, push, apart } = await houseWithoutWaiter();
  store.addDevice(RESTAURANT, { install: SERVER_INSTALL, kind: 'office' });
  const laterBy = (name: string, actor: string) =>
    testOp([paid(name, 5_000)], { ...newer, actor, stamp: makeStamp(NOON + 60_000, 0, TILL_A) });
  const newer = { kind: 'payment.take', schema: SCHEMA + 1 };
  const [before, after, gone] = [laterBy('before', OWNER), laterBy('after', OWNER), laterBy('gone', WAITER)];
  await push(before, 4);
  await push(gone, 5);
  store.addDevice(RESTAURANT, { install: TILL_A, kind: 'pos', revoked: true });
  expect((await push(after, 6))?.[0]).toBe('quarantined');
  expect(await replayWaiting(RESTAURANT, { ...deps, rules: { ...SERVER_RULES, schema: SCHEMA + 1 } })).toBe(3);
  const paidNow = (await store.rows(RESTAURANT, 'payments')).map(({ id }) => id);
  expect(paidNow).toHaveLength(3);
  expect((await apart()).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toMatchObject(
    [
      { id: after.id, why: 'device', amountMinor: 5_000, rows: [nameId('test:payment:after')] },
      { id: gone.id, why: 'person' },
    ].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
});

test('[SYN-25] without the rule nothing tells the owner', async () => {
  const { push, apart } = await houseWithoutWaiter({ ...SERVER_RULES, suspense: 'none' });
  await push(cashBy('late', NOON + 60_000), 4);
  expect(await apart()).toEqual([]);
});
