import { expect, test } from 'vitest';
import { UNBORN_AGE_MS } from '../exceptions.ts';
import { ExceptionKind } from '../kernel/exception.ts';
import { MapView } from '../kernel/map-view.ts';
import { write } from '../kernel/view.ts';
import { ODD_VIEWS, editing, paidTwice } from '../testing/odd-views.ts';
import { acting, testId } from '../testing/test-house.ts';
import { INSTALL, NOW_MS, mustOk, stampAt } from '../testing/test-view.ts';
import { conflicts } from '../server-collections.ts';
import { decide } from './decide.ts';
import { openExceptions } from './open-exceptions.ts';
import { Remedy } from './remedy.ts';
import { settledMatters } from './settled.ts';
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
  [ExceptionKind.rowWithoutCreation]: ['row'],
  [ExceptionKind.priceEditedTwice]: ['value', 'value'],
  [ExceptionKind.inSuspense]: ['op'],
  [ExceptionKind.agedGrant]: ['void'],
  [ExceptionKind.quarantinedOp]: ['op'],
};

test.each(Object.values(ExceptionKind))('[SYN-4] %s shows what stands against what, with device and time', (kind) => {
  const view = ODD_VIEWS[kind]();
  const [one] = openExceptions(view, LATER_MS);
  const sides = one ? sidesOf(view, one) : [];
  expect(sides.map(({ what }) => what).toSorted()).toEqual(expected[kind]);
  expect(sides.every(({ install }) => install !== null)).toBe(true);
  // A device that holds none of the rows shows nothing, and does not fail.
  expect(one && sidesOf(new MapView(), one)).toEqual([]);
});

test('[SYN-4] the value in force stands first', () => {
  const [one] = openExceptions(ODD_VIEWS[ExceptionKind.priceEditedTwice](), NOW_MS);
  const sides = one ? sidesOf(ODD_VIEWS[ExceptionKind.priceEditedTwice](), one) : [];
  expect(sides).toMatchObject([
    { isKept: true, value: 1_000, at: NOW_MS + 1, install: INSTALL },
    { isKept: false, value: 1_200, at: NOW_MS, install: 'T2T2T2T2T2' },
  ]);
  expect(stampAt(0).endsWith(INSTALL)).toBe(true);
});
