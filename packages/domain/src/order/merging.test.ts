import { describe, expect, test } from 'vitest';
import { decide } from '../decision/decide.ts';
import { remediesOf } from '../decision/remedies.ts';
import { exceptionsOf } from '../exceptions.ts';
import { tables } from '../floor/schema.ts';
import { find, listOfOrder, write } from '../kernel/view.ts';
import { closeOrder } from '../payment/close-order.ts';
import { dueOf, ownDueOf } from '../payment/due.ts';
import { payments } from '../payment/schema.ts';
import { takeCashWithReceipt } from '../receipt/commands.ts';
import { receipts } from '../receipt/schema.ts';
import { cash, order } from '../testing/odd-views.ts';
import { acting, lineIntent, orderIntent, testId, viewWithSentOrder } from '../testing/test-house.ts';
import { NOW_MS, codeOf, mustOk, type TestView } from '../testing/test-view.ts';
import { addLine, billOrder, moveOrder, openOrder } from './commands.ts';
import { adjustOrder, reopenOrder } from './corrections.ts';
import { mayMerge, mergeOrders, unmergeOrder } from './merging.ts';
import { circleOf, isClosed, listRoots, partIdsOf, rootOf } from './parts.ts';
import { adjustments, orderLines, orders } from './schema.ts';
import { draftsOf, sendOrder } from './sending.ts';

const [second, third] = [testId('second order'), testId('third order')];
const boss = acting();
const dish = (of: string, line: string, quantity = 1) => ({ ...lineIntent(line, 'beer', quantity), order: of });

// 3,000 on the first order, 2,000 on the second, 1,000 on the third; all sent.
function threeOrders(): TestView {
  const view = viewWithSentOrder();
  view.run(openOrder(view, orderIntent('second order', 'table 2'), boss));
  view.run(openOrder(view, { ...orderIntent('third order', null), kind: 'takeaway', label: 'Awa' }, boss));
  view.run(addLine(view, dish(second, 'two beers', 2), boss));
  view.run(addLine(view, dish(third, 'one beer'), boss));
  for (const one of [second, third]) view.run(sendOrder(view, { order: one }, boss));
  return view;
}
const merge = (view: TestView, from: string, into: string) => view.run(mergeOrders(view, { order: from, into }, boss));
const pay = (view: TestView, word: string, of: string, amountMinor: number) =>
  takeCashWithReceipt(view, { ...cash(word, amountMinor, 1), order: of }, boss);
const due = (view: TestView, id: string) => dueOf(view, id).dueMinor;

const refused = (view: TestView, from: string, into: string, who = boss) =>
  codeOf(mergeOrders(view, { order: from, into }, who));

const circle = () => {
  const view = threeOrders();
  const ways = [
    [order, second],
    [second, third],
    [third, order],
  ].map(([from = '', into = '']) => mustOk(mergeOrders(threeOrders(), { order: from, into }, boss)));
  for (const changes of ways) view.apply(changes);
  return view;
};

