import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '../kernel/row.ts';
import { write } from '../kernel/view.ts';
import { dueOf } from '../payment/due.ts';
import { payments, refunds } from '../payment/schema.ts';
import { testId } from '../testing/test-house.ts';
import { reordered, TestView } from '../testing/test-view.ts';
import { adjustments, orderLines, orders, voids } from './schema.ts';
import { totalsOf } from './totals.ts';

const order = testId('order');
const by = testId('staff owner');
const basisPoints = fc.oneof(fc.constantFrom(0, 700, 1_800, 10_000), fc.integer({ min: 0, max: 10_000 }));
const price = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 50_000_000 }));
const word = fc.integer({ min: 0, max: 5 });

const opening = fc
  .record({ serviceChargeBp: fc.integer({ min: 0, max: 5_000 }), cashRoundingMinor: fc.constantFrom(0, 1, 5, 50, 100) })
  .map(
    (rules): Change =>
      write(orders, order, { born: true, openedBy: by, openedAt: 0, kind: 'dine_in', currency: 'XOF', ...rules }),
  );

const lines = fc.array(
  fc.record({
    unitPriceMinor: price,
    taxBp: basisPoints,
    taxIncluded: fc.boolean(),
    quantity: fc.integer({ min: 1, max: 999 }),
    modifiers: fc.array(fc.integer({ min: -5_000, max: 5_000 }), { maxLength: 3 }),
    removed: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);
const lineChange = (one: typeof lines extends fc.Arbitrary<(infer L)[]> ? L : never, index: number): Change =>
  write(orderLines, testId(`line ${index}`), {
    ...one,
    born: true,
    order,
    addedBy: by,
    addedAt: 0,
    item: testId('item'),
    name: 'plat',
    station: null,
    modifiers: one.modifiers.map((priceMinor) => ({ id: testId('answer'), name: '', priceMinor })),
    seat: null,
    status: [0, 'sent'],
  });

const voidings = fc.array(fc.record({ line: word, quantity: fc.integer({ min: 1, max: 999 }) }), { maxLength: 3 });
const adjustings = fc.array(
  fc.record({
    line: fc.option(word),
    reason: fc.constantFrom('habitué', 'froid', 'fête'),
    off: fc.oneof(
      fc.record({ shareBp: fc.integer({ min: 1, max: 10_000 }) }),
      fc.record({ amountMinor: fc.integer({ min: 1, max: 100_000 }) }),
    ),
  }),
  { maxLength: 4 },
);
const givings = fc.array(fc.record({ amountMinor: fc.integer({ min: 1, max: 1_000_000 }), isReversal: fc.boolean() }), {
  maxLength: 3,
});
const takings = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 4 });

/** Any order: lines of any price, voids and discounts that may overlap or miss, money taken and given back. */
const views = fc
  .tuple(opening, lines, voidings, adjustings, takings, givings)
  .map(([opened, sold, gone, offs, taken, given]) =>
    new TestView().apply([
      opened,
      ...sold.map(lineChange),
      ...gone.map(({ line, quantity }, index) =>
        write(voids, testId(`void ${index}`), {
          order,
          line: testId(`line ${line}`),
          quantity,
          reason: 'x',
          by,
          at: 0,
        }),
      ),
      ...offs.map(({ line, reason, off }, index) => {
        const target = line === null ? null : testId(`line ${line}`);
        const values = { order, line: target, kind: 'discount' as const, reason, by, at: 0, ...off };
        return write(adjustments, testId(`off ${index}`), values);
      }),
      ...taken.map((amountMinor, index) =>
        write(payments, testId(`payment ${index}`), {
          order,
          shift: testId('shift'),
          method: 'cash',
          amountMinor,
          tenderedMinor: amountMinor,
          changeMinor: 0,
          currency: 'XOF',
          by,
          at: 0,
        }),
      ),
      ...given.map(({ amountMinor, isReversal }, index) =>
        write(refunds, testId(`refund ${index}`), {
          order,
          shift: testId('shift'),
          method: 'cash',
          amountMinor,
          currency: 'XOF',
          reason: 'x',
          by,
          at: 0,
          reverses: isReversal ? testId('some refund') : null,
        }),
      ),
    ]),
  );
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

