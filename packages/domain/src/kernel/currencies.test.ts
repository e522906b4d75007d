import { expect, test } from 'vitest';
import { CURRENCIES, isCurrency } from './currencies.ts';

// ISO 4217 table A.1: what has no decimals, and what has three. All others here have two.
const NONE = ['BIF', 'DJF', 'GNF', 'KMF', 'RWF', 'UGX', 'XAF', 'XOF'];
const THREE = ['LYD', 'TND'];

test('decimals are those of ISO 4217', () => {
  const wrong = Object.entries(CURRENCIES).filter(([code, digits]) => {
    if (NONE.includes(code)) return digits !== 0;
    return digits !== (THREE.includes(code) ? 3 : 2);
  });
  expect(wrong).toEqual([]);
  expect(Object.keys(CURRENCIES)).toEqual(expect.arrayContaining([...NONE, ...THREE, 'NGN', 'GHS', 'MAD', 'EUR']));
});

test('the table agrees with what the platform knows', () => {
  const platform = Object.keys(CURRENCIES).map((code) => {
    const options = new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions();
    return [code, options.maximumFractionDigits];
  });
  // CLDR gives these how prices are written, not what the currency has.
  const written = ['MGA', 'MRU', 'SLE', 'SOS', 'STN', 'TZS', 'ZWG', 'CDF', 'EGP', 'ERN', 'AOA', 'LRD'];
  const compared = platform.filter(([code]) => !written.includes(String(code)));
  expect(compared).toEqual(Object.entries(CURRENCIES).filter(([code]) => !written.includes(code)));
});

test.each([
  ['XOF', true],
  ['xof', false],
  ['CFA', false],
  ['toString', false],
  ['__proto__', false],
  ['', false],
  [0, false],
  [null, false],
])('%s is a currency: %s', (value, is) => {
  expect(isCurrency(value)).toBe(is);
});
