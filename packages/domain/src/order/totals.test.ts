import { describe, expect, test } from 'vitest';
import type { Currency } from '../kernel/currencies.ts';
import type { Change } from '../kernel/row.ts';
import { write } from '../kernel/view.ts';
import { testId } from '../testing/test-house.ts';
import { TestView } from '../testing/test-view.ts';
import { adjustments, orderLines, orders, voids } from './schema.ts';
import { totalsOf, unitPriceWithModifiers } from './totals.ts';

const order = testId('order');
const by = testId('staff owner');

type Rules = { currency?: Currency; serviceChargeBp?: number; cashRoundingMinor?: number };
const opened = (rules: Rules = {}): Change =>
  write(orders, order, { born: true, openedBy: by, openedAt: 0, kind: 'dine_in', currency: 'XOF', ...rules });

type Sold = { taxBp?: number; taxIncluded?: boolean; answers?: number[]; removed?: boolean };
const line = (word: string, quantity: number, unitPriceMinor: number, sold: Sold = {}): Change =>
  write(orderLines, testId(word), {
    born: true,
    order,
    addedBy: by,
    addedAt: 0,
    item: testId('item'),
    name: word,
    unitPriceMinor,
    taxBp: sold.taxBp ?? 0,
    taxIncluded: sold.taxIncluded ?? true,
    station: null,
    modifiers: (sold.answers ?? []).map((priceMinor) => ({ id: testId('answer'), name: 'réponse', priceMinor })),
    quantity,
    seat: null,
    status: [0, 'sent'],
    removed: sold.removed ?? false,
  });

type Off = { line?: string; kind?: 'discount' | 'comp'; shareBp?: number; amountMinor?: number; reason?: string };
const off = (word: string, one: Off): Change =>
  write(adjustments, testId(word), {
    order,
    line: one.line === undefined ? null : testId(one.line),
    kind: one.kind ?? 'discount',
    shareBp: one.shareBp ?? 0,
    amountMinor: one.amountMinor ?? 0,
    reason: one.reason ?? word,
    by,
    at: 0,
  });
const voided = (word: string, target: string, quantity: number): Change =>
  write(voids, testId(word), { order, line: testId(target), quantity, reason: 'renversé', by, at: 0 });

const totals = (...changes: Change[]) => totalsOf(new TestView().apply(changes), order);

test('an order that nobody knows comes to nothing', () => {
  expect(totals()).toEqual({
    lines: [],
    grossMinor: 0,
    discountMinor: 0,
    serviceMinor: 0,
    taxIncludedMinor: 0,
    taxOnTopMinor: 0,
    roundingMinor: 0,
    totalMinor: 0,
  });
});

