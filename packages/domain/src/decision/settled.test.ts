import { describe, expect, test } from 'vitest';
import { UNBORN_AGE_MS } from '../exceptions.ts';
import { ExceptionKind } from '../kernel/exception.ts';
import { MapView } from '../kernel/map-view.ts';
import { write } from '../kernel/view.ts';
import { items } from '../menu/schema.ts';
import { ODD_VIEWS, editing, order, paidTwice, quarantined } from '../testing/odd-views.ts';
import { acting, testId, viewWithSentOrder } from '../testing/test-house.ts';
import { INSTALL, NOW_MS, mustOk, stampAt } from '../testing/test-view.ts';
import { conflicts } from '../server-collections.ts';
import { decide } from './decide.ts';
import { openExceptions } from './open-exceptions.ts';
import { Remedy } from './remedy.ts';
import { isAskedFor, settledMatters } from './settled.ts';
import type { SideWhat } from './side.ts';
import { sidesOf } from './sides.ts';
import { undoDecision } from './undo.ts';

const till = { drawer: null, install: INSTALL, newShift: testId('new shift') };
const LATER_MS = NOW_MS + UNBORN_AGE_MS;

test('[SYN-23] the history holds what people decided and what a rule decided alone, the newest first', () => {
  const [conflict, id, fields] = editing('by rule', 'no');
  const view = paidTwice().apply([[conflict, id, fields], editing('for a person', 'yes')]);
  const [one] = openExceptions(view, NOW_MS).filter(({ kind }) => kind === ExceptionKind.overpaid);
  const intent = { exception: one?.id ?? '', row: testId('row'), reason: 'x', till };
  view.apply(mustOk(decide(view, { ...intent, remedy: Remedy.keepSurplus }, { ...acting(), nowMs: NOW_MS + 60_000 })));
  expect(settledMatters(view)).toMatchObject([
    {
      decidedBy: 'person',
      install: INSTALL,
      at: NOW_MS + 60_000,
      decision: { remedy: 'keep_surplus', state: 'decided' },
    },
    { decidedBy: 'rule', id, install: INSTALL, at: NOW_MS + 1 },
  ]);
  view.run(undoDecision(view, intent, { ...acting('manager'), nowMs: NOW_MS + 90_000 }));
  expect(settledMatters(view)[0]).toMatchObject({
    at: NOW_MS + 90_000,
    decision: { state: 'undone', by: testId('staff manager') },
  });
});

const choose = () => {
  const view = ODD_VIEWS[ExceptionKind.priceEditedTwice]();
  const [one] = openExceptions(view, NOW_MS);
  const intent = { exception: one?.id ?? '', row: testId('row'), reason: 'x', till };
  return { view, intent, one };
};

const ended = (more: object) => {
  const [name, id, fields] = quarantined('bad op', 'waiting');
  return viewWithSentOrder().apply([[name, id, { ...fields, ...more }]]);
};

