import { adminCollection, latest } from '../kernel/collection.ts';
import { CURRENCIES, type Currency } from '../kernel/currencies.ts';
import { flag, idOf, integer, listOf, money, nullable, oneOf, text } from '../kernel/schema.ts';

/** How many people a house's digest is written to, and how long an address may be. */
export const DIGEST_EMAILS_MAX = 5;
const EMAIL_MAX = 120;

const CODES = Object.keys(CURRENCIES) as Currency[];

/** Parts of the house: terrace, room, counter. */
export const areas = adminCollection('areas', {
  name: latest(text(40, 1)),
  position: latest(integer(0, 10_000), 0),
  deleted: latest(flag(), false),
});

/** Tables people sit at. */
export const tables = adminCollection('tables', {
  area: latest(idOf('area')),
  name: latest(text(20, 1)),
  seats: latest(integer(1, 100), 4),
  position: latest(integer(0, 10_000), 0),
  deleted: latest(flag(), false),
});

/** The house itself: one row, its id is the restaurant's. Orders copy what their totals need from here when opened. */
export const settings = adminCollection('settings', {
  name: latest(text(80, 1)),
  currency: latest(oneOf(CODES)),
  timezone: latest(text(60, 1)),
  serviceChargeBp: latest(integer(0, 5_000), 0),
  cashRoundingMinor: latest(money(), 0),
  receiptHeader: latest(nullable(text(400)), null),
  // What a till may take on a reference that nothing has proven yet, before a manager's word is needed (PAY-19). Null:
  // what is usual in this currency.
  claimMaxMinor: latest(nullable(money()), null),
  claimSumMaxMinor: latest(nullable(money()), null),
  claimCountMax: latest(integer(0, 1_000), 40),
  claimAgeMaxHours: latest(integer(1, 720), 72),
  // A push that is sent when there is a line again is credit that the house gives.
  isDeferredOn: latest(flag(), false),
  deferredMaxMinor: latest(nullable(money()), null),
  // What is written to the house's people, and to whom: the daily digest of what waits for a person.
  language: latest(oneOf(['fr', 'en']), 'fr'),
  digestEmails: latest(listOf(text(EMAIL_MAX), DIGEST_EMAILS_MAX), []),
});
