import { CURRENCIES, minorPerUnit, type Currency } from '@resto360/domain';

/** Reads an amount as a person types it, with spaces and a comma or a point; undefined when it is none. **Units** minor. */
export function readAmount(typed: string, currency: Currency): number | undefined {
  return readDecimal(typed, CURRENCIES[currency]);
}

/** An amount as it stands in a field, without spaces and currency. */
export function amountText(minor: number, currency: Currency): string {
  return (minor / minorPerUnit(currency)).toFixed(CURRENCIES[currency]);
}

/** Reads a percentage with at most two decimals. **Units** basis points. */
export function readPercent(typed: string): number | undefined {
  return readDecimal(typed.replace('%', ''), 2);
}

/** A percentage as it stands in a field. */
export function percentText(bp: number): string {
  return String(bp / 100);
}

/** Reads a whole number. */
export function readCount(typed: string): number | undefined {
  return readDecimal(typed, 0);
}

// Digits are moved, not multiplied: 4.35 as a float times a thousand is not 4350.
function readDecimal(typed: string, decimals: number): number | undefined {
  const plain = typed
    .replaceAll(/[\s\u00a0\u202f]/g, '')
    .replace(',', '.')
    .replace('−', '-');
  const match = /^(-?)(\d{1,12})(?:\.(\d*))?$/.exec(plain);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  if (fraction.length > decimals) return undefined;
  const value = Number(whole + fraction.padEnd(decimals, '0'));
  return Number.isSafeInteger(value) ? (sign === '-' && value !== 0 ? -value : value) : undefined;
}
