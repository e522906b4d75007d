import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CATALOG } from './catalog.ts';
import { openExceptions } from './decision/open-exceptions.ts';
import { openInParts } from './decision/open-in-parts.ts';
import { exceptionsOf, UNBORN_AGE_MS } from './exceptions.ts';
import { ExceptionKind, exception } from './kernel/exception.ts';
import { MapView } from './kernel/map-view.ts';
import { isId } from './kernel/ids.ts';
import { nameId } from './kernel/name-id.ts';
import { find, listAll, listOfOrder, write } from './kernel/view.ts';
import { items } from './menu/schema.ts';
import { addLine } from './order/commands.ts';
import { sendOrder } from './order/sending.ts';
import { reopenOrder } from './order/corrections.ts';
import { orderLines, orders } from './order/schema.ts';
import { devices } from './server-collections.ts';
import { totalsOf } from './order/totals.ts';
import { takeCashWithReceipt } from './receipt/commands.ts';
import {
  ODD_VIEWS,
  agedVoid,
  cash,
  cleanView,
  copied,
  decidedTwice,
  drawerTwice,
  editing,
  floatUnknown,
  garba,
  lateLine,
  lateMoney,
  mergedBothWays,
  movedAfterPayment,
  numberTwice,
  order,
  paidTwice,
  quarantined,
  receiptTwice,
  suspended,
  refundedTwice,
  refunding,
  removedButSent,
  sentTwice,
  tableTwice,
  unborn,
  voiding,
} from './testing/odd-views.ts';
import { acting, lineIntent, testId, viewWithSentOrder } from './testing/test-house.ts';
import { stampAt, NOW_MS, reordered, type TestView } from './testing/test-view.ts';

// Both were typed at one moment: the larger id is the later.
const laterClaim = (first: number, second: number) => (testId('claim') < testId('other claim') ? second : first);

type Expected = { subjects: string[]; order?: string; amountMinor?: number };
const kinds: readonly (readonly [kind: ExceptionKind, make: () => TestView, expected: Expected])[] = [
  [ExceptionKind.lineAfterClose, lateLine, { subjects: [testId('late')], order, amountMinor: 2_000 }],
  [ExceptionKind.overpaid, paidTwice, { subjects: [order], order, amountMinor: 3_000 }],
  [ExceptionKind.movedAfterPayment, movedAfterPayment, { subjects: [order], order, amountMinor: 1_000 }],
  [ExceptionKind.sentTwiceDifferently, sentTwice, { subjects: [garba], order }],
  [ExceptionKind.removedButSent, removedButSent, { subjects: [testId('late')], order }],
  [
    ExceptionKind.overVoid,
    () => viewWithSentOrder().apply([voiding('one', 2), voiding('other', 1)]),
    { subjects: [garba], order },
  ],
  [ExceptionKind.tableOpenedTwice, tableTwice, { subjects: [order, testId('second order')] }],
  [
    ExceptionKind.mergedInCircle,
    mergedBothWays,
    { subjects: [order, testId('second order')], order: [order, testId('second order')].toSorted()[0] ?? '' },
  ],
  [ExceptionKind.drawerOpenedTwice, drawerTwice, { subjects: [testId('shift'), testId('other shift')] }],
  [ExceptionKind.floatUnknown, floatUnknown, { subjects: [testId('shift of paid')] }],
  [
    ExceptionKind.receiptNumberRepeated,
    numberTwice,
    { subjects: [testId('receipt of part'), testId('receipt of rest')] },
  ],
  [ExceptionKind.receiptTwice, receiptTwice, { subjects: [testId('receipt of T1'), testId('receipt of T2')], order }],
  [ExceptionKind.rowWithoutCreation, unborn, { subjects: [testId('rumour')], order }],
  [
    ExceptionKind.priceEditedTwice,
    () => viewWithSentOrder().apply([editing('conflict', 'yes')]),
    { subjects: [testId('garba'), 'priceMinor'], amountMinor: 1_000 },
  ],
  [
    ExceptionKind.quarantinedOp,
    () => viewWithSentOrder().apply([quarantined('bad op', 'waiting')]),
    { subjects: [testId('bad op')], order, amountMinor: 5_000 },
  ],
  [
    ExceptionKind.inSuspense,
    () => viewWithSentOrder().apply([suspended('late op')]),
    { subjects: [testId('late op')], order, amountMinor: 3_000 },
  ],
  [ExceptionKind.agedGrant, agedVoid, { subjects: [testId('aged')], order }],
  [ExceptionKind.tabletCopied, copied, { subjects: [testId('its copy')] }],
  [ExceptionKind.decidedTwice, decidedTwice, { subjects: [exception(ExceptionKind.overpaid, [order]).id], order }],
  [ExceptionKind.overRefunded, refundedTwice, { subjects: [order], order, amountMinor: 3_000 }],
  [
    ExceptionKind.referenceUsedTwice,
    ODD_VIEWS[ExceptionKind.referenceUsedTwice],
    { subjects: [testId('claim'), testId('other claim')], order, amountMinor: laterClaim(1_000, 1_001) },
  ],
  [
    ExceptionKind.claimUnproven,
    ODD_VIEWS[ExceptionKind.claimUnproven],
    { subjects: [testId('claim')], order, amountMinor: 3_000 },
  ],
  [
    ExceptionKind.amountHeld,
    ODD_VIEWS[ExceptionKind.amountHeld],
    { subjects: [testId('claim')], order, amountMinor: 2_500 },
  ],
  [ExceptionKind.moneyLate, lateMoney, { subjects: [testId('request')], order, amountMinor: 3_000 }],
  [ExceptionKind.moneyMissing, ODD_VIEWS[ExceptionKind.moneyMissing], { subjects: [order], order, amountMinor: 3_000 }],
];
const LATER_MS = NOW_MS + UNBORN_AGE_MS;

