import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AMOUNT_MAX_MINOR, isAmount, minorPerUnit, roundTo, shareOf, taxWithin, times } from './money.ts';

const amounts = fc.integer({ min: -AMOUNT_MAX_MINOR, max: AMOUNT_MAX_MINOR });
const shares = fc.integer({ min: 0, max: 10_000 });

test.each([
  [0, true],
  [-5, true],
  [AMOUNT_MAX_MINOR, true],
  [-AMOUNT_MAX_MINOR, true],
  [AMOUNT_MAX_MINOR + 1, false],
  [0.5, false],
  [Number.NaN, false],
  [Number.POSITIVE_INFINITY, false],
  ['5', false],
  [5n, false],
  [null, false],
  [undefined, false],
])('%s is an amount: %s', (value, is) => {
  expect(isAmount(value)).toBe(is);
});

test.each([
  ['XOF', 1],
  ['NGN', 100],
  ['TND', 1_000],
] as const)('one %s is %i of its smallest unit', (currency, minor) => {
  expect(minorPerUnit(currency)).toBe(minor);
});

describe('a share of an amount, half away from zero', () => {
  test.each([
    [1_000, 1_800, 180],
    [1_005, 1_000, 101],
    [1_004, 1_000, 100],
    [-1_005, 1_000, -101],
    [-1_004, 1_000, -100],
    [5, 1_000, 1],
    [-5, 1_000, -1],
    [4, 1_000, 0],
    [-4, 1_000, 0],
    [0, 10_000, 0],
    [777, 10_000, 777],
    [777, 0, 0],
    [AMOUNT_MAX_MINOR, 10_000, AMOUNT_MAX_MINOR],
    [999_999_999_999, 1, 100_000_000],
  ])('of %i, %i basis points are %i', (amount, basisPoints, share) => {
    expect(shareOf(amount, basisPoints)).toBe(share);
  });

  test('is the nearest whole number, and never off by a digit of a float', () => {
    fc.assert(
      fc.property(amounts, shares, (amount, basisPoints) => {
        isNearest(shareOf(amount, basisPoints), BigInt(amount) * BigInt(basisPoints), 10_000n);
      }),
    );
  });
});

describe('the tax inside an amount', () => {
  test.each([
    [1_180, 1_800, 180],
    [1_000, 1_800, 153],
    [500, 1_800, 76],
    [107, 700, 7],
    [-1_180, 1_800, -180],
    [1_000, 0, 0],
    [1_000, 10_000, 500],
    [1, 10_000, 1],
  ])('of %i at %i basis points is %i', (amount, basisPoints, tax) => {
    expect(taxWithin(amount, basisPoints)).toBe(tax);
  });

  test('is the nearest whole number to amount × rate / (1 + rate)', () => {
    fc.assert(
      fc.property(amounts, shares, (amount, basisPoints) => {
        const denominator = 10_000n + BigInt(basisPoints);
        isNearest(taxWithin(amount, basisPoints), BigInt(amount) * BigInt(basisPoints), denominator);
      }),
    );
  });
});

describe('rounding to a step of cash', () => {
  test.each([
    [1_002, 5, 1_000],
    [1_003, 5, 1_005],
    [1_025, 50, 1_050],
    [1_024, 50, 1_000],
    [-1_025, 50, -1_050],
    [-1_024, 50, -1_000],
    [-2, 5, 0],
    [7, 0, 7],
    [7, 1, 7],
    [0, 5, 0],
  ])('%i in steps of %i is %i', (amount, step, rounded) => {
    expect(roundTo(amount, step)).toBe(rounded);
  });

  test('gives the nearest multiple, and rounding again changes nothing', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 2, max: 10_000 }), (amount, step) => {
        const rounded = roundTo(amount, step);
        expect(Math.abs(rounded % step)).toBe(0);
        expect(Math.abs(rounded - amount) * 2).toBeLessThanOrEqual(step);
        expect(roundTo(rounded, step)).toBe(rounded);
        expect(Object.is(rounded, -0)).toBe(false);
      }),
    );
  });
});

test('what is rounded up for a guest is rounded down for a refund: the two are mirrors', () => {
  fc.assert(
    fc.property(amounts, shares, (amount, basisPoints) => {
      expect(shareOf(-amount, basisPoints) + shareOf(amount, basisPoints)).toBe(0);
      expect(roundTo(-amount, 5) + roundTo(amount, 5)).toBe(0);
    }),
  );
});

test('a product that leaves the safe range is a bug, not a wrong amount', () => {
  expect(times(1_500, 3)).toBe(4_500);
  expect(times(-500, 999)).toBe(-499_500);
  expect(() => times(Number.MAX_SAFE_INTEGER, 2)).toThrow('safe integer');
});

/** |result − numerator/denominator| ≤ ½, and on a tie the one away from zero; in whole numbers. */
function isNearest(result: number, numerator: bigint, denominator: bigint): void {
  const error = (BigInt(result) * denominator - numerator) * 2n;
  const outward = numerator < 0n ? -error : error;
  expect(outward <= denominator).toBe(true);
  expect(outward > -denominator).toBe(true);
  expect(Object.is(result, -0)).toBe(false);
}