describe('[ORD-1] a merged order', () => {
  test('is its root and its parts, whichever of them is asked; it owes the sum, and nothing moved', () => {
    const view = threeOrders();
    merge(merge(view, second, order), third, second);
    for (const id of [order, second, third]) {
      expect([rootOf(view, id), due(view, id)]).toEqual([order, 6_000]);
      expect(partIdsOf(view, id)).toEqual([order, ...[second, third].toSorted()]);
    }
    expect(listRoots(view).map(({ id }) => id)).toEqual([order]);
    expect([order, second, third].map((id) => ownDueOf(view, id).dueMinor)).toEqual([3_000, 2_000, 1_000]);
    expect(listOfOrder(view, orderLines, second)).toHaveLength(1);
  });

  test('separated, each owes what it did before; what had been merged into a part goes with it', () => {
    const view = merge(merge(threeOrders(), third, second), second, order);
    view.run(unmergeOrder(view, { order: second }, boss));
    expect([order, second, third].map((id) => [rootOf(view, id), due(view, id)])).toEqual([
      [order, 3_000],
      [second, 3_000],
      [second, 3_000],
    ]);
    view.run(unmergeOrder(view, { order: third }, boss));
    expect([order, second, third].map((id) => due(view, id))).toEqual([3_000, 2_000, 1_000]);
  });

  test('takes dishes on its root, and sends, bills and closes all of it at once', () => {
    const view = merge(threeOrders(), second, order);
    view.run(addLine(view, dish(second, 'more'), boss));
    expect(find(view, orderLines, testId('more'))?.order).toBe(order);
    view.apply([write(orderLines, testId('two beers'), { status: [1, 'draft'] })]);
    expect(
      draftsOf(view, order)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual([testId('two beers'), testId('more')].toSorted());
    expect(codeOf(pay(view, 'too soon', order, 6_000))).toBe('unsent_lines');
    view.run(sendOrder(view, { order }, boss));
    view.run(billOrder(view, { order: second }, boss));
    expect([order, second].map((id) => find(view, orders, id)?.status)).toEqual([
      [0, 'billed'],
      [0, 'billed'],
    ]);
  });

  test('moved to another table, only what stands at that table moves', () => {
    const view = merge(merge(threeOrders(), second, order), third, order);
    view.apply([write(tables, testId('table 3'), { born: true, area: testId('area'), name: 'T3' })]);
    const tablesNow = () => [order, second, third].map((id) => find(view, orders, id)?.table ?? null);
    const [t1, t2, t3] = ['table 1', 'table 2', 'table 3'].map(testId) as [string, string, string];
    view.run(moveOrder(view, { order: second, table: t3 }, boss));
    expect(tablesNow()).toEqual([t1, t3, null]);
    // Opened twice and then merged: one table, whichever of its orders is asked for.
    view.run(moveOrder(view, { order: third, table: t3 }, boss));
    view.run(moveOrder(view, { order: second, table: t2 }, boss));
    expect(tablesNow()).toEqual([t1, t2, t2]);
    view.apply([write(orders, second, { status: [0, 'closed'] })]);
    expect(codeOf(moveOrder(view, { order: second, table: t3 }, boss))).toBe('order_closed');
  });

  test('money off a line lies with the line, in whichever part that is', () => {
    const view = merge(threeOrders(), second, order);
    const off = { id: testId('off'), order, line: testId('two beers'), kind: 'comp', reason: 'froid' } as const;
    view.run(adjustOrder(view, off, boss));
    expect(find(view, adjustments, testId('off'))?.order).toBe(second);
    expect(due(view, order)).toBe(3_000);
  });
});

describe('[ORD-1] the payment of a merged order', () => {
  test('is one on its root, with one receipt of all lines, and closes every part', () => {
    const view = merge(threeOrders(), second, order);
    view.run(pay(view, 'all', second, 5_000));
    expect(find(view, payments, testId('all'))?.order).toBe(order);
    const receipt = find(view, receipts, testId('receipt of all'));
    expect([receipt?.order, receipt?.orderTotalMinor, receipt?.lines.length]).toEqual([order, 5_000, 3]);
    expect([order, second].map((id) => [isClosed(view, id), find(view, orders, id)?.closedWith])).toEqual([
      [true, null],
      [true, order],
    ]);
    expect(due(view, second)).toBe(0);
    expect(exceptionsOf(view, NOW_MS).map(({ kind }) => kind)).toEqual(['float_unknown']);
  });

  test('what was paid together is due nowhere else, whoever separated it meanwhile on another till', () => {
    const view = merge(threeOrders(), second, order);
    const apart = mustOk(unmergeOrder(view, { order: second }, boss));
    view.run(pay(view, 'all', order, 5_000)).apply(apart);
    expect([rootOf(view, second), due(view, second), due(view, order)]).toEqual([order, 0, 0]);
    expect(exceptionsOf(view, NOW_MS).map(({ kind }) => kind)).toEqual(['float_unknown']);
  });

  test('in part, it stays one: separated afterwards or meanwhile, no part owes again and nothing is too much', () => {
    const view = merge(threeOrders(), second, order);
    const apart = mustOk(unmergeOrder(view, { order: second }, boss));
    const part = mustOk(pay(view, 'part', second, 4_000));
    for (const both of [
      [part, apart],
      [apart, part],
    ]) {
      const one = merge(threeOrders(), second, order);
      for (const changes of both) one.apply(changes);
      expect([order, second].map((id) => [rootOf(one, id), due(one, id)])).toEqual([
        [order, 1_000],
        [order, 1_000],
      ]);
      expect(exceptionsOf(one, NOW_MS).map(({ kind }) => kind)).toEqual(['float_unknown']);
      expect(codeOf(unmergeOrder(one, { order: second }, boss))).toBe('paid_together');
      one.run(pay(one, 'rest', order, 1_000));
      expect([isClosed(one, second), due(one, second)]).toEqual([true, 0]);
    }
  });

  test('in part, what was merged before goes along, and more may join', () => {
    const view = merge(threeOrders(), second, order);
    view.run(pay(view, 'part', order, 1_000));
    merge(view, third, second).run(unmergeOrder(view, { order: third }, boss));
    merge(view, order, third);
    expect([order, second, third].map((id) => [rootOf(view, id), due(view, id)])).toEqual(
      [order, second, third].map(() => [third, 5_000]),
    );
    view.run(unmergeOrder(view, { order }, boss));
    expect([due(view, second), due(view, third)]).toEqual([4_000, 1_000]);
  });

  test('nor where it was merged with another order meanwhile', () => {
    const view = merge(threeOrders(), second, order);
    const paid = mustOk(pay(view, 'all', order, 5_000));
    view.run(unmergeOrder(view, { order: second }, boss));
    merge(view, second, third).apply(paid);
    expect([due(view, second), due(view, third)]).toEqual([0, 1_000]);
  });

  test('a part that another till was paid for alone is counted once: what came twice is too much on the whole', () => {
    const view = merge(threeOrders(), second, order);
    const alone = mustOk(pay(threeOrders(), 'alone', second, 2_000));
    view.run(pay(view, 'all', order, 5_000)).apply(alone);
    const found = exceptionsOf(view, NOW_MS).filter(({ amountMinor }) => amountMinor !== null);
    expect(found).toMatchObject([{ kind: 'overpaid', order, amountMinor: 2_000 }]);
  });

  test('parts that were paid before they were merged stay paid; the rest is what is due', () => {
    const view = threeOrders();
    view.run(pay(view, 'part', second, 500));
    merge(view, second, order);
    expect(dueOf(view, order)).toMatchObject({ totalMinor: 5_000, capturedMinor: 500, dueMinor: 4_500 });
    view.run(unmergeOrder(view, { order: second }, boss));
    expect([due(view, order), due(view, second)]).toEqual([3_000, 1_500]);
  });

  test('reopened, the root takes more and stays together with what was paid with it', () => {
    const view = merge(threeOrders(), second, order);
    view.run(pay(view, 'all', order, 5_000));
    view.run(reopenOrder(view, { order }, boss));
    view.run(addLine(view, dish(second, 'late'), boss));
    expect([find(view, orderLines, testId('late'))?.order, due(view, second)]).toEqual([order, 1_000]);
    expect(codeOf(unmergeOrder(view, { order: second }, boss))).toBe('paid_together');
  });

  test('on which nothing is due closes by hand, all of it', () => {
    const view = merge(threeOrders(), second, order);
    const gift = { kind: 'comp', reason: 'fête' } as const;
    for (const of of [order, second])
      view.run(adjustOrder(view, { ...gift, id: testId(`gift ${of}`), order: of }, boss));
    view.run(closeOrder(view, { order: second }, boss));
    expect([isClosed(view, order), isClosed(view, second)]).toEqual([true, true]);
  });
});

describe('merging is refused', () => {
  test('of what is one already, of an unknown order, of a closed one, and of another money', () => {
    const view = merge(threeOrders(), second, order);
    expect([refused(view, second, third), refused(view, order, second)]).toEqual(['already_merged', 'already_merged']);
    expect([refused(view, order, order), refused(view, order, testId('nobody'))]).toEqual([
      'already_merged',
      'not_found',
    ]);
    view.apply([write(orders, third, { currency: 'TND' })]);
    expect(refused(view, order, third)).toBe('other_currency');
    view.apply([write(orders, third, { currency: 'XOF', status: [0, 'closed'] })]);
    expect([refused(view, order, third), refused(view, third, order)]).toEqual(['order_closed', 'order_closed']);
  });

  test('to a waiter whose tables they are not, and never to a cook', () => {
    const view = threeOrders();
    expect(refused(view, second, order, acting('waiter'))).toBe('no_right');
    expect(refused(view, second, order, acting('cashier'))).toBe('ok');
    for (const id of [order, second]) view.apply([write(orders, id, { openedBy: testId('staff waiter') })]);
    expect(refused(view, second, order, acting('waiter'))).toBe('ok');
    expect(refused(view, third, order, acting('waiter'))).toBe('no_right');
    expect(mayMerge(view, order, { id: testId('staff waiter'), role: 'waiter' })).toBe(true);
    expect(mayMerge(view, third, { id: testId('staff waiter'), role: 'waiter' })).toBe(false);
    for (const id of [order, second]) view.apply([write(orders, id, { openedBy: testId('staff cook') })]);
    expect(refused(view, second, order, acting('cook'))).toBe('no_right');
  });

  test('separating: of what is not merged, of the root, of what is closed, and without the right', () => {
    const view = merge(threeOrders(), second, order);
    const apart = (id: string, who = boss) => codeOf(unmergeOrder(view, { order: id }, who));
    expect([apart(third), apart(order), apart(testId('nobody'))]).toEqual(['not_merged', 'not_merged', 'not_found']);
    expect(apart(second, acting('waiter'))).toBe('no_right');
    view.apply([write(orders, second, { status: [0, 'closed'] })]);
    expect(apart(second)).toBe('order_closed');
  });
});

describe('[ORD-1] pointers that go in a circle', () => {
  test('make one order all the same: the smallest id is the root', () => {
    const view = circle();
    const [least] = [order, second, third].toSorted();
    expect([order, second, third].map((id) => [rootOf(view, id), due(view, id)])).toEqual(
      Array.from({ length: 3 }, () => [least, 6_000]),
    );
    expect(circleOf(view, second)).toEqual([order, second, third].toSorted());
    expect(circleOf(threeOrders(), order)).toEqual([]);
  });

  test('can be paid, and are then nothing odd', () => {
    const view = circle();
    view.run(pay(view, 'all', third, 6_000));
    expect([due(view, order), isClosed(view, order)]).toEqual([0, true]);
    expect(exceptionsOf(view, NOW_MS).map(({ kind }) => kind)).toEqual(['float_unknown']);
  });

  test('of which money binds one can be opened at another; where money binds all there is nothing to ask', () => {
    const view = circle();
    const bind = (from: string, to: string) => view.apply([write(orders, from, { closedWith: to })]);
    const kept = () => {
      const [one] = exceptionsOf(view, NOW_MS);
      return one && remediesOf(view, one).map(({ remedy }) => remedy);
    };
    expect(kept()).toEqual(['keep_merged', 'separate_orders']);
    bind(order, second);
    expect(kept()).toEqual(['keep_merged']);
    const [one] = exceptionsOf(view, NOW_MS);
    const till = { drawer: null, install: 'T1T1T1T1T1', newShift: testId('shift') };
    const settled = { exception: one?.id ?? '', remedy: 'keep_merged', row: testId('row'), reason: '', till } as const;
    const changes = mustOk(decide(view, settled, boss));
    bind(second, third);
    bind(third, order);
    expect(kept()).toBeUndefined();
    const opened = circle().apply([write(orders, order, { closedWith: second }), ...changes]);
    expect([circleOf(opened, order), partIdsOf(opened, order).length]).toEqual([[], 3]);
  });

  test('and any of them can leave', () => {
    const view = circle();
    const [least = ''] = [order, second, third].toSorted();
    view.run(unmergeOrder(view, { order: least }, boss));
    expect(new Set([order, second, third].map((id) => rootOf(view, id)))).toEqual(new Set([least]));
    expect(circleOf(view, order)).toEqual([]);
  });
});

test('[ORD-1] an order that points at one which is not here, or in another money, counts alone', () => {
  const view = threeOrders().apply([write(orders, second, { mergedInto: testId('nobody') })]);
  expect([rootOf(view, second), due(view, second)]).toEqual([second, 2_000]);
  view.apply([write(orders, second, { mergedInto: third }), write(orders, third, { currency: 'TND' })]);
  expect([rootOf(view, second), due(view, third)]).toEqual([second, 1_000]);
  // Closed with one that is not here, nobody can say what is owed, and nothing is odd.
  view.apply([write(orders, second, { status: [0, 'closed'], closedWith: testId('nobody') })]);
  expect(exceptionsOf(view, NOW_MS)).toEqual([]);
});
