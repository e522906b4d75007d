import { describe, expect, test } from 'vitest';
import {
  MapView,
  drawers,
  items,
  makeStamp,
  orderLines,
  orders,
  payments,
  refunds,
  shiftOpenings,
  staff,
  voids,
  write,
  type Change,
  type Currency,
} from '@resto360/domain';
import { edit, nameId } from '@resto360/domain';
import { pinFits } from '../staff/pin-hash.ts';
import { dayBegin, dayFigures, takenBy } from './day-figures.ts';
import { hashNewPin, pinProblem } from './new-pin.ts';
import { officeAddress, officePageOf, OFFICE_PAGES } from './office-route.ts';
import { amountText, readAmount, readPercent } from './read-amount.ts';
import { inverseOf } from './undo.ts';

const id = (word: string) => nameId(`office:${word}`);
const viewOf = (changes: readonly Change[]) => {
  const view = new MapView();
  const st = makeStamp(1, 0, 'T1T1T1T1T1');
  for (const [name, row, f] of changes) view.put(name, { id: row, v: 1, st, f });
  return view;
};

test('every page has an address, and what means nothing is today', () => {
  for (const page of OFFICE_PAGES) expect(officePageOf(officeAddress(page))).toBe(page);
  expect(['', '#/nonsense', '#/order/x'].map(officePageOf)).toEqual(['today', 'today', 'today']);
});

test.each<[string, Currency, number | undefined]>([
  ['1500', 'XOF', 1_500],
  ['1 500', 'XOF', 1_500],
  ['1\u202f500', 'XOF', 1_500],
  ['12,5', 'XOF', undefined],
  ['4.35', 'TND', 4_350],
  ['4,3', 'USD', 430],
  ['-200', 'XOF', -200],
  ['-0', 'XOF', 0],
  ['', 'XOF', undefined],
  ['abc', 'XOF', undefined],
  ['1.2.3', 'USD', undefined],
])('"%s" in %s is %s', (typed, currency, minor) => {
  expect(readAmount(typed, currency)).toBe(minor);
  if (minor !== undefined) expect(readAmount(amountText(minor, currency), currency)).toBe(minor);
});

test('a percentage has at most two decimals', () => {
  expect([readPercent('18'), readPercent('19,25 %'), readPercent('1.255')]).toEqual([1_800, 1_925, undefined]);
});

