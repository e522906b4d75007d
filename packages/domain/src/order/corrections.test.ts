import { describe, expect, test } from 'vitest';
import { find, listAll, write } from '../kernel/view.ts';
import { ticketsOf } from '../kitchen/tickets.ts';
import { acting, lineIntent, testId, viewWithOrder, viewWithSentOrder } from '../testing/test-house.ts';
import { codeOf, mustOk, NOW_MS } from '../testing/test-view.ts';
import { addLine } from './commands.ts';
import { adjustOrder, reopenOrder, voidedOf, voidLine } from './corrections.ts';
import { adjustments, orderLines, orders, voids } from './schema.ts';
import { totalsOf } from './totals.ts';

const order = testId('order');
const garba = testId('line garba');
const voiding = (word: string, quantity: number, reason = 'renversé') => ({
  id: testId(word),
  line: garba,
  quantity,
  reason,
});
const granting = (word: string, more: object) => ({
  id: testId(word),
  order,
  kind: 'discount' as const,
  reason: 'habitué',
  ...more,
});

describe('voiding', () => {
  test('is a fact with quantity, reason and who agreed; the line is not rewritten', () => {
    const view = viewWithSentOrder();
    const intent = { ...voiding('void', 1), approvedBy: testId('staff owner') };
    expect(mustOk(voidLine(view, intent, acting('manager')))).toEqual([
      [
        'voids',
        testId('void'),
        {
          order,
          line: garba,
          quantity: 1,
          reason: 'renversé',
          by: testId('staff manager'),
          approvedBy: testId('staff owner'),
          at: NOW_MS,
        },
      ],
    ]);
  });

  test('[SYN-2] what is voided is derived: part of a line, then all of it', () => {
    const view = viewWithSentOrder();
    view.run(voidLine(view, voiding('first', 1), acting()));
    expect(totalsOf(view, order).totalMinor).toBe(2_000);
    view.run(voidLine(view, voiding('second', 1), acting()));
    expect(totalsOf(view, order).totalMinor).toBe(1_000);
    expect(find(view, orderLines, garba)?.quantity).toBe(2);
    const cancelled = ticketsOf(view, order).flatMap(({ lines }) => lines.filter((line) => line.cancelled));
    expect(cancelled.map(({ id }) => id)).toEqual([garba]);
  });

  test('[SYN-4] two tills voiding the whole line at once take it off once', () => {
    const view = viewWithSentOrder();
    const both = ['one', 'other'].map((word) => mustOk(voidLine(view, voiding(word, 2), acting())));
    for (const changes of both) view.apply(changes);
    expect(voidedOf(view, order, garba)).toBe(4);
    const totals = totalsOf(view, order);
    expect(totals.totalMinor).toBe(1_000);
    expect(totals.lines.find(({ id }) => id === garba)).toMatchObject({ quantity: 0, grossMinor: 0, netMinor: 0 });
  });

  test.each([
    ['without the right', voiding('void', 1), acting('waiter'), 'no_right'],
    ['of an unknown line', { ...voiding('void', 1), line: testId('nothing') }, acting(), 'not_found'],
    ['without a reason', voiding('void', 1, '  '), acting(), 'reason_missing'],
    ['of none', voiding('void', 0), acting(), 'bad_quantity'],
    ['of less than none', voiding('void', -1), acting(), 'bad_quantity'],
    ['of a half', voiding('void', 0.5), acting(), 'bad_quantity'],
    ['of more than there are', voiding('void', 3), acting(), 'bad_quantity'],
  ])('is refused: %s', (_case, intent, context, code) => {
    expect(codeOf(voidLine(viewWithSentOrder(), intent, context))).toBe(code);
  });

  test('is refused of more than earlier voids left, and says how many those are', () => {
    const view = viewWithSentOrder();
    view.run(voidLine(view, voiding('first', 1), acting()));
    expect(voidLine(view, voiding('second', 2), acting())).toMatchObject({
      error: { code: 'bad_quantity', details: { max: 1 } },
    });
  });

  test('of a line that nobody sent is a removal, not a void', () => {
    const view = viewWithOrder();
    view.run(addLine(view, lineIntent('line garba', 'garba', 2), acting()));
    expect(codeOf(voidLine(view, voiding('void', 1), acting()))).toBe('line_not_sent');
  });
});