describe('[SYN-23] a price that two people wrote apart', () => {
  test('is in the history once a person has written it again: which value, when, on which device', () => {
    const { view, intent } = choose();
    expect(settledMatters(view)).toEqual([]);
    const other = decide(view, { ...intent, remedy: Remedy.otherPrice }, { ...acting('manager'), nowMs: NOW_MS });
    view.run(other, stampAt(60_000, 'T3T3T3T3T3'));
    expect(openExceptions(view, NOW_MS)).toEqual([]);
    expect(settledMatters(view)).toMatchObject([
      { decidedBy: 'edit', at: NOW_MS + 60_000, install: 'T3T3T3T3T3', value: 1_200, conflict: { keptJson: '1000' } },
    ]);
  });

  test('and was edited apart once more is told by the last, and by it alone', () => {
    const { view } = choose();
    const [name, , fields] = editing('third', 'yes');
    const third = { ...fields, keptMark: stampAt(5, 'T4T4T4T4T4'), keptJson: '1500', lostMark: stampAt(1) };
    view.apply([[name, testId('third'), third]]);
    view.apply([write(items, testId('garba'), { priceMinor: 1_500 })], stampAt(5, 'T4T4T4T4T4'));
    expect(settledMatters(view)).toEqual([]);
    view.apply([write(items, testId('garba'), { priceMinor: 1_600 })], stampAt(9));
    expect(settledMatters(view)).toMatchObject([
      { decidedBy: 'edit', at: NOW_MS + 9, value: 1_600, conflict: { keptJson: '1500' } },
    ]);
    // The next one that is contested leaves the last end where it was.
    const next = { ...fields, keptMark: stampAt(20), lostMark: stampAt(9), lostJson: '1600', keptJson: '1700' };
    view.apply([[name, testId('fourth'), next]]);
    view.apply([write(items, testId('garba'), { priceMinor: 1_700 })], stampAt(20));
    expect(settledMatters(view)).toMatchObject([{ at: NOW_MS + 9, value: 1_600 }]);
  });

  test('stands there once where a decision settled it, however often the menu is edited afterwards', () => {
    const { view, intent } = choose();
    const kept = decide(view, { ...intent, remedy: Remedy.keepPrice }, { ...acting(), nowMs: NOW_MS + 60_000 });
    view.run(kept, stampAt(60_000));
    view.apply([write(items, testId('garba'), { priceMinor: 1_300 })], stampAt(90_000));
    expect(settledMatters(view)).toMatchObject([{ decidedBy: 'person', decision: { remedy: 'keep_price' } }]);
  });
});

describe('[SYN-19] an op that was put apart', () => {
  const boss = testId('staff manager');
  test.each(['replayed', 'discarded', 'waiting'])(
    'is in the history with its end (%s), its orders and its amount',
    (state) => {
      const told = settledMatters(ended({ state, settledBy: boss, settledVersion: 9, settledAt: NOW_MS + 5_000 }));
      const op = { state, settledBy: boss, amountMinor: 5_000, orders: [order] };
      expect(told).toMatchObject([{ decidedBy: 'server', at: NOW_MS + 5_000, install: null, op }]);
    },
  );

  test('that still waits is none of it; an end of before is told by when it came', () => {
    expect(settledMatters(ended({}))).toEqual([]);
    const [old] = settledMatters(ended({ state: 'discarded', settledBy: boss, settledVersion: 9 }));
    expect(old?.at).toBeGreaterThanOrEqual(NOW_MS);
  });
});

test('[SYN-23] the history is asked for by kind and by person', () => {
  const view = ODD_VIEWS[ExceptionKind.priceEditedTwice]();
  view.apply([write(items, testId('garba'), { priceMinor: 1_300 })], stampAt(90_000));
  view.apply([editing('by rule', 'no')]);
  const [name, id, fields] = quarantined('bad op', 'replayed');
  view.apply([[name, id, { ...fields, settledBy: testId('staff owner'), settledAt: NOW_MS + 1 }]]);
  const asked = (kind: ExceptionKind | null, person: string | null) =>
    settledMatters(view).flatMap((one) => (isAskedFor(one, { kind, person }) ? [one.decidedBy] : []));
  expect(asked(null, null).toSorted()).toEqual(['edit', 'rule', 'server']);
  expect(asked(ExceptionKind.priceEditedTwice, null)).toEqual(['edit']);
  expect(asked(ExceptionKind.quarantinedOp, null)).toEqual(['server']);
  expect(asked(ExceptionKind.overpaid, null)).toEqual([]);
  expect(asked(null, testId('staff owner'))).toEqual(['server']);
  expect(asked(null, testId('staff waiter')).toSorted()).toEqual(['edit', 'rule']);
});

test('[SYN-23] what lost against one value in several steps is one matter, told by the last', () => {
  const steps = [10, 20].map((afterMs) => {
    const [name, id, fields] = editing(`step ${afterMs}`, 'no');
    return [name, id, { ...fields, lostMark: stampAt(afterMs - 100, 'T2T2T2T2T2'), lostJson: `${afterMs}` }] as const;
  });
  const told = settledMatters(paidTwice().apply(steps));
  expect(told).toMatchObject([{ decidedBy: 'rule', conflict: { lostJson: '20' } }]);
});

