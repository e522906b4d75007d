import { describe, expect, test } from 'vitest';
import { exceptionsOf } from '../exceptions.ts';
import { ExceptionKind } from '../kernel/exception.ts';
import { AMOUNT_MAX_MINOR, PRICE_MAX_MINOR } from '../kernel/money.ts';
import type { Row } from '../kernel/row.ts';
import { misfitOf } from '../kernel/schema.ts';
import { find, write } from '../kernel/view.ts';
import { adjustOrder, voidLine } from '../order/corrections.ts';
import { orders, QUANTITY_MAX } from '../order/schema.ts';
import { totalsOf } from '../order/totals.ts';
import { closeOrder } from '../payment/close-order.ts';
import { soldLine } from '../testing/sold-line.ts';
import { acting, testId, viewWithSentOrder } from '../testing/test-house.ts';
import { INSTALL, mustOk, NOW_MS, TestView } from '../testing/test-view.ts';
import { takeCashWithReceipt } from './commands.ts';
import { lineIdsOf, paperOf } from './paper.ts';
import { RECEIPT_LINES_MAX, receipts } from './schema.ts';

const order = testId('order');
const garba = testId('line garba');
const beer = testId('line beer');
const cash = (word: string, amountMinor: number) => ({
  id: testId(word),
  order,
  drawer: testId('drawer'),
  install: INSTALL,
  newShift: testId('shift'),
  amountMinor,
  tenderedMinor: amountMinor,
  receipt: testId(`receipt of ${word}`),
  series: 'T2',
  count: 1,
});
const receiptOf = (view: TestView, word: string) => {
  const receipt = find(view, receipts, testId(`receipt of ${word}`));
  if (!receipt) throw new Error('the receipt was written');
  return receipt;
};

const lateIn = (view: TestView) =>
  exceptionsOf(view, NOW_MS).filter(({ kind }) => kind === ExceptionKind.lineAfterClose);

test('[SYN-4] what happens to the order after the payment changes nothing on the paper', () => {
  const view = viewWithSentOrder({ serviceChargeBp: 1_000 });
  view.run(takeCashWithReceipt(view, cash('p', 3_300), acting()));
  const before = { ...receiptOf(view, 'p'), ...paperOf(receiptOf(view, 'p')) };
  expect(before).toMatchObject({ orderTotalMinor: 3_300, serviceMinor: 300, leftMinor: 0 });
  expect(before.lines.find(({ line }) => line === garba)).toEqual({ line: garba, quantity: 2, amountMinor: 2_000 });
  view.run(voidLine(view, { id: testId('void'), line: garba, quantity: 2, reason: 'renvoyé' }, acting()));
  expect(totalsOf(view, order).totalMinor).toBe(1_100);
  expect({ ...receiptOf(view, 'p'), ...paperOf(receiptOf(view, 'p')) }).toEqual(before);
});

test('[SYN-4] a discount is a figure of its own: the lines keep their price', () => {
  const view = viewWithSentOrder();
  const off = { id: testId('off'), order, kind: 'discount' as const, amountMinor: 500, reason: 'habitué' };
  view.run(adjustOrder(view, off, acting()));
  view.run(takeCashWithReceipt(view, cash('p', 2_500), acting()));
  const receipt = receiptOf(view, 'p');
  expect(new Set(paperOf(receipt).lines.map(({ amountMinor }) => amountMinor))).toEqual(new Set([1_000, 2_000]));
  expect(receipt).toMatchObject({ discountMinor: 500, orderTotalMinor: 2_500, totalMinor: 2_500 });
});

test('[SYN-4] a payment in parts: each receipt says the total, what was paid before, and what was left', () => {
  const view = viewWithSentOrder();
  view.run(takeCashWithReceipt(view, cash('part', 500), acting()));
  view.run(takeCashWithReceipt(view, cash('rest', 2_500), acting()));
  const [part, rest] = [receiptOf(view, 'part'), receiptOf(view, 'rest')];
  expect(part).toMatchObject({ lines: [], orderTotalMinor: 3_000, alreadyPaidMinor: 0, totalMinor: 500 });
  expect(paperOf(part)).toEqual({ lines: [], moreMinor: 0, leftMinor: 2_500 });
  expect(rest).toMatchObject({ orderTotalMinor: 3_000, alreadyPaidMinor: 500, totalMinor: 2_500 });
  expect(paperOf(rest)).toMatchObject({ lines: rest.lines, moreMinor: 0, leftMinor: 0 });
});

const parts = (view: TestView, ...amounts: readonly number[]) => {
  const made = amounts.map((amount, index) => takeCashWithReceipt(view, cash(`part ${index}`, amount), acting()));
  for (const one of made) view.run(one);
  return view;
};