test('[SYN-4] a clean service has no exceptions, not even hours later', () => {
  expect(exceptionsOf(cleanView(), NOW_MS + 86_400_000)).toEqual([]);
});

test('every kind of exception that this slice knows is in the table below', () => {
  expect(kinds.map(([kind]) => kind).toSorted()).toEqual(Object.values(ExceptionKind).toSorted());
});

describe.each(kinds)('[SYN-4] %s', (kind, make, expected) => {
  test('is found: what, and whom it concerns', () => {
    const subjects = expected.subjects.toSorted();
    expect(exceptionsOf(make(), LATER_MS)).toEqual([
      {
        id: nameId(`exception:${kind}:${subjects.join(',')}`),
        kind,
        subjects,
        order: expected.order ?? null,
        amountMinor: expected.amountMinor ?? null,
      },
    ]);
  });
});

const changed = (fields: { readonly priceMinor?: number; readonly deleted?: boolean }) =>
  viewWithSentOrder().apply([write(items, testId('purged'), fields)], stampAt(0));

describe('an exception ends when its cause does', () => {
  test('over-void: as many voids as there are units are in order', () => {
    expect(exceptionsOf(viewWithSentOrder().apply([voiding('one', 1), voiding('other', 1)]), LATER_MS)).toEqual([]);
  });

  test('line after close: reopened and paid, it is on a receipt', () => {
    const view = lateLine();
    view.run(reopenOrder(view, { order }, acting()));
    view.run(sendOrder(view, { order }, acting()));
    expect(exceptionsOf(view, LATER_MS)).toEqual([]);
    view.run(takeCashWithReceipt(view, cash('more', 2_000, 2), acting()));
    expect(exceptionsOf(view, LATER_MS)).toEqual([]);
  });

  test('[SYN-22] a price that two people changed: the dish is gone from the menu and from the server', () => {
    const view = viewWithSentOrder().apply([editing('conflict', 'yes')]);
    const left = new MapView();
    for (const { name } of CATALOG.values())
      for (const row of view.all(name)) if (row.id !== testId('garba')) left.put(name, row);
    expect([exceptionsOf(view, LATER_MS).length, exceptionsOf(left, LATER_MS)]).toEqual([1, []]);
  });

  test('[SYN-22] [SYN-6] a late change of a dish that was purged is mentioned, but not that it was taken off once more', () => {
    const view = changed({ priceMinor: 700 });
    expect(exceptionsOf(view, NOW_MS)).toEqual([]);
    expect(exceptionsOf(view, LATER_MS)).toMatchObject([
      { kind: ExceptionKind.rowWithoutCreation, subjects: [testId('purged')], order: null },
    ]);
    expect(listAll(view, items).map(({ id }) => id)).not.toContain(testId('purged'));
    expect(exceptionsOf(changed({ deleted: true }), LATER_MS)).toEqual([]);
  });

  test('table opened twice: one of the two is closed', () => {
    const view = tableTwice().apply([write(orders, testId('second order'), { status: [0, 'closed'] })]);
    expect(exceptionsOf(view, LATER_MS)).toEqual([]);
  });

  test('quarantine and prices: replayed, or decided by the rule alone', () => {
    const view = viewWithSentOrder().apply([quarantined('op', 'replayed'), editing('conflict', 'no')]);
    expect(exceptionsOf(view, LATER_MS)).toEqual([]);
  });

  test('a copied tablet: its right was taken', () => {
    const view = copied().apply([write(devices, testId('its copy'), { revoked: 'yes' })]);
    expect(exceptionsOf(view, LATER_MS)).toEqual([]);
  });

  test('an op that is put apart is one matter; whose it was is asked once it counts', () => {
    expect(kindsOfApart('waiting')).toEqual([ExceptionKind.quarantinedOp]);
    expect(kindsOfApart('discarded')).toEqual([]);
    expect(kindsOfApart('replayed')).toEqual([ExceptionKind.inSuspense]);
  });
});

