import { describe, expect, test } from 'vitest';
import { find, write } from '../kernel/view.ts';
import type { Change } from '../kernel/row.ts';
import { items } from '../menu/schema.ts';
import {
  acting,
  houseView,
  lineIntent,
  orderIntent,
  testId,
  viewWithOrder,
  viewWithSentOrder,
} from '../testing/test-house.ts';
import { codeOf, mustOk, NOW_MS } from '../testing/test-view.ts';
import { addLine, billOrder, moveOrder, openOrder, removeLine, setQuantity } from './commands.ts';
import { draftsOf, sendOrder } from './sending.ts';
import { orderLines, orders, type LineRank } from './schema.ts';
import { totalsOf } from './totals.ts';

const order = testId('order');
const closed: Change = write(orders, order, { status: [0, 'closed'] });
const rank = (line: string, to: LineRank): Change => write(orderLines, testId(line), { status: [0, to] });

describe('opening an order', () => {
  test('writes what its total will need: currency, charge, rounding', () => {
    const view = viewWithOrder({ currency: 'TND', serviceChargeBp: 1_000, cashRoundingMinor: 50 });
    expect(find(view, orders, order)).toEqual({
      id: order,
      born: true,
      openedBy: testId('staff owner'),
      openedAt: NOW_MS,
      kind: 'dine_in',
      currency: 'TND',
      serviceChargeBp: 1_000,
      cashRoundingMinor: 50,
      table: testId('table 1'),
      label: null,
      covers: 0,
      note: null,
      status: [0, 'open'],
      mergedInto: null,
      closedWith: null,
    });
  });

  test('for takeaway needs no table, but a name', () => {
    const intent = { ...orderIntent('away', null), kind: 'takeaway' as const, label: 'Awa' };
    const view = houseView();
    view.run(openOrder(view, intent, acting('waiter')));
    expect(find(view, orders, testId('away'))).toMatchObject({ kind: 'takeaway', table: null, label: 'Awa' });
  });

  test.each([
    ['a cook', orderIntent('order', 'table 1'), acting('cook'), 'no_right'],
    ['an unknown table', orderIntent('order', 'nowhere'), acting(), 'not_found'],
    ['an unknown house', { ...orderIntent('order', null), restaurant: testId('elsewhere') }, acting(), 'not_found'],
  ])('is refused: %s', (_case, intent, context, code) => {
    expect(codeOf(openOrder(houseView(), intent, context))).toBe(code);
  });
});

describe('adding a dish', () => {
  test('copies name, price, tax, station and answers onto the line', () => {
    const view = viewWithOrder();
    const intent = { ...lineIntent('line', 'fish', 2, ['alloco']), seat: 3, note: 'sans arêtes' };
    view.run(addLine(view, intent, acting('waiter')));
    expect(find(view, orderLines, testId('line'))).toEqual({
      id: testId('line'),
      born: true,
      order,
      addedBy: testId('staff waiter'),
      addedAt: NOW_MS,
      item: testId('fish'),
      name: 'Carpe',
      unitPriceMinor: 4_500,
      taxBp: 1_800,
      taxIncluded: true,
      station: testId('kitchen'),
      modifiers: [{ id: testId('alloco'), name: 'Alloco', priceMinor: 500 }],
      quantity: 2,
      seat: 3,
      note: 'sans arêtes',
      course: 0,
      status: [0, 'draft'],
      removed: false,
      receivedMark: null,
      cancelSeen: 0,
    });
  });

  test('[SYN-1] twice the same dish gives two lines', () => {
    const view = viewWithOrder();
    view.run(addLine(view, lineIntent('one', 'garba', 1), acting()));
    view.run(addLine(view, lineIntent('two', 'garba', 1), acting()));
    expect(draftsOf(view, order).map(({ quantity }) => quantity)).toEqual([1, 1]);
  });

  test.each([0, -1, 1.5, 1_000, Number.NaN, Number.POSITIVE_INFINITY])('a quantity of %s is refused', (quantity) => {
    expect(codeOf(addLine(viewWithOrder(), lineIntent('line', 'garba', quantity), acting()))).toBe('bad_quantity');
  });

  test.each([
    ['a cook', lineIntent('line', 'garba', 1), acting('cook'), 'no_right'],
    ['an unknown order', { ...lineIntent('line', 'garba', 1), order: testId('nothing') }, acting(), 'not_found'],
    ['an unknown dish', lineIntent('line', 'nothing', 1), acting(), 'not_found'],
    ['a missing answer', lineIntent('line', 'fish', 1), acting(), 'too_few_modifiers'],
  ])('is refused: %s', (_case, intent, context, code) => {
    expect(codeOf(addLine(viewWithOrder(), intent, context))).toBe(code);
  });
});

