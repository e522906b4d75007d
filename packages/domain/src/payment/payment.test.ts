import { describe, expect, test } from 'vitest';
import type { Change } from '../kernel/row.ts';
import { find, listAll, write } from '../kernel/view.ts';
import { addLine } from '../order/commands.ts';
import { reopenOrder } from '../order/corrections.ts';
import { orders } from '../order/schema.ts';
import { openShift } from '../shift/commands.ts';
import { shiftOpenings } from '../shift/schema.ts';
import { listShifts } from '../shift/shifts.ts';
import { acting, lineIntent, testId, viewWithOrder, viewWithSentOrder } from '../testing/test-house.ts';
import { codeOf, INSTALL, mustOk, NOW_MS, stampAt, type TestView } from '../testing/test-view.ts';
import { takeCash } from './commands.ts';
import { dueOf } from './due.ts';
import { payments } from './schema.ts';

const order = testId('order');
const drawer = testId('drawer');
const cash = (word: string, amountMinor: number, tenderedMinor = amountMinor) => ({
  id: testId(word),
  order,
  drawer,
  install: INSTALL,
  newShift: testId(`shift of ${word}`),
  amountMinor,
  tenderedMinor,
});
const namesOf = (changes: readonly Change[]) => changes.map(([name]) => name);
const withShift = (view: TestView) =>
  view.run(openShift(view, { id: testId('shift'), drawer, install: INSTALL, floatMinor: 10_000 }, acting()));

describe('taking cash', () => {
  test('of all that is due: payment and closing in one list of changes, with the change to give back', () => {
    const view = withShift(viewWithSentOrder());
    const { changes, covers } = mustOk(takeCash(view, cash('p', 3_000, 5_000), acting('waiter')));
    expect(covers).toBe(true);
    expect(changes).toEqual([
      [
        'payments',
        testId('p'),
        {
          order,
          shift: testId('shift'),
          method: 'cash',
          amountMinor: 3_000,
          tenderedMinor: 5_000,
          changeMinor: 2_000,
          currency: 'XOF',
          by: testId('staff waiter'),
          at: NOW_MS,
        },
      ],
      ['orders', order, { status: [0, 'closed'] }],
    ]);
    view.apply(changes);
    expect(dueOf(view, order)).toMatchObject({ totalMinor: 3_000, capturedMinor: 3_000, dueMinor: 0 });
  });

  test('of a part leaves the order open; the rest closes it', () => {
    const view = withShift(viewWithSentOrder());
    const part = mustOk(takeCash(view, cash('part', 1_000), acting()));
    expect(part.covers).toBe(false);
    expect(namesOf(part.changes)).toEqual(['payments']);
    view.apply(part.changes);
    expect(dueOf(view, order).dueMinor).toBe(2_000);
    expect(codeOf(takeCash(view, cash('all', 3_000), acting()))).toBe('bad_amount');
    const rest = mustOk(takeCash(view, cash('rest', 2_000), acting()));
    expect(rest.covers).toBe(true);
    view.apply(rest.changes);
    expect(find(view, orders, order)?.status).toEqual([0, 'closed']);
  });

  test('pays the rounded total, not the exact one', () => {
    const view = withShift(viewWithSentOrder({ serviceChargeBp: 1_001, cashRoundingMinor: 50 }));
    expect(dueOf(view, order).dueMinor).toBe(3_300);
    expect(mustOk(takeCash(view, cash('p', 3_300), acting())).covers).toBe(true);
  });

  test('closes in the epoch of an order that was reopened', () => {
    const view = withShift(viewWithSentOrder());
    view.run(reopenOrder(view, { order }, acting()));
    const { changes } = mustOk(takeCash(view, cash('p', 3_000), acting()));
    expect(changes.at(-1)).toEqual(['orders', order, { status: [1, 'closed'] }]);
  });

  test('is possible for what came after the bill had closed', () => {
    const view = withShift(viewWithSentOrder()).apply([write(orders, order, { status: [0, 'closed'] })]);
    expect(codeOf(takeCash(view, cash('p', 3_000), acting()))).toBe('ok');
  });
});

