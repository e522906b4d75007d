import { assert } from './assert.ts';
import { CURRENCIES, type Currency } from './currencies.ts';

/** Amounts are whole numbers of the currency's smallest unit (franc, kobo, millime); floats never touch money. */
export const AMOUNT_MAX_MINOR = 1_000_000_000_000;

/**
 * The highest price of one unit. **Why** a thousand times below amounts: 999 units of it on thousands of lines still
 * sum exactly, so that no line, however odd, can break a total on any replica.
 */
export const PRICE_MAX_MINOR = 1_000_000_000;

/** True for an amount that is exact everywhere it travels (domain, JSON, IndexedDB, bigint). */
export function isAmount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Math.abs(value as number) <= AMOUNT_MAX_MINOR;
}

/** Ten to the currency's decimals: how many minor units make one. */
export function minorPerUnit(currency: Currency): number {
  return 10 ** CURRENCIES[currency];
}

/**
 * A share of an amount in basis points (1/100 %), half away from zero.
 * **Why** BigInt inside: 10^12 × 10^4 is wider than a safe integer.
 */
export function shareOf(amountMinor: number, basisPoints: number): number {
  return roundedRatio(BigInt(amountMinor) * BigInt(basisPoints), 10_000n);
}

/** The tax inside an amount that includes it: amount × rate / (1 + rate), half away from zero. */
export function taxWithin(amountMinor: number, basisPoints: number): number {
  return roundedRatio(BigInt(amountMinor) * BigInt(basisPoints), 10_000n + BigInt(basisPoints));
}

/** An amount times a count, exact. **Errors** asserts when the product leaves the safe range. */
export function times(amountMinor: number, count: number): number {
  const product = amountMinor * count;
  assert(Number.isSafeInteger(product), 'an amount stays a safe integer');
  return product;
}

/** Rounds to the nearest multiple (cash without small coins), half away from zero; 0 or 1 leaves it alone. */
export function roundTo(amountMinor: number, stepMinor: number): number {
  if (stepMinor <= 1) return amountMinor;
  return roundedRatio(BigInt(amountMinor), BigInt(stepMinor)) * stepMinor;
}

function roundedRatio(numerator: bigint, denominator: bigint): number {
  const negative = numerator < 0n;
  const magnitude = negative ? -numerator : numerator;
  const rounded = (magnitude * 2n + denominator) / (denominator * 2n);
  const result = Number(negative ? -rounded : rounded);
  assert(Number.isSafeInteger(result), 'a rounded amount is a safe integer');
  return result;
}