describe('taking money off', () => {
  test.each([
    ['a share', granting('off', { shareBp: 1_000 }), 2_700],
    ['an amount', granting('off', { amountMinor: 250 }), 2_750],
    ['a share of a line', granting('off', { shareBp: 5_000, line: garba }), 2_000],
    ['more than there is', granting('off', { amountMinor: 9_999 }), 0],
    ['a comp of a line', granting('off', { kind: 'comp', line: garba }), 1_000],
    ['a comp of everything', granting('off', { kind: 'comp' }), 0],
  ])('%s', (_case, intent, totalMinor) => {
    const view = viewWithSentOrder();
    view.run(adjustOrder(view, intent, acting('manager')));
    expect(totalsOf(view, order).totalMinor).toBe(totalMinor);
    expect(listAll(view, adjustments)).toHaveLength(1);
  });

  test.each([
    ['without the right', granting('off', { shareBp: 500 }), acting('cashier'), 'no_right'],
    ['of an unknown order', granting('off', { shareBp: 500, order: testId('nothing') }), acting(), 'not_found'],
    ['without a reason', granting('off', { shareBp: 500, reason: '' }), acting(), 'reason_missing'],
    ['of nothing', granting('off', {}), acting(), 'bad_amount'],
    ['of a share and an amount', granting('off', { shareBp: 500, amountMinor: 5 }), acting(), 'bad_amount'],
    ['of more than all', granting('off', { shareBp: 10_001 }), acting(), 'bad_amount'],
    ['of a negative share', granting('off', { shareBp: -1 }), acting(), 'bad_amount'],
    ['of a negative amount', granting('off', { amountMinor: -5 }), acting(), 'bad_amount'],
    ['of a part of a franc', granting('off', { amountMinor: 0.5 }), acting(), 'bad_amount'],
    ['of a comp with an amount', granting('off', { kind: 'comp', amountMinor: 5 }), acting(), 'bad_amount'],
  ])('is refused: %s', (_case, intent, context, code) => {
    expect(codeOf(adjustOrder(viewWithSentOrder(), intent, context))).toBe(code);
  });

  test('is refused once the order is closed', () => {
    const view = viewWithSentOrder().apply([write(orders, order, { status: [0, 'closed'] })]);
    expect(codeOf(adjustOrder(view, granting('off', { shareBp: 500 }), acting()))).toBe('order_closed');
  });
});

describe('reopening', () => {
  test('[SYN-2] raises the epoch, so that a late "closed" of the earlier epoch is below it', () => {
    const view = viewWithSentOrder().apply([write(orders, order, { status: [0, 'closed'] })]);
    view.run(reopenOrder(view, { order }, acting('manager')));
    expect(find(view, orders, order)?.status).toEqual([1, 'open']);
    view.run(addLine(view, lineIntent('more', 'beer', 1), acting()));
    expect(totalsOf(view, order).totalMinor).toBe(4_000);
  });

  test('is for those who may, and of an order that exists', () => {
    const view = viewWithSentOrder();
    expect(codeOf(reopenOrder(view, { order }, acting('cashier')))).toBe('no_right');
    expect(codeOf(reopenOrder(view, { order: testId('nothing') }, acting()))).toBe('not_found');
  });
});

test('[SYN-6] a void or a discount may arrive before its line and counts as soon as that is there', () => {
  const view = viewWithOrder().apply([
    write(voids, testId('void'), {
      order,
      line: garba,
      quantity: 1,
      reason: 'renversé',
      by: testId('staff owner'),
      at: NOW_MS,
    }),
  ]);
  expect(totalsOf(view, order).totalMinor).toBe(0);
  view.run(addLine(view, lineIntent('line garba', 'garba', 2), acting()));
  expect(totalsOf(view, order).totalMinor).toBe(1_000);
});
