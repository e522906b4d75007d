import { type Id, timeOfId } from '@resto360/domain';

/** The month of ids that tell no time, or an absurd one: their ops live in the journal's default partition. */
export const NO_MONTH = '1970-01-01';

const FIRST_YEAR = 2020;
const LAST_YEAR = 2099;

/**
 * The first day of the month in which an op's id was made, as the journal is partitioned by it.
 *
 * **Why** from the id alone: an op that comes again, a year later and after a restart, must meet its first arrival.
 * **Source** TEN-4.
 */
export function monthOfOp(id: Id): string {
  const timeMs = timeOfId(id);
  if (timeMs === undefined) return NO_MONTH;
  const date = new Date(timeMs);
  const year = date.getUTCFullYear();
  return year < FIRST_YEAR || year > LAST_YEAR ? NO_MONTH : firstDay(year, date.getUTCMonth());
}

/** `count` months in a row, the first being that of `fromMs`. **Units** ms since 1970. */
export function listMonths(fromMs: number, count: number): string[] {
  const from = new Date(fromMs);
  return Array.from({ length: count }, (_, index) => {
    const month = from.getUTCFullYear() * 12 + from.getUTCMonth() + index;
    return firstDay(Math.floor(month / 12), month % 12);
  });
}

const firstDay = (year: number, month: number) => `${year}-${String(month + 1).padStart(2, '0')}-01`;