test('what two kitchen screens noted at once is no history', () => {
  const [, id, fields] = editing('noise', 'no');
  const view = paidTwice().apply([
    write(conflicts, id, { ...(fields as object), collection: 'order_lines', field: 'receivedMark' }),
  ]);
  expect(settledMatters(view)).toEqual([]);
});

const expected: Readonly<Record<ExceptionKind, readonly SideWhat[]>> = {
  [ExceptionKind.overpaid]: ['payment', 'payment'],
  [ExceptionKind.overRefunded]: ['refund', 'refund'],
  [ExceptionKind.lineAfterClose]: ['line', 'receipt'],
  [ExceptionKind.movedAfterPayment]: ['move', 'payment'],
  [ExceptionKind.sentTwiceDifferently]: ['send', 'send'],
  [ExceptionKind.removedButSent]: ['removal', 'send'],
  [ExceptionKind.overVoid]: ['line', 'void', 'void'],
  [ExceptionKind.tableOpenedTwice]: ['order', 'order'],
  [ExceptionKind.mergedInCircle]: ['merge', 'merge'],
  [ExceptionKind.drawerOpenedTwice]: ['opening', 'opening'],
  [ExceptionKind.floatUnknown]: ['opening'],
  [ExceptionKind.receiptNumberRepeated]: ['receipt', 'receipt'],
  [ExceptionKind.receiptTwice]: ['receipt', 'receipt'],
  [ExceptionKind.rowWithoutCreation]: ['row'],
  [ExceptionKind.priceEditedTwice]: ['value', 'value'],
  [ExceptionKind.inSuspense]: ['op'],
  [ExceptionKind.agedGrant]: ['void'],
  [ExceptionKind.tabletCopied]: ['device', 'device'],
  [ExceptionKind.decidedTwice]: ['decision', 'decision'],
  [ExceptionKind.quarantinedOp]: ['op'],
  [ExceptionKind.referenceUsedTwice]: ['claim', 'claim'],
  [ExceptionKind.claimUnproven]: ['claim'],
  [ExceptionKind.amountHeld]: ['claim', 'proof'],
  [ExceptionKind.moneyLate]: ['payment', 'proof', 'request'],
  [ExceptionKind.moneyMissing]: ['payment'],
};

test.each(Object.values(ExceptionKind))('[SYN-4] %s shows what stands against what, with device and time', (kind) => {
  const view = ODD_VIEWS[kind]();
  const [one] = openExceptions(view, LATER_MS);
  const sides = one ? sidesOf(view, one) : [];
  expect(sides.map(({ what }) => what).toSorted()).toEqual(expected[kind]);
  // What an operator says was written by no device.
  expect(sides.every(({ what, install }) => what === 'proof' || install !== null)).toBe(true);
  // A device that holds none of the rows shows nothing, and does not fail.
  expect(one && sidesOf(new MapView(), one)).toEqual([]);
});

test('[SYN-4] neither of two values is said to be in force once a third was written', () => {
  const view = ODD_VIEWS[ExceptionKind.priceEditedTwice]();
  const [one] = openExceptions(view, NOW_MS);
  view.apply([write(items, testId('garba'), { priceMinor: 1_300 })], stampAt(90_000));
  expect((one ? sidesOf(view, one) : []).map(({ isKept }) => isKept)).toEqual([null, null]);
});

test('[SYN-4, SYN-23] the value in force stands first, each with who wrote it', () => {
  const [one] = openExceptions(ODD_VIEWS[ExceptionKind.priceEditedTwice](), NOW_MS);
  const sides = one ? sidesOf(ODD_VIEWS[ExceptionKind.priceEditedTwice](), one) : [];
  expect(sides).toMatchObject([
    { isKept: true, value: 1_000, at: NOW_MS + 1, install: INSTALL, by: testId('staff manager') },
    { isKept: false, value: 1_200, at: NOW_MS, install: 'T2T2T2T2T2', by: testId('staff waiter') },
  ]);
  expect(stampAt(0).endsWith(INSTALL)).toBe(true);
});
