import {
  QUIET_MS,
  closeShift,
  closingReport,
  drawerCashOf,
  makeStamp,
  nameId,
  ok,
  quietTills,
  shiftOf,
  type Change,
} from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import { JOIN_RULES } from '../join.ts';
import { applyOps } from '../server/apply-ops.ts';
import { putServerRows } from '../server/put-server-rows.ts';
import { SERVER_RULES, type ServerRules } from '../server/rules.ts';
import { NOON, RESTAURANT, TILL_A, TILL_B, paid, testChain, testOp, testServer } from './index.ts';
import { testTill } from './test-till.ts';

// What others' users reported, as tests: what holds here, and that it falls when its protection is switched off. Those
// that need a browser, a kitchen or tabs bear their F in the title where they stand, and those of two hands at one order are in
// field-orders.test.ts.

const ORDER = nameId('test:order');
const opened: Change = [
  'orders',
  ORDER,
  { born: true, openedBy: ORDER, openedAt: NOON, kind: 'dine_in', currency: 'XOF' },
];
const stampAt = (seconds: number, install = TILL_A) => makeStamp(NOON + seconds * 1_000, 0, install);

const closing: Change = ['orders', ORDER, { status: [0, 'closed'] }];

function house(rules: Partial<ServerRules> = {}) {
  const { store, deps } = testServer();
  const push = (ops: readonly unknown[], from: { install?: string; seq?: number; prev?: string } = {}) =>
    applyOps(RESTAURANT, [testChain(ops, from)], from.install ?? TILL_A, {
      ...deps,
      rules: { ...SERVER_RULES, ...rules },
    });
  const amounts = async () =>
    (await store.rows(RESTAURANT, 'payments')).map(({ f }) => Number(f['amountMinor'])).toSorted((a, b) => a - b);
  return { store, push, amounts };
}

const lateBill = async (status: 'rises' | 'last_write_wins') => {
  const { store, push, amounts } = house({ join: { ...JOIN_RULES, status } });
  await push([testOp([opened], { kind: 'order.open', stamp: stampAt(0) })]);
  await push([testOp([paid('evening', 5_000), closing], { kind: 'payment.take', stamp: stampAt(10) })], { seq: 2 });
  const late = testOp([['orders', ORDER, { status: [0, 'billed'] }]], {
    kind: 'order.bill',
    stamp: stampAt(20, TILL_B),
  });
  await push([late], { install: TILL_B });
  const [order] = await store.rows(RESTAURANT, 'orders');
  return { status: order?.f['status'], paid: await amounts() };
};

describe('[F1] an order paid offline is not opened again by what arrives after it', () => {
  test('its status never falls, and its payment is a fact', async () => {
    expect(await lateBill('rises')).toEqual({ status: [0, 'closed'], paid: [5_000] });
  });
  test('with the last write winning it falls', async () => {
    expect((await lateBill('last_write_wins')).status).toEqual([0, 'billed']);
  });
});

const numberTwice = async (dedupe: 'op_id' | 'sequence') => {
  const { push, amounts } = house({ dedupe });
  await push([testOp([paid('before the cut', 1_000)], { kind: 'payment.take' })]);
  await push([testOp([paid('after the cut', 2_000)], { kind: 'payment.take' })]);
  return amounts();
};

describe('[F3] a power cut gives a number twice, and the next sale is not dropped for it', () => {
  test('both sales are kept', async () => expect(await numberTwice('op_id')).toEqual([1_000, 2_000]));
  test('by numbers alone the second is dropped', async () => expect(await numberTwice('sequence')).toEqual([1_000]));
});

const idTwice = async (reusedId: 'quarantined' | 'dropped') => {
  const { store, push } = house({ reusedId });
  const op = testOp([paid('one', 1_000)], { kind: 'payment.take' });
  await push([op]);
  await push([{ ...op, changes: [paid('other', 9_000)] }], { seq: 2 });
  return (await store.rows(RESTAURANT, 'quarantine')).map(({ f }) => f['amountMinor']);
};

describe('[F6] a reference that is given twice drops no sale', () => {
  test('the second is put apart, for a person', async () => expect(await idTwice('quarantined')).toEqual([9_000]));
  test('without the rule nobody hears of it', async () => expect(await idTwice('dropped')).toEqual([]));
});

const oneBadOf100 = async (isolation: 'per_op' | 'none') => {
  const { store, push, amounts } = house({ isolation });
  const ops = Array.from({ length: 100 }, (_, index) => testOp([paid(`p${index}`, 100)], { kind: 'payment.take' }));
  store.faults.unstorable.add(ops[50]?.id ?? '');
  await push(ops).catch(() => undefined);
  return [(await amounts()).length, (await store.rows(RESTAURANT, 'quarantine')).length];
};

