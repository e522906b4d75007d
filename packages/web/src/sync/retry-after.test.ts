import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const NOW = Date.UTC(2026, 10, 26, 12);
const read = (status: number, headers: Record<string, string>) => retryAfterMs(status, new Headers(headers), NOW);
const httpDate = (ms: number) => new Date(ms).toUTCString();

test.each([
  [503, '2', 2_000],
  [429, ' 120 ', 120_000],
  [503, httpDate(NOW + 30_000), 30_000],
  [503, httpDate(NOW - 30_000), 0],
  [503, 'soon', undefined],
  [503, '', undefined],
  [503, '-5', undefined],
  [500, '2', undefined],
  [200, '2', undefined],
])('[SYN-14] of a %d with Retry-After "%s" it is %s ms', (status, wish, expected) => {
  expect(read(status, { 'retry-after': wish })).toBe(expected);
});

test('[SYN-14] a date is read against the clock of the answer, not of the tablet', () => {
  const serverNow = NOW + 3 * 366 * 86_400_000;
  expect(read(503, { 'retry-after': httpDate(serverNow + 5_000), date: httpDate(serverNow) })).toBe(5_000);
});

test('a server that says nothing has no wish', () => {
  expect(read(503, {})).toBeUndefined();
});
