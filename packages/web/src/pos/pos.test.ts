import { expect, test } from 'vitest';
import type { Currency } from '@resto360/domain';
import { quickNotes } from './quick-notes.ts';
import { searchMenu, type Heading } from './menu-index.ts';
import { routeOf, addressOf } from '../shell/route.ts';
import { formatsOf } from '../words/format.ts';

test.each<[Currency, number, number[]]>([
  ['XOF', 27_500, [28_000, 30_000, 40_000, 50_000]],
  ['XOF', 1_500, [2_000, 5_000, 10_000]],
  ['XOF', 10_000, [20_000]],
  ['TND', 27_500, [30_000, 40_000, 50_000, 100_000]],
  ['USD', 1_234, [1_300, 1_400, 1_500, 2_000, 5_000]],
])('quick notes in %s for %d', (currency, dueMinor, expected) => {
  const amounts = quickNotes(currency, dueMinor);
  expect(amounts.every((amount) => amount > dueMinor)).toBe(true);
  expect(expected).toEqual(expect.arrayContaining(amounts.slice(0, 1)));
  expect(amounts.length).toBeLessThanOrEqual(5);
});

const dish = (name: string) => ({ item: { name } as never, found: name });

test('a dish is found by any of its words, without accents', () => {
  const menu: Heading[] = [
    { id: 'x', name: 'x', emoji: 'x', dishes: [dish('carpe braisee'), dish('boeuf braise'), dish('eau')] },
  ];
  expect(searchMenu(menu, 'Braisé').map(({ found }) => found)).toEqual(['carpe braisee', 'boeuf braise']);
  expect(searchMenu(menu, 'bœuf').map(({ found }) => found)).toEqual(['boeuf braise']);
  expect(searchMenu(menu, 'carpe br')).toHaveLength(1);
  expect(searchMenu(menu, 'poulet')).toEqual([]);
});

test('a slip of the thumb finds the dish, but only where nothing is spelt so', () => {
  const menu: Heading[] = [
    { id: 'favourites', name: null, emoji: '⭐', dishes: [dish('poulet')] },
    {
      id: 'x',
      name: 'x',
      emoji: 'x',
      dishes: [dish('poulet braise'), dish('alloco'), dish('coca-cola'), dish('garba')],
    },
  ];
  const found = (typed: string) => searchMenu(menu, typed).map((one) => one.found);
  expect(found('poulet')).toEqual(['poulet braise']);
  for (const typed of ['poulte', 'poullet', 'pulet', 'poulez']) expect(found(typed)).toEqual(['poulet braise']);
  expect(found('poulte brais')).toEqual(['poulet braise']);
  expect(found('aloco')).toEqual(['alloco']);
  expect(found('cols')).toEqual(['coca-cola']);
  expect(found('xyz')).toEqual([]);
  expect(found('gar')).toEqual(['garba']);
  expect(found('gzr')).toEqual([]);
});

test.each(['#/', '#/orders', '#/shift', '#/health', '#/table/t', '#/order/o', '#/pay/o', '#/receipt/o'])(
  '%s is a page and back',
  (address) => {
    expect(addressOf(routeOf(address))).toBe(address);
  },
);

test.each(['', '#/nonsense', '#/order/', '#/x/y'])('%s is the list of tables', (address) => {
  expect(routeOf(address)).toEqual({ page: 'tables' });
});

const plainSpaces = (text: string) => text.replaceAll(/\s/g, ' ');

test.each([
  ['fr', 'XOF', 27_500, '27 500 F CFA'],
  ['en', 'XOF', 27_500, 'F CFA 27,500'],
  ['fr', 'TND', 27_500, '27,500 TND'],
  ['en', 'NGN', 27_500, '₦275.00'],
] as const)('money in %s and %s', (language, currency, minor, expected) => {
  expect(plainSpaces(formatsOf(language, currency, 'Africa/Abidjan').money(minor))).toBe(expected);
});

test.each([
  ['fr', 'XOF', { number: '1 300', currency: 'F CFA', isCurrencyFirst: false }],
  ['en', 'XOF', { number: '1,300', currency: 'F CFA', isCurrencyFirst: true }],
  ['en', 'NGN', { number: '13.00', currency: '₦', isCurrencyFirst: true }],
] as const)('the big amount says its currency on the side that %s does for %s', (language, currency, expected) => {
  const { number, currency: said, isCurrencyFirst } = formatsOf(language, currency, undefined).moneyParts(1_300);
  expect({ number: plainSpaces(number), currency: plainSpaces(said), isCurrencyFirst }).toEqual(expected);
});

test('ages and times are said in the reader’s language', () => {
  const formats = formatsOf('fr', 'XOF', 'Africa/Abidjan');
  expect(plainSpaces(formats.age(38 * 60_000))).toBe('38 min');
  expect(plainSpaces(formats.age(61 * 60_000))).toBe('1 h 1 min');
  expect(formats.time(0)).toBe('00:00');
  expect(formatsOf('fr', 'XOF', 'Nowhere/Land').time(0)).toMatch(/^\d\d:\d\d$/);
});

test.each([
  ['fr', 'Africa/Abidjan', '31 déc. 2025, 23:30'],
  ['en', 'Africa/Abidjan', 'Dec 31, 2025, 23:30'],
  ['fr', 'Africa/Tunis', '1 janv. 2026, 00:30'],
] as const)('paper bears the day in %s, as it is in %s', (language, zone, expected) => {
  const formats = formatsOf(language, 'XOF', zone);
  expect(plainSpaces(formats.dateTime(Date.UTC(2025, 11, 31, 23, 30)))).toBe(expected);
});

test('a zone that nobody knows is no reason to print no day', () => {
  expect(formatsOf('fr', 'XOF', 'Nowhere/Land').dateTime(0)).toMatch(/19(69|70)/);
});