test('[SYN-3] captured − refunds + due = total, always', () => {
  fc.assert(
    fc.property(views, (view) => {
      const { totalMinor, capturedMinor, refundedMinor, paidMinor, dueMinor } = dueOf(view, order);
      expect(totalMinor).toBe(totalsOf(view, order).totalMinor);
      expect(capturedMinor).toBe(sum([...view.all('payments')].map((row) => Number(row.f['amountMinor']))));
      const signed = [...view.all('refunds')].map(({ f }) => Number(f['amountMinor']) * (f['reverses'] ? -1 : 1));
      expect(refundedMinor).toBe(sum(signed));
      expect(paidMinor).toBe(capturedMinor - refundedMinor);
      expect(paidMinor + dueMinor).toBe(totalMinor);
    }),
  );
});

test('[SYN-3] what is printed adds up: lines + service + tax on top + rounding = total', () => {
  fc.assert(
    fc.property(views, (view) => {
      const totals = totalsOf(view, order);
      const netMinor = sum(totals.lines.map((line) => line.netMinor));
      expect(netMinor + totals.serviceMinor + totals.taxOnTopMinor + totals.roundingMinor).toBe(totals.totalMinor);
      expect(totals.grossMinor - totals.discountMinor).toBe(netMinor);
      expect(sum(totals.lines.map((line) => line.grossMinor))).toBe(totals.grossMinor);
      expect(sum(totals.lines.map((line) => line.taxMinor))).toBe(totals.taxIncludedMinor + totals.taxOnTopMinor);
    }),
  );
});

test('[SYN-3] nothing is negative, and no line is reduced by more than it costs', () => {
  fc.assert(
    fc.property(views, (view) => {
      const totals = totalsOf(view, order);
      const { roundingMinor, lines: each, ...amounts } = totals;
      for (const amount of Object.values(amounts)) expect(amount).toBeGreaterThanOrEqual(0);
      for (const line of each) {
        expect(line.quantity).toBeGreaterThanOrEqual(0);
        expect(line.netMinor).toBeGreaterThanOrEqual(0);
        expect(line.netMinor).toBeLessThanOrEqual(line.grossMinor);
        expect(line.taxMinor).toBeLessThanOrEqual(line.netMinor);
      }
      const step = Number(view.get('orders', order)?.f['cashRoundingMinor'] ?? 0);
      expect(Math.abs(roundingMinor) * 2).toBeLessThanOrEqual(step);
    }),
  );
});

test('[SYN-3] the order in which rows arrived never matters', () => {
  fc.assert(
    fc.property(views, fc.infiniteStream(fc.nat()), (view, dice) => {
      const other = reordered(view, () => dice.next().value);
      expect(totalsOf(other, order)).toEqual(totalsOf(view, order));
      expect(dueOf(other, order)).toEqual(dueOf(view, order));
    }),
  );
});

test('a discount of the whole order is spread over the lines to the franc', () => {
  fc.assert(
    fc.property(lines, fc.integer({ min: 1, max: 10_000_000 }), (sold, amountMinor) => {
      const opened = { born: true, openedBy: by, openedAt: 0, kind: 'dine_in', currency: 'XOF' } as const;
      const about = { order, kind: 'discount', reason: 'x', by, at: 0 } as const;
      const view = new TestView().apply([
        write(orders, order, opened),
        ...sold.map(lineChange),
        write(adjustments, testId('off'), { ...about, amountMinor }),
      ]);
      const { grossMinor, discountMinor, lines: each } = totalsOf(view, order);
      expect(discountMinor).toBe(Math.min(amountMinor, grossMinor));
      expect(sum(each.map((line) => line.grossMinor - line.netMinor))).toBe(discountMinor);
      // In proportion: no line is more than one franc off its exact share.
      for (const line of each) {
        const exact = grossMinor === 0 ? 0 : (line.grossMinor * discountMinor) / grossMinor;
        expect(Math.abs(line.grossMinor - line.netMinor - exact)).toBeLessThan(1.001);
      }
    }),
  );
});
