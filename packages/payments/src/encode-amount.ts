import { CURRENCIES, assert, type Currency } from '@resto360/domain';
import type { Money } from './provider.ts';

/** An amount as a decimal text in whole units: `12500` for 12,500 XOF, `12.50` for 12.50 GHS. MTN, Wave, pawaPay. */
export function decimalText({ amountMinor, currency }: Money): string {
  assert(Number.isSafeInteger(amountMinor) && amountMinor >= 0, 'an amount to ask for is whole and not negative');
  const digits = CURRENCIES[currency];
  if (digits === 0) return String(amountMinor);
  const padded = String(amountMinor).padStart(digits + 1, '0');
  return `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

/**
 * The amount that a provider's text or number says; undefined for one that is no exact amount of this currency.
 * **Why** lenient about the kind: providers change between `"5000"`, `5000` and `"5000.00"` (F29).
 */
export function readDecimal(value: unknown, currency: Currency): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const [, whole, part = ''] = /^(\d{1,13})(?:\.(\d{1,6}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const digits = CURRENCIES[currency];
  const kept = part.slice(0, digits).padEnd(digits, '0');
  if (/[1-9]/.test(part.slice(digits))) return undefined;
  const amountMinor = Number(whole + kept);
  return Number.isSafeInteger(amountMinor) ? amountMinor : undefined;
}
