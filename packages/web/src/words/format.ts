import { CURRENCIES, minorPerUnit, type Currency } from '@resto360/domain';

/** The languages of the app. */
export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Numbers, money and time in the reader's language and the restaurant's currency. */
export type Formats = {
  /** An amount with its currency. **Units** minor. */
  readonly money: (amountMinor: number) => string;
  /** An amount with the currency apart, for where the number is the biggest thing. **Units** minor. */
  readonly moneyParts: (amountMinor: number) => MoneyParts;
  /** An amount without its currency, for lists. **Units** minor. */
  readonly amount: (amountMinor: number) => string;
  /** The time of day. **Units** ms since 1970. */
  readonly time: (atMs: number) => string;
  /** The day and the time of day, for paper that is kept. **Units** ms since 1970. */
  readonly dateTime: (atMs: number) => string;
  /** How long ago, in the largest unit that says enough. **Units** ms. */
  readonly age: (ageMs: number) => string;
};

/** An amount in two pieces, and which of them the language says first. */
export type MoneyParts = { readonly number: string; readonly currency: string; readonly isCurrencyFirst: boolean };

/** Builds the formats of a language, a currency and a restaurant's own time zone. */
export function formatsOf(language: Language, currency: Currency, timeZone: string | undefined): Formats {
  const digits = { minimumFractionDigits: CURRENCIES[currency], maximumFractionDigits: CURRENCIES[currency] };
  const money = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...digits,
  });
  const amount = new Intl.NumberFormat(language, digits);
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', ...DAY, ...zoneOf(timeZone) });
  const dateTime = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...DAY,
    ...zoneOf(timeZone),
  });
  const unitFormats = new Map<string, Intl.NumberFormat>();
  const units = (value: number, unit: string) => {
    const known = unitFormats.get(unit);
    const format = known ?? new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' });
    if (!known) unitFormats.set(unit, format);
    return format.format(value);
  };
  return {
    money: (amountMinor) => spaced(money.format(amountMinor / minorPerUnit(currency))),
    moneyParts: (amountMinor) => {
      const parts = money.formatToParts(amountMinor / minorPerUnit(currency));
      const currencyPart = parts.find((part) => part.type === 'currency')?.value ?? currency;
      const number = parts.filter((part) => part.type !== 'currency').map((part) => part.value);
      const isCurrencyFirst = parts[0]?.type === 'currency';
      return { number: spaced(number.join('')).trim(), currency: spaced(currencyPart), isCurrencyFirst };
    },
    amount: (amountMinor) => spaced(amount.format(amountMinor / minorPerUnit(currency))),
    time: (atMs) => time.format(atMs),
    dateTime: (atMs) => spaced(dateTime.format(atMs)),
    age: (ageMs) => ageText(Math.max(0, ageMs), units),
  };
}

// A kitchen counts to 24 in every language: "6:19 PM" is longer, and "06:19" without it is the morning.
const DAY = { hourCycle: 'h23' } as const;

// The narrow space between thousands is too narrow for tired eyes: a full one, that still does not break.
const spaced = (text: string) => text.replaceAll('\u202f', '\u00a0');

function ageText(ageMs: number, units: (value: number, unit: string) => string): string {
  const minutes = Math.floor(ageMs / 60_000);
  if (minutes < 1) return units(Math.floor(ageMs / 1_000), 'second');
  if (minutes < 60) return units(minutes, 'minute');
  if (minutes < 24 * 60) return `${units(Math.floor(minutes / 60), 'hour')} ${units(minutes % 60, 'minute')}`;
  return units(Math.floor(minutes / (24 * 60)), 'day');
}

// A zone that this browser does not know is no reason to show no time.
function zoneOf(timeZone: string | undefined): { timeZone?: string } {
  if (timeZone === undefined) return {};
  try {
    new Intl.DateTimeFormat('en', { timeZone }).format(0);
    return { timeZone };
  } catch {
    return {};
  }
}
