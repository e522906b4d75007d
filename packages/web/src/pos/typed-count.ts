/** Most digits of a count. */
const DIGITS_MAX = 12;

/** What stands typed after more digits: no zeros before the number, and no longer than a drawer can hold. */
export function withDigits(typed: string, digits: string): string {
  return `${typed}${digits}`.replace(/^0+(?=\d)/, '').slice(0, DIGITS_MAX);
}

/**
 * What was counted; undefined while nothing was typed.
 * **Why** not 0: an Enter too many would open or close a drawer with a count that nobody made. **Units** minor.
 */
export function countOf(typed: string): number | undefined {
  return typed === '' ? undefined : Number(typed);
}