describe('an order that was paid in parts and closed by hand', () => {
  test('[SYN-4] by two tills apart: no receipt lists its lines, nothing is due, and nobody is sent to charge again', () => {
    const view = parts(viewWithSentOrder(), 2_000, 1_000);
    view.run(closeOrder(view, { order }, acting()));
    expect(lateIn(view)).toEqual([]);
  });

  test('[SYN-4] after the rest was voided: the same', () => {
    const view = parts(viewWithSentOrder(), 2_000);
    view.run(voidLine(view, { id: testId('void'), line: beer, quantity: 1, reason: 'parti' }, acting()));
    view.run(closeOrder(view, { order }, acting()));
    expect(lateIn(view)).toEqual([]);
  });

  test('[SYN-4] and a dish that comes afterwards is told', () => {
    const view = parts(viewWithSentOrder(), 2_000, 1_000);
    view.run(closeOrder(view, { order }, acting()));
    view.apply([soldLine({ unitPriceMinor: 700, quantity: 1 }, 7)]);
    expect(lateIn(view).length).toBeGreaterThan(0);
  });
});

test('a figure of nothing costs no byte on the line', () => {
  const view = viewWithSentOrder();
  const [, , , receipt] = mustOk(takeCashWithReceipt(view, cash('p', 3_000), acting()));
  const written = Object.keys(receipt?.[2] ?? {}).toSorted();
  const always = ['at', 'by', 'lines', 'number', 'order', 'orderTotalMinor', 'payment', 'totalMinor'];
  expect(written).toEqual([...always, 'taxIncludedMinor'].toSorted());
  const [, , part] = mustOk(takeCashWithReceipt(view, cash('part', 1_000), acting()));
  expect(Object.keys(part?.[2] ?? {}).toSorted()).toEqual(always.filter((name) => name !== 'lines'));
});

describe('an order of more lines than a receipt lists', () => {
  const dear = { unitPriceMinor: PRICE_MAX_MINOR, quantity: QUANTITY_MAX };
  const opened = { born: true, openedBy: testId('x'), openedAt: 0, kind: 'dine_in', currency: 'XOF' } as const;
  const viewOf = (count: number, sold: typeof dear) =>
    new TestView().apply([
      write(orders, order, { ...opened, serviceChargeBp: 1_000 }),
      ...Array.from({ length: count }, (_, index) => soldLine(sold, index)),
    ]);

  test('[SYN-4] says how many others it covers and what they come to, and none of them is late', () => {
    const view = viewOf(RECEIPT_LINES_MAX + 3, { unitPriceMinor: 100, quantity: 2 });
    view.run(takeCashWithReceipt(view, cash('p', 110_660), acting()));
    const receipt = receiptOf(view, 'p');
    expect(receipt.lines).toHaveLength(RECEIPT_LINES_MAX);
    expect(receipt).toMatchObject({ moreLines: 3, serviceMinor: 10_060, orderTotalMinor: 110_660 });
    expect(paperOf(receipt).moreMinor).toBe(600);
    expect(lateIn(view)).toEqual([]);
    view.apply([soldLine({ unitPriceMinor: 100, quantity: 1 }, RECEIPT_LINES_MAX + 3)]);
    expect(lateIn(view)).toHaveLength(1);
  });

  test('may come to more than one amount can say, and its receipt says it', () => {
    const view = viewOf(RECEIPT_LINES_MAX + 1, dear);
    view.run(takeCashWithReceipt(view, cash('part', AMOUNT_MAX_MINOR), acting()));
    const lineMinor = PRICE_MAX_MINOR * QUANTITY_MAX;
    expect(receiptOf(view, 'part').orderTotalMinor).toBe((lineMinor * (RECEIPT_LINES_MAX + 1) * 11) / 10);
  });

  test('the longest receipt there can be leaves room in an op of 64 kB', () => {
    const one = { line: garba, quantity: QUANTITY_MAX, amountMinor: PRICE_MAX_MINOR * QUANTITY_MAX };
    const lines = Array.from({ length: RECEIPT_LINES_MAX }, () => one);
    expect(misfitOf(receipts.fields.lines.shape, lines)).toBeUndefined();
    expect(JSON.stringify(lines).length).toBeLessThan(60 * 1024);
  });
});

test('a receipt written before amounts were listed still covers its lines, and prints none', () => {
  const view = viewWithSentOrder();
  view.run(takeCashWithReceipt(view, cash('p', 3_000), acting()));
  const row = view.get('receipts', testId('receipt of p')) as Row;
  const { number, payment, totalMinor, by, at } = row.f;
  const old = { number, order, payment, lines: [garba, beer], totalMinor, by, at } as Row['f'];
  view.put('receipts', { ...row, f: old });
  const receipt = receiptOf(view, 'p');
  expect(lineIdsOf(receipt)).toEqual([garba, beer]);
  expect(paperOf(receipt)).toEqual({ lines: [], moreMinor: 0, leftMinor: 0 });
  expect(exceptionsOf(view, NOW_MS).map(({ kind }) => kind)).toEqual([ExceptionKind.floatUnknown]);
});
