import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '../kernel/row.ts';
import { find, write } from '../kernel/view.ts';
import { adjustments, orders, voids } from '../order/schema.ts';
import { totalsOf } from '../order/totals.ts';
import { dueOf } from '../payment/due.ts';
import { soldLine } from '../testing/sold-line.ts';
import { acting, testId } from '../testing/test-house.ts';
import { INSTALL, TestView } from '../testing/test-view.ts';
import { takeCashWithReceipt } from './commands.ts';
import { paperOf } from './paper.ts';
import { receipts } from './schema.ts';

const order = testId('order');
const by = testId('staff owner');
const basisPoints = fc.integer({ min: 0, max: 10_000 });
const lineNumber = fc.integer({ min: 0, max: 5 });

/** An order that charges and rounds in any way, of lines that are taxed either way, with voids and discounts. */
const anyOrder = fc
  .record({
    rules: fc.record({
      serviceChargeBp: fc.integer({ min: 0, max: 5_000 }),
      cashRoundingMinor: fc.constantFrom(0, 5, 50, 100),
    }),
    sold: fc.array(
      fc.record({
        unitPriceMinor: fc.integer({ min: 0, max: 1_000_000 }),
        quantity: fc.integer({ min: 1, max: 999 }),
        taxBp: basisPoints,
        taxIncluded: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    gone: fc.array(fc.record({ line: lineNumber, quantity: fc.integer({ min: 1, max: 999 }) }), { maxLength: 3 }),
    off: fc.array(fc.record({ line: fc.option(lineNumber), shareBp: basisPoints }), { maxLength: 3 }),
  })
  .map(({ rules, sold, gone, off }): Change[] => [
    write(orders, order, { born: true, openedBy: by, openedAt: 0, kind: 'dine_in', currency: 'XOF', ...rules }),
    ...sold.map(soldLine),
    ...gone.map(({ line, quantity }, index) =>
      write(voids, testId(`void ${index}`), { order, line: testId(`line ${line}`), quantity, reason: 'x', by, at: 0 }),
    ),
    ...off.map(({ line, shareBp }, index) => {
      const target = line === null ? null : testId(`line ${line}`);
      const about = { order, line: target, kind: 'discount' as const, reason: `${index}`, by, at: 0 };
      return write(adjustments, testId(`off ${index}`), { ...about, shareBp });
    }),
  ]);

/** Takes what is due in parts of so many percent, and the rest at the end; answers each receipt with its payment. */
function receiptsOfParts(view: TestView, percents: readonly number[]) {
  return [...percents, 100].flatMap((percent, count) => {
    const { dueMinor } = dueOf(view, order);
    if (dueMinor <= 0) return [];
    const amountMinor = Math.max(1, Math.floor((dueMinor * percent) / 100));
    const ids = { id: testId(`p ${count}`), newShift: testId('shift'), receipt: testId(`r ${count}`) };
    const intent = { ...ids, order, drawer: testId('drawer'), install: INSTALL, series: 'T1', count };
    view.run(takeCashWithReceipt(view, { ...intent, amountMinor, tenderedMinor: amountMinor }, acting()));
    const receipt = find(view, receipts, ids.receipt);
    return receipt ? [{ receipt, amountMinor, closes: amountMinor === dueMinor }] : [];
  });
}

const parts = fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 3 });

test('[SYN-4] a receipt adds up: lines − discount + service + tax on top + rounding = the order’s total', () => {
  fc.assert(
    fc.property(anyOrder, parts, (changes, percents) => {
      const view = new TestView().apply(changes);
      const { totalMinor } = totalsOf(view, order);
      for (const { receipt, closes } of receiptsOfParts(view, percents)) {
        expect(receipt.orderTotalMinor).toBe(totalMinor);
        expect(receipt.lines.length > 0).toBe(closes);
        if (!closes) continue;
        const listedMinor = paperOf(receipt).lines.reduce((sum, line) => sum + line.amountMinor, 0);
        const added = receipt.serviceMinor + receipt.taxOnTopMinor + receipt.roundingMinor;
        expect(listedMinor - receipt.discountMinor + added).toBe(totalMinor);
      }
    }),
  );
});

test('[SYN-4] already paid + this payment never passes the total, and reaches it on the receipt that closes', () => {
  fc.assert(
    fc.property(anyOrder, parts, (changes, percents) => {
      let paidMinor = 0;
      for (const { receipt, amountMinor, closes } of receiptsOfParts(new TestView().apply(changes), percents)) {
        expect(receipt.totalMinor).toBe(amountMinor);
        expect(receipt.alreadyPaidMinor).toBe(paidMinor);
        paidMinor += amountMinor;
        expect(paidMinor).toBeLessThanOrEqual(receipt.orderTotalMinor);
        expect(paidMinor === receipt.orderTotalMinor).toBe(closes);
        expect(paperOf(receipt).leftMinor).toBe(receipt.orderTotalMinor - paidMinor);
      }
    }),
  );
});