describe('cash without a known shift', () => {
  test('[SYN-5] opens one with its float unknown, and is never refused for it', () => {
    const view = viewWithSentOrder();
    const { changes } = mustOk(takeCash(view, cash('p', 3_000), acting('waiter')));
    expect(namesOf(changes)).toEqual(['shift_openings', 'payments', 'orders']);
    view.apply(changes);
    expect(find(view, shiftOpenings, testId('shift of p'))).toMatchObject({ drawer, floatMinor: null, implied: true });
    expect(find(view, payments, testId('p'))?.shift).toBe(testId('shift of p'));
    expect(listShifts(view)).toMatchObject([{ floatMinor: null, closed: false }]);
  });

  test('[SYN-5] the next cash of the drawer finds that shift', () => {
    const view = viewWithSentOrder();
    view.apply(mustOk(takeCash(view, cash('part', 1_000), acting())).changes);
    const { changes } = mustOk(takeCash(view, cash('rest', 2_000), acting()));
    expect(namesOf(changes)).toEqual(['payments', 'orders']);
    expect(changes[0]?.[2]['shift']).toBe(testId('shift of part'));
  });

  test('[SYN-5] the shift of another drawer is not its shift', () => {
    const view = withShift(viewWithSentOrder());
    const intent = { ...cash('p', 3_000), drawer: testId('drawer 2') };
    expect(namesOf(mustOk(takeCash(view, intent, acting())).changes)).toContain('shift_openings');
  });

  test('[SYN-5] a clock that is years off books on the same shift', () => {
    const view = withShift(viewWithSentOrder());
    for (const nowMs of [0, NOW_MS - 86_400_000, NOW_MS + 3 * 365 * 86_400_000]) {
      const { changes } = mustOk(takeCash(view, cash('p', 3_000), { ...acting(), nowMs }));
      expect(changes[0]?.[2]).toMatchObject({ shift: testId('shift'), at: nowMs });
    }
  });

  test('[SYN-5] two tills that both opened one share it afterwards, and each keeps its payment', () => {
    const view = viewWithSentOrder();
    const both = ['one', 'other'].map((word) => mustOk(takeCash(view, cash(word, 3_000), acting())).changes);
    both.forEach((changes, index) => view.apply(changes, stampAt(100 + index)));
    expect(listShifts(view)).toMatchObject([{ id: testId('shift of one'), aliases: [testId('shift of other')] }]);
    expect(listAll(view, payments)).toHaveLength(2);
    expect(dueOf(view, order)).toMatchObject({ totalMinor: 3_000, capturedMinor: 6_000, dueMinor: -3_000 });
  });
});

describe('cash is refused', () => {
  test.each([
    ['to a cook', cash('p', 3_000), acting('cook'), 'no_right'],
    ['of an unknown order', { ...cash('p', 3_000), order: testId('nothing') }, acting(), 'not_found'],
    ['of nothing', cash('p', 0), acting(), 'bad_amount'],
    ['of less than nothing', cash('p', -5), acting(), 'bad_amount'],
    ['of more than is due', cash('p', 3_001), acting(), 'bad_amount'],
    ['of a part of a franc', cash('p', 0.5, 1), acting(), 'bad_amount'],
    ['when less is handed over', cash('p', 3_000, 2_999), acting(), 'tendered_too_low'],
    ['when nobody knows what is handed over', cash('p', 3_000, Number.NaN), acting(), 'tendered_too_low'],
  ])('%s', (_case, intent, context, code) => {
    expect(codeOf(takeCash(viewWithSentOrder(), intent, context))).toBe(code);
  });

  test('while something waits to be sent', () => {
    const view = viewWithSentOrder();
    view.run(addLine(view, lineIntent('new', 'garba', 1), acting()));
    expect(codeOf(takeCash(view, cash('p', 4_000), acting()))).toBe('unsent_lines');
  });

  test('for an order without anything to pay', () => {
    expect(codeOf(takeCash(viewWithOrder(), cash('p', 1), acting()))).toBe('order_empty');
  });

  test('once all is paid: closed, or reopened with nothing new', () => {
    const view = viewWithSentOrder();
    view.apply(mustOk(takeCash(view, cash('p', 3_000), acting())).changes);
    expect(codeOf(takeCash(view, cash('again', 3_000), acting()))).toBe('order_closed');
    view.run(reopenOrder(view, { order }, acting()));
    expect(codeOf(takeCash(view, cash('again', 3_000), acting()))).toBe('nothing_due');
  });
});