describe('the day of the house', () => {
  test.each([
    ['2026-06-01T12:00:00Z', 'Africa/Abidjan', '2026-06-01T04:00:00Z'],
    ['2026-06-01T03:59:59Z', 'Africa/Abidjan', '2026-05-31T04:00:00Z'],
    ['2026-06-01T04:00:00Z', 'Africa/Abidjan', '2026-06-01T04:00:00Z'],
    ['2026-06-01T03:30:00Z', 'Africa/Lagos', '2026-06-01T03:00:00Z'],
  ])('%s in %s began at %s', (now, zone, begin) => {
    expect(dayBegin(Date.parse(now), zone)).toBe(Date.parse(begin));
  });

  const since = Date.parse('2026-06-01T04:00:00Z');
  const hour = 3_600_000;
  const order = (word: string, at: number, rank: 'open' | 'closed') =>
    write(orders, id(word), {
      born: true,
      openedBy: id('yao'),
      openedAt: since + at,
      kind: 'dine_in',
      currency: 'XOF',
      status: [0, rank],
    } as const);
  const line = (word: string, of: string, at: number, quantity: number, rank: 'sent' | 'draft' = 'sent') =>
    write(orderLines, id(word), {
      born: true,
      order: id(of),
      addedBy: id('yao'),
      addedAt: since + at,
      item: id('garba'),
      name: 'Garba',
      unitPriceMinor: 1_000,
      taxBp: 0,
      taxIncluded: true,
      station: null,
      modifiers: [],
      quantity,
      seat: null,
      status: [0, rank],
    });
  const payment = (word: string, of: string, at: number, amountMinor: number) =>
    write(payments, id(word), {
      ...({ order: id(of), shift: id('shift'), method: 'cash', amountMinor, tenderedMinor: amountMinor } as const),
      ...({ changeMinor: 0, currency: 'XOF', by: id('yao'), at: since + at } as const),
    });
  const view = viewOf([
    order('yesterday', -hour, 'closed'),
    line('l0', 'yesterday', -hour, 5),
    payment('p0', 'yesterday', hour, 5_000),
    order('paid', 8 * hour, 'closed'),
    line('l1', 'paid', 8 * hour, 3),
    write(voids, id('v'), {
      order: id('paid'),
      line: id('l1'),
      quantity: 1,
      reason: 'x',
      by: id('yao'),
      at: since + hour,
    }),
    payment('p1', 'paid', 9 * hour, 2_000),
    order('sitting', 10 * hour, 'open'),
    line('l2', 'sitting', 10 * hour, 1),
    line('l3', 'sitting', 10 * hour, 7, 'draft'),
  ]);
  const figures = dayFigures(view, since);

  test('counts orders by the day they were opened and money by the day it was taken', () => {
    expect(figures.closed).toEqual({ count: 1, amountMinor: 2_000 });
    expect(figures.open).toEqual({ count: 1, amountMinor: 8_000 });
    expect(figures.payments).toMatchObject([
      { method: 'cash', rail: null, count: 2, amountMinor: 7_000, refundedMinor: 0 },
    ]);
    expect(figures.voids).toEqual({ count: 1, amountMinor: 1_000 });
    expect(takenBy(view, id('yao'), since)).toEqual({ count: 2, amountMinor: 7_000 });
    expect(takenBy(view, id('fatou'), since).count).toBe(0);
  });

  test('money that went back is not in the drawer, nor in what somebody took', () => {
    const back = (word: string, amountMinor: number, reverses: string | null) =>
      write(refunds, id(word), {
        ...({ order: id('paid'), shift: id('shift'), method: 'cash', amountMinor, currency: 'XOF' } as const),
        reason: 'x',
        by: id('yao'),
        at: since + 9 * hour,
        reverses: reverses === null ? null : id(reverses),
      });
    const given = viewOf([
      write(drawers, id('caisse'), { born: true, name: 'Caisse' }),
      write(shiftOpenings, id('shift'), {
        drawer: id('caisse'),
        floatMinor: 1_000,
        openedBy: id('yao'),
        install: 'T1T1T1T1T1',
        at: since,
      }),
      order('paid', 8 * hour, 'closed'),
      payment('p1', 'paid', 9 * hour, 2_000),
      back('r1', 500, null),
      back('r2', 700, null),
      back('r3', 700, 'r2'),
    ]);
    const { payments: byMethod, drawers: open } = dayFigures(given, since);
    expect(byMethod).toMatchObject([{ method: 'cash', rail: null, count: 1, amountMinor: 1_500, refundedMinor: 500 }]);
    expect(open).toEqual([
      {
        id: id('shift'),
        name: 'Caisse',
        takenMinor: 2_000,
        refundedMinor: 500,
        expectedMinor: 2_500,
        suspenseMinor: 0,
      },
    ]);
    expect(takenBy(given, id('yao'), since)).toEqual({ count: 1, amountMinor: 1_500 });
  });

  test('what guests owe is told of closed orders too: a dish that came late, a part that was not paid', () => {
    expect(figures.owing).toEqual({ openMinor: 8_000, closedMinor: 0 });
    const late = viewOf([
      order('paid', 8 * hour, 'closed'),
      line('l1', 'paid', 8 * hour, 2),
      payment('p1', 'paid', 9 * hour, 2_000),
      line('late', 'paid', 9 * hour, 1),
    ]);
    expect(dayFigures(late, since).owing).toEqual({ openMinor: 0, closedMinor: 1_000 });
  });

  test('shows what was sent, hour by hour from the first to the last, and dish by dish', () => {
    expect(figures.hours).toEqual([
      { hour: 12, amountMinor: 2_000 },
      { hour: 13, amountMinor: 0 },
      { hour: 14, amountMinor: 1_000 },
    ]);
    expect(figures.dishes).toEqual([{ item: id('garba'), name: 'Garba', quantity: 3, amountMinor: 3_000 }]);
  });

  test('of a house that sold nothing is nothing', () => {
    expect(dayFigures(viewOf([]), since)).toMatchObject({
      hours: [],
      dishes: [],
      payments: [],
      owing: { openMinor: 0, closedMinor: 0 },
    });
  });
});

describe('taking a save back', () => {
  const view = viewOf([write(items, id('garba'), { born: true, category: id('c'), name: 'Garba', priceMinor: 1_000 })]);

  test('writes what was there before, of the fields that were written', () => {
    const edits = [edit(items, id('garba'), { priceMinor: 1_200, emoji: '🐟' })];
    expect(inverseOf(view, edits)[0]?.fields).toEqual({ priceMinor: 1_000, emoji: null });
  });

  test('takes a new dish off, and a new person away', () => {
    expect(inverseOf(view, [edit(items, id('new'), { name: 'X' })])[0]?.fields).toEqual({ deleted: true });
    expect(inverseOf(view, [edit(staff, id('new'), { name: 'X' })])[0]?.fields).toEqual({ active: false });
  });
});

test('a new PIN is long enough for the role, typed twice alike, and nobody else’s', async () => {
  const pinHash = await hashNewPin('2001');
  expect(await pinFits('2001', pinHash)).toBe(true);
  const view = viewOf([
    write(staff, id('yao'), { born: true, name: 'Yao', role: 'waiter', pinHash }),
    write(staff, id('gone'), { born: true, name: 'Gone', role: 'waiter', pinHash, active: false }),
  ]);
  const ask = (pin: string, again = pin, role: 'waiter' | 'manager' = 'waiter', person = 'fatou') =>
    pinProblem(view, { pin, again, role, person: id(person) });
  expect(await ask('2001')).toBe('taken');
  expect(await ask('2001', '2001', 'waiter', 'yao')).toBeUndefined();
  expect(await ask('2002')).toBeUndefined();
  expect(await ask('2002', '2003')).toBe('different');
  expect(await ask('202')).toBe('short');
  expect(await ask('20212', '20212', 'manager')).toBe('short');
  expect(await ask('12a4')).toBe('digits');
});