test('nothing is added, sent, billed or moved once the order is closed', () => {
  const view = viewWithOrder();
  view.run(addLine(view, lineIntent('line', 'garba', 1), acting())).apply([closed]);
  const outcomes = [
    addLine(view, lineIntent('late', 'garba', 1), acting()),
    sendOrder(view, { order }, acting()),
    billOrder(view, { order }, acting()),
    moveOrder(view, { order, table: testId('table 2') }, acting()),
    setQuantity(view, { line: testId('line'), quantity: 2 }, acting()),
    removeLine(view, { line: testId('line') }, acting()),
  ];
  expect(outcomes.map(codeOf)).toEqual(outcomes.map(() => 'order_closed'));
});

describe('a line before it is sent', () => {
  test('changes its quantity, or goes', () => {
    const view = viewWithOrder();
    view.run(addLine(view, lineIntent('line', 'garba', 1), acting()));
    view.run(setQuantity(view, { line: testId('line'), quantity: 5 }, acting()));
    expect(totalsOf(view, order).totalMinor).toBe(5_000);
    view.run(removeLine(view, { line: testId('line') }, acting()));
    expect(totalsOf(view, order).totalMinor).toBe(0);
    expect(codeOf(removeLine(view, { line: testId('line') }, acting()))).toBe('not_found');
    expect(codeOf(setQuantity(view, { line: testId('line'), quantity: 1 }, acting()))).toBe('not_found');
  });

  test.each([0, 1_000, 2.5])('is not set to a quantity of %s', (quantity) => {
    const view = viewWithOrder();
    view.run(addLine(view, lineIntent('line', 'garba', 1), acting()));
    expect(codeOf(setQuantity(view, { line: testId('line'), quantity }, acting()))).toBe('bad_quantity');
  });

  test('is not touched by a cook', () => {
    const view = viewWithOrder();
    view.run(addLine(view, lineIntent('line', 'garba', 1), acting()));
    expect(codeOf(setQuantity(view, { line: testId('line'), quantity: 2 }, acting('cook')))).toBe('no_right');
    expect(codeOf(removeLine(view, { line: testId('line') }, acting('cook')))).toBe('no_right');
  });

  test.each<LineRank>(['sent', 'preparing', 'ready', 'served'])('[SYN-1] is frozen once it is %s', (to) => {
    const view = viewWithOrder();
    view.run(addLine(view, lineIntent('line', 'garba', 1), acting())).apply([rank('line', to)]);
    expect(codeOf(setQuantity(view, { line: testId('line'), quantity: 2 }, acting()))).toBe('line_already_sent');
    expect(codeOf(removeLine(view, { line: testId('line') }, acting()))).toBe('line_already_sent');
  });
});

test('[SYN-1] a total never reads the menu: a price changed afterwards changes no bill', () => {
  const view = viewWithSentOrder();
  const before = totalsOf(view, order);
  view.apply([
    write(items, testId('garba'), { priceMinor: 9_999, taxBp: 0, name: 'Autre' }),
    write(items, testId('beer'), { deleted: true }),
  ]);
  expect(totalsOf(view, order)).toEqual(before);
  expect(before.totalMinor).toBe(3_000);
});

describe('the bill', () => {
  test('is asked for once everything is sent', () => {
    const view = viewWithSentOrder();
    view.run(billOrder(view, { order }, acting('waiter')));
    expect(find(view, orders, order)?.status).toEqual([0, 'billed']);
  });

  test('keeps the epoch of an order that was reopened', () => {
    const view = viewWithSentOrder().apply([write(orders, order, { status: [3, 'open'] })]);
    expect(mustOk(billOrder(view, { order }, acting()))).toEqual([['orders', order, { status: [3, 'billed'] }]]);
  });

  test('is refused while something waits to be sent, to a cook, and of nothing', () => {
    const view = viewWithSentOrder();
    view.run(addLine(view, lineIntent('new', 'garba', 1), acting()));
    expect(codeOf(billOrder(view, { order }, acting()))).toBe('unsent_lines');
    expect(codeOf(billOrder(view, { order }, acting('cook')))).toBe('no_right');
    expect(codeOf(billOrder(view, { order: testId('nothing') }, acting()))).toBe('not_found');
  });
});

test('an order moves to a table that exists', () => {
  const view = viewWithSentOrder();
  expect(codeOf(moveOrder(view, { order, table: testId('nowhere') }, acting()))).toBe('not_found');
  expect(codeOf(moveOrder(view, { order: testId('nothing'), table: testId('table 2') }, acting()))).toBe('not_found');
  expect(codeOf(moveOrder(view, { order, table: testId('table 2') }, acting('cook')))).toBe('no_right');
  view.run(moveOrder(view, { order, table: testId('table 2') }, acting('waiter')));
  expect(find(view, orders, order)?.table).toBe(testId('table 2'));
});