/** Of an op by somebody without the right, whatever became of it. */
function kindsOfApart(state: 'waiting' | 'discarded' | 'replayed'): string[] {
  const view = viewWithSentOrder().apply([quarantined('op', state), suspended('op')]);
  return exceptionsOf(view, LATER_MS).map(({ kind }) => kind);
}

describe('[SYN-4] money that went back', () => {
  test('ends what was taken twice', () => {
    expect(exceptionsOf(paidTwice().apply([refunding('back', 3_000)]), LATER_MS)).toEqual([]);
    const [left] = exceptionsOf(paidTwice().apply([refunding('back', 1_000)]), LATER_MS);
    expect(left).toMatchObject({ kind: ExceptionKind.overpaid, amountMinor: 2_000 });
  });

  test('a late dish on the order is a late dish, whatever went back', () => {
    const view = lateLine().apply([refunding('back', 500)]);
    expect(exceptionsOf(view, LATER_MS).map(({ kind }) => kind)).toEqual([ExceptionKind.lineAfterClose]);
  });

  test('an order that is open owes it, and nothing is odd', () => {
    const view = refundedTwice();
    view.run(reopenOrder(view, { order }, acting()));
    expect(exceptionsOf(view, LATER_MS)).toEqual([]);
  });
});

test('[SYN-4] a price edited twice ends when somebody who knew both writes it once more', () => {
  const view = viewWithSentOrder().apply([editing('conflict', 'yes')]);
  view.apply([write(items, testId('garba'), { priceMinor: 1_200 })]);
  expect(exceptionsOf(view, LATER_MS)).toEqual([]);
});

describe('a row whose creation has not arrived', () => {
  test('[SYN-6] is seen by nobody: not found, not listed, not due', () => {
    const view = unborn();
    const before = totalsOf(viewWithSentOrder(), order);
    expect(find(view, orderLines, testId('rumour'))).toBeUndefined();
    expect(listAll(view, orderLines)).toHaveLength(2);
    expect(listOfOrder(view, orderLines, order)).toHaveLength(2);
    expect(totalsOf(view, order)).toEqual(before);
  });

  test('[SYN-6] is mentioned after ten minutes, not before', () => {
    expect(exceptionsOf(unborn(), NOW_MS + UNBORN_AGE_MS - 1)).toEqual([]);
    expect(exceptionsOf(unborn(), NOW_MS + UNBORN_AGE_MS)).toHaveLength(1);
    expect(UNBORN_AGE_MS).toBe(600_000);
  });

  test('[SYN-6] is there as soon as its creation is', () => {
    const view = unborn();
    view.run(addLine(view, lineIntent('rumour', 'beer', 1), acting()));
    expect(find(view, orderLines, testId('rumour'))?.status).toEqual([0, 'ready']);
    expect(totalsOf(view, order).totalMinor).toBe(4_000);
    expect(exceptionsOf(view, LATER_MS)).toEqual([]);
  });
});

test('[SYN-4] one price edited twice by two pairs of tills is one exception', () => {
  const view = viewWithSentOrder().apply([editing('conflict', 'yes'), editing('another', 'yes')]);
  expect(exceptionsOf(view, LATER_MS)).toHaveLength(1);
});

test('[SYN-4] the list is the same whatever arrived first, and no id is in it twice', () => {
  const odd = fc.subarray([...kinds], { minLength: 1 }).map((some) => {
    const view = cleanView();
    for (const [, make] of some) addRows(view, make());
    return view;
  });
  fc.assert(
    fc.property(odd, fc.infiniteStream(fc.nat()), (view, dice) => {
      const found = exceptionsOf(view, LATER_MS);
      expect(found.every(({ id }) => isId(id))).toBe(true);
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      const other = reordered(view, () => dice.next().value);
      expect(exceptionsOf(other, LATER_MS)).toEqual(found);
      const parts = [...openInParts(view, LATER_MS)].flat().map(({ id }) => id);
      expect(new Set(parts)).toEqual(new Set(openExceptions(view, LATER_MS).map(({ id }) => id)));
    }),
  );
});

// Rows that both hold take the odd one's form.
function addRows(view: TestView, more: TestView): void {
  for (const name of more.collections()) for (const row of more.all(name)) view.put(name, row);
}