describe('[F13] one bad record does not block the queue', () => {
  test('the other 99 go, and it stays visible', async () => expect(await oneBadOf100('per_op')).toEqual([99, 1]));
  test('without isolation nothing goes', async () => expect(await oneBadOf100('none')).toEqual([0, 0]));
});

const DRAWER = nameId('test:drawer');
const SHIFT = nameId('test:shift');
const HOUR_MS = 3_600_000;

// Two tills with one drawer. The second loses its line, takes 5,000 and comes back when the drawer was counted.
const closedWhileUnsent = async (asked: 'the tills' | 'its own outbox') => {
  const server = testServer();
  for (const [install, name] of [
    [TILL_A, 'Comptoir'],
    [TILL_B, 'Terrasse'],
  ] as const) {
    const f = { install, kind: 'pos', series: name, name, revoked: 'no' };
    await putServerRows(RESTAURANT, 'devices', [{ id: nameId(`test:${name}`), f }], {
      ...server.deps,
      store: server.store,
    });
  }
  const [a, b] = [await testTill(server, TILL_A), await testTill(server, TILL_B)];
  const tap = async ({ device }: typeof a, kind: string, ...changes: readonly Change[]) => {
    expect((await device.record(ORDER, () => ok({ kind, changes, receipts: 0 }))).ok).toBe(true);
  };
  const cash = (name: string, amountMinor: number): Change => {
    const [collection, id, fields] = paid(name, amountMinor);
    return [collection, id, { ...fields, shift: SHIFT }];
  };
  const opening = { drawer: DRAWER, floatMinor: 10_000, openedBy: ORDER, install: TILL_A, at: NOON };
  await tap(a, 'shift.open', ['shift_openings', SHIFT, opening]);
  await tap(a, 'payment.take', cash('at the counter', 2_000));
  for (const { device } of [a, b]) await device.exchange();
  await tap(b, 'payment.take', cash('before the cut', 1_000));
  for (const { device } of [b, a]) await device.exchange();
  b.line.mode = 'dead';
  await tap(b, 'payment.take', cash('on the terrace', 5_000));
  await b.device.exchange();

  server.clock.nowMs += HOUR_MS;
  const { view } = a.device;
  const quiet = quietTills(view, { own: TILL_A, nowMs: server.clock.nowMs, quietMs: QUIET_MS });
  const shift = shiftOf(view, SHIFT);
  const { takenMinor, refundedMinor } = shift ? drawerCashOf(view, shift) : { takenMinor: 0, refundedMinor: 0 };
  const missing = asked === 'the tills' ? quiet.map(({ install }) => install) : [];
  const known = { takenMinor, refundedMinor, missing };
  const context = { actor: ORDER, role: 'manager', nowMs: server.clock.nowMs } as const;
  const closed = closeShift(view, { id: nameId('test:closing'), shift: SHIFT, countedMinor: 18_000, known }, context);
  await tap(a, 'shift.close', ...(closed.ok ? closed.value : []));
  await a.device.exchange();
  const atClosing = closingReport(view, SHIFT);

  b.line.mode = 'good';
  for (const { device } of [b, a]) await device.exchange();
  const withMoney = closingReport(view, SHIFT);
  server.clock.nowMs += HOUR_MS;
  await tap(b, 'payment.take', cash('the next day', 1));
  for (const { device } of [b, a]) await device.exchange();
  return { atClosing, withMoney, later: closingReport(view, SHIFT) };
};

describe('[F14] [PAY-1] a drawer that is closed while another till holds unsent sales', () => {
  test('names that till, is provisional until it was heard to the end, and is amended by its money', async () => {
    const { atClosing, withMoney, later } = await closedWhileUnsent('the tills');
    const terrace = { install: TILL_B, name: 'Terrasse', hasSpoken: false };
    expect(atClosing).toMatchObject({ isProvisional: true, awaited: [terrace], lateMinor: 0, differenceMinor: 5_000 });
    expect(withMoney).toMatchObject({
      known: { takenMinor: 3_000, expectedMinor: 13_000 },
      now: { takenMinor: 8_000, expectedMinor: 18_000 },
      lateMinor: 5_000,
      differenceMinor: 0,
    });
    expect(later).toMatchObject({ isProvisional: false, awaited: [{ ...terrace, hasSpoken: true }] });
  });

  test('asked of the own outbox alone it says that it is whole, with 5,000 missing; a sum that is kept lacks them for ever', async () => {
    const { atClosing, later } = await closedWhileUnsent('its own outbox');
    expect(atClosing).toMatchObject({ isProvisional: false, differenceMinor: 5_000 });
    expect(later?.known?.takenMinor).toBe(3_000);
  });
});