describe('[SYN-3] what an order comes to, by hand', () => {
  const TVA = { taxBp: 1_800 };
  const ON_TOP = { taxBp: 750, taxIncluded: false };

  test.each<[string, Change[], object]>([
    [
      'XOF, tax of 18 % inside: 2 garbas and a beer',
      [opened(), line('garba', 2, 1_000, TVA), line('beer', 1, 800, TVA)],
      { grossMinor: 2_800, taxIncludedMinor: 305 + 122, taxOnTopMinor: 0, totalMinor: 2_800 },
    ],
    [
      'XOF, cash in steps of 5: 10 % off 1,025 is 922.5, so 103 goes and 922 is paid as 920',
      [opened({ cashRoundingMinor: 5 }), line('garba', 1, 1_025), off('regular', { shareBp: 1_000 })],
      { grossMinor: 1_025, discountMinor: 103, roundingMinor: -2, totalMinor: 920 },
    ],
    [
      'XOF, rounded up: 923 is paid as 925',
      [opened({ cashRoundingMinor: 5 }), line('garba', 1, 923)],
      { roundingMinor: 2, totalMinor: 925 },
    ],
    [
      'NGN, 7.5 % on top of ₦ 4,500.50, service of 10 % before tax',
      [opened({ currency: 'NGN', serviceChargeBp: 1_000 }), line('suya', 1, 450_050, ON_TOP)],
      { grossMinor: 450_050, serviceMinor: 45_005, taxOnTopMinor: 33_754, totalMinor: 528_809 },
    ],
    [
      'TND, 7 % and 19 % on top, 10 % of service, cash in steps of 50 millimes',
      [
        opened({ currency: 'TND', serviceChargeBp: 1_000, cashRoundingMinor: 50 }),
        line('brik', 2, 4_500, { taxBp: 700, taxIncluded: false }),
        line('tea', 1, 4_750, { taxBp: 1_900, taxIncluded: false }),
      ],
      { grossMinor: 13_750, serviceMinor: 1_375, taxOnTopMinor: 630 + 903, roundingMinor: -8, totalMinor: 16_650 },
    ],
    [
      'inside and on top on one bill',
      [opened(), line('garba', 1, 1_180, TVA), line('suya', 1, 1_000, ON_TOP)],
      { taxIncludedMinor: 180, taxOnTopMinor: 75, totalMinor: 2_255 },
    ],
    [
      'answers with a price, twice; a cheaper size',
      [opened(), line('fish', 2, 4_500, { answers: [500, 1_500] }), line('small', 1, 1_000, { answers: [-300] })],
      { grossMinor: 13_700, totalMinor: 13_700 },
    ],
    [
      'answers may lower a price to nothing, never below',
      [opened(), line('small', 3, 200, { answers: [-300] }), line('beer', 1, 800)],
      { grossMinor: 800, totalMinor: 800 },
    ],
    [
      'a removed line is not due, whatever hangs on it',
      [
        opened(),
        line('gone', 1, 5_000, { ...TVA, removed: true }),
        line('beer', 1, 800),
        off('x', { line: 'gone', amountMinor: 50 }),
      ],
      { grossMinor: 800, discountMinor: 0, taxIncludedMinor: 0, totalMinor: 800 },
    ],
    [
      'one of three voided',
      [opened(), line('beer', 3, 800), voided('v', 'beer', 1)],
      { grossMinor: 1_600, discountMinor: 0, totalMinor: 1_600 },
    ],
    [
      '[SYN-4] more voided than there was',
      [opened(), line('beer', 3, 800), voided('v', 'beer', 2), voided('w', 'beer', 2), line('garba', 1, 1_000)],
      { grossMinor: 1_000, totalMinor: 1_000 },
    ],
    [
      'a discount of an amount never takes more than the line has',
      [opened(), line('beer', 1, 800), line('garba', 1, 1_000), off('sorry', { line: 'beer', amountMinor: 5_000 })],
      { discountMinor: 800, totalMinor: 1_000 },
    ],
    [
      'a comp gives the line away, tax and all',
      [
        opened(),
        line('beer', 1, 800, TVA),
        line('garba', 1, 1_180, TVA),
        off('c', { line: 'beer', kind: 'comp', shareBp: 10_000 }),
      ],
      { discountMinor: 800, taxIncludedMinor: 180, totalMinor: 1_180 },
    ],
    [
      'a share of the order comes after the discount of the line',
      [
        opened(),
        line('beer', 1, 1_000),
        line('garba', 1, 1_000),
        off('a', { line: 'beer', shareBp: 5_000 }),
        off('b', { shareBp: 1_000 }),
      ],
      { discountMinor: 500 + 150, totalMinor: 1_350 },
    ],
    [
      '[SYN-4] one reason given by two managers counts once',
      [
        opened(),
        line('garba', 1, 1_000),
        off('till 1', { shareBp: 1_000, reason: 'habitué' }),
        off('till 2', { shareBp: 1_000, reason: 'habitué' }),
      ],
      { discountMinor: 100, totalMinor: 900 },
    ],
    [
      'two reasons count twice',
      [opened(), line('garba', 1, 1_000), off('a', { shareBp: 1_000 }), off('b', { shareBp: 1_000 })],
      { discountMinor: 190, totalMinor: 810 },
    ],
    [
      'one reason on two lines counts on both',
      [
        opened(),
        line('garba', 1, 1_000),
        line('beer', 1, 1_000),
        off('a', { line: 'garba', shareBp: 1_000, reason: 'froid' }),
        off('b', { line: 'beer', shareBp: 1_000, reason: 'froid' }),
      ],
      { discountMinor: 200, totalMinor: 1_800 },
    ],
    [
      'a discount of a third is spread to the franc',
      [opened(), line('a', 1, 100), line('b', 1, 100), line('c', 1, 100), off('x', { amountMinor: 100 })],
      { grossMinor: 300, discountMinor: 100, totalMinor: 200 },
    ],
  ])('%s', (_case, changes, expected) => {
    expect(totals(...changes)).toMatchObject(expected);
  });
});

test('[SYN-4] of one reason given twice, the smaller id counts on every till', () => {
  const twice = [
    off('till 1', { shareBp: 1_000, reason: 'habitué' }),
    off('till 2', { shareBp: 2_000, reason: 'habitué' }),
  ];
  const smaller = twice.map(([, id]) => id).toSorted()[0] === testId('till 1') ? 100 : 200;
  expect(totals(opened(), line('garba', 1, 1_000), ...twice).discountMinor).toBe(smaller);
  expect(totals(opened(), line('garba', 1, 1_000), ...twice.toReversed()).discountMinor).toBe(smaller);
});

test('a line shows what is left of it: quantity, gross, net, tax', () => {
  const { lines } = totals(
    opened(),
    line('beer', 3, 1_180, { taxBp: 1_800 }),
    voided('v', 'beer', 1),
    off('half', { shareBp: 5_000 }),
  );
  expect(lines).toEqual([{ id: testId('beer'), quantity: 2, grossMinor: 2_360, netMinor: 1_180, taxMinor: 180 }]);
});

test('[SYN-6] a line whose creation has not arrived adds nothing; a born one does', () => {
  const rumour = write(orderLines, testId('rumour'), {
    order,
    unitPriceMinor: 5_000,
    quantity: 2,
    status: [0, 'sent'],
  });
  expect(totals(opened(), line('garba', 1, 1_000), rumour).totalMinor).toBe(1_000);
  expect(totals(opened(), rumour, line('rumour', 2, 5_000)).totalMinor).toBe(10_000);
});

const answer = (priceMinor: number) => ({ id: testId('answer'), name: '', priceMinor });

test('a price with its answers is never negative', () => {
  expect(unitPriceWithModifiers({ unitPriceMinor: 1_000, modifiers: [answer(500), answer(-200)] })).toBe(1_300);
  expect(unitPriceWithModifiers({ unitPriceMinor: 100, modifiers: [answer(-200)] })).toBe(0);
});
