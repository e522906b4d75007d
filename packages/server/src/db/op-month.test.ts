import { nameId, uuidV7 } from '@resto360/domain';
import { expect, test } from 'vitest';
import { NO_MONTH, listMonths, monthOfOp } from './op-month.ts';

const idOf = (timeMs: number) => uuidV7(timeMs, new Uint8Array(10));

test.each([
  ['the last millisecond of a month', Date.UTC(2026, 11, 1) - 1, '2026-11-01'],
  ['the first of the next', Date.UTC(2026, 11, 1), '2026-12-01'],
  ['the first year', Date.UTC(2020, 0, 1), '2020-01-01'],
  ['the last year', Date.UTC(2100, 0, 1) - 1, '2099-12-01'],
  ['a clock that was never set', 0, NO_MONTH],
  ['a clock before its time', Date.UTC(2020, 0, 1) - 1, NO_MONTH],
  ['a clock beyond its time', Date.UTC(2100, 0, 1), NO_MONTH],
  ['the end of all UUIDs', 2 ** 48 - 1, NO_MONTH],
])('[TEN-4] %s', (_what, timeMs, month) => {
  expect(monthOfOp(idOf(timeMs))).toBe(month);
});

test('[TEN-4] an id that tells no time has no month', () => {
  expect(monthOfOp(nameId('reused'))).toBe(NO_MONTH);
});

test('months follow each other over the year', () => {
  expect(listMonths(Date.UTC(2026, 10, 24), 3)).toEqual(['2026-11-01', '2026-12-01', '2027-01-01']);
});
