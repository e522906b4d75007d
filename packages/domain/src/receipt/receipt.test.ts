import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortCode } from '../kernel/ids.ts';
import { misfitOf } from '../kernel/schema.ts';
import { find } from '../kernel/view.ts';
import { voidLine } from '../order/corrections.ts';
import { orders } from '../order/schema.ts';
import { totalsOf } from '../order/totals.ts';
import { OP_KINDS } from '../op-kinds.ts';
import { acting, testId, viewWithSentOrder } from '../testing/test-house.ts';
import { codeOf, INSTALL, mustOk, NOW_MS } from '../testing/test-view.ts';
import { takeCashWithReceipt } from './commands.ts';
import { receiptNumber, seriesAndCount } from './number.ts';
import { receipts } from './schema.ts';

const order = testId('order');
const cash = (word: string, amountMinor: number, tenderedMinor = amountMinor) => ({
  id: testId(word),
  order,
  drawer: testId('drawer'),
  install: INSTALL,
  newShift: testId('shift'),
  amountMinor,
  tenderedMinor,
  receipt: testId(`receipt of ${word}`),
  series: 'T2',
  count: 4_711,
});

test('[SYN-5] a number is series, count, and four characters of the receipt’s id', () => {
  expect(receiptNumber('T2', 4_711, '0199f2c0-1c3a-7a5b-8c2d-123456708421')).toBe('T2-004711-1111');
  expect(receiptNumber('T2', 1_234_567, '0199f2c0-1c3a-7a5b-8c2d-1234567fffff')).toBe('T2-1234567-ZZZZ');
});

test('[SYN-5] copies of a tablet give the same series and count, another code; and it fits the paper', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), fc.uuid(), fc.uuid(), (count, one, other) => {
      const number = receiptNumber('T2AB', count, one);
      expect(misfitOf(receipts.fields.number.shape, number)).toBeUndefined();
      expect(seriesAndCount(number)).toBe(seriesAndCount(receiptNumber('T2AB', count, other)));
      expect(seriesAndCount(number)).not.toBe(seriesAndCount(receiptNumber('T2AB', count + 1, one)));
      expect(seriesAndCount(number)).not.toBe(seriesAndCount(receiptNumber('T3AB', count, one)));
      expect(number.endsWith(shortCode(one))).toBe(true);
    }),
  );
});

test('cash, receipt, closing and the shift it opened are one list of changes, of one kind of op', () => {
  const view = viewWithSentOrder();
  const changes = mustOk(takeCashWithReceipt(view, cash('p', 3_000, 5_000), acting('waiter')));
  expect(changes.map(([name]) => name)).toEqual(['shift_openings', 'payments', 'orders', 'receipts']);
  expect(OP_KINDS['payment.take']?.collections).toEqual(expect.arrayContaining(changes.map(([name]) => name)));
  view.apply(changes);
  expect(find(view, orders, order)?.status).toEqual([0, 'closed']);
  expect(find(view, receipts, testId('receipt of p'))).toEqual({
    id: testId('receipt of p'),
    number: `T2-004711-${shortCode(testId('receipt of p'))}`,
    order,
    payment: testId('p'),
    lines: [
      { line: testId('line garba'), quantity: 2, amountMinor: 2_000 },
      { line: testId('line beer'), quantity: 1, amountMinor: 1_000 },
    ].toSorted((a, b) => (a.line < b.line ? -1 : 1)),
    moreLines: 0,
    discountMinor: 0,
    serviceMinor: 0,
    taxOnTopMinor: 0,
    taxIncludedMinor: totalsOf(view, order).taxIncludedMinor,
    roundingMinor: 0,
    orderTotalMinor: 3_000,
    alreadyPaidMinor: 0,
    totalMinor: 3_000,
    by: testId('staff waiter'),
    at: NOW_MS,
  });
});

test('the receipt of a part of the money covers no line; the one that closes covers all', () => {
  const view = viewWithSentOrder();
  view.run(takeCashWithReceipt(view, cash('part', 500), acting()));
  expect(find(view, receipts, testId('receipt of part'))).toMatchObject({ lines: [], totalMinor: 500 });
  view.run(takeCashWithReceipt(view, cash('rest', 2_500), acting()));
  expect(find(view, receipts, testId('receipt of rest'))).toMatchObject({ totalMinor: 2_500 });
  expect(find(view, receipts, testId('receipt of rest'))?.lines).toHaveLength(2);
});

test('a line voided whole is on no receipt', () => {
  const view = viewWithSentOrder();
  const intent = { id: testId('void'), line: testId('line garba'), quantity: 2, reason: 'renversé' };
  view.run(voidLine(view, intent, acting()));
  view.run(takeCashWithReceipt(view, cash('p', 1_000), acting()));
  expect(find(view, receipts, testId('receipt of p'))?.lines).toEqual([
    { line: testId('line beer'), quantity: 1, amountMinor: 1_000 },
  ]);
});

test.each([
  ['a cook', cash('p', 3_000), acting('cook'), 'no_right'],
  ['too much', cash('p', 3_001), acting(), 'bad_amount'],
  ['too little handed over', cash('p', 3_000, 1_000), acting(), 'tendered_too_low'],
  ['an unknown order', { ...cash('p', 3_000), order: testId('nothing') }, acting(), 'not_found'],
])('no receipt is written when the cash is refused: %s', (_case, intent, context, code) => {
  expect(codeOf(takeCashWithReceipt(viewWithSentOrder(), intent, context))).toBe(code);
});
