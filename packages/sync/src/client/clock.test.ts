import { expect, test } from 'vitest';
import { clockFarMs, correctedNow, withRoundTrip } from './clock.ts';

test('[SYN-24] the median of the last round trips corrects the clock; one odd trip does not', () => {
  let offsets: readonly number[] = [];
  for (const offset of [5000, 5010, 90_000, 4990, 5005]) {
    offsets = withRoundTrip(offsets, { sentAt: 1_000_000, answeredAt: 1_000_200, receivedAt: 1_000_100 + offset });
  }
  expect(correctedNow(1_000_000, offsets)).toBe(1_005_005);
});

const MINUTE = 60_000;
const NOW = 1_800_000_000_000;

test.each([
  ['nothing measured', [], 0],
  ['two minutes exactly', [2 * MINUTE, 2 * MINUTE, 2 * MINUTE], 0],
  ['slow', [2 * MINUTE + 1, 2 * MINUTE + 1, 2 * MINUTE + 2], 2 * MINUTE + 2],
  ['fast', [-9 * MINUTE, -9 * MINUTE, -9 * MINUTE], -9 * MINUTE],
  ['one odd trip', [10, 12, 20 * MINUTE], 0],
  ['set wrong just now, and measured twice', [10, 12, 11, 20 * MINUTE, 20 * MINUTE], 20 * MINUTE],
  ['measured once', [20 * MINUTE], 0],
  ['set right just now', [20 * MINUTE, 20 * MINUTE, 20 * MINUTE, 15], 0],
])('[SYN-24] a clock more than two minutes off is told: %s', (_name, offsets, far) => {
  expect(clockFarMs({ offsets, heardAt: NOW - 1_000, failed: false, nowMs: NOW })).toBe(far);
});

test('[SYN-24] a clock that was set back is told before the server is heard again; one that was set right is not', () => {
  const told = { offsets: [5, 5, 5], heardAt: NOW, failed: true, nowMs: 60_000 };
  expect(clockFarMs(told)).toBeGreaterThan(50 * 365 * 86_400_000);
  expect(clockFarMs({ ...told, heardAt: null })).toBe(0);
  // While the server answers, the next round trips tell it better.
  expect(clockFarMs({ ...told, failed: false })).toBe(0);
  // It was an hour fast, and somebody set it right: the last word lies ahead only by that hour.
  const hour = 60 * MINUTE;
  expect(clockFarMs({ offsets: [-hour, -hour, -hour], heardAt: NOW + hour, failed: true, nowMs: NOW + 1_000 })).toBe(
    -hour,
  );
  expect(clockFarMs({ offsets: [-hour, -hour, -hour, 3], heardAt: NOW, failed: true, nowMs: NOW + 1_000 })).toBe(0);
});

test('[SYN-24] a trip that ends before it began measures nothing', () => {
  expect(withRoundTrip([], { sentAt: 10, answeredAt: 5, receivedAt: 7 })).toEqual([]);
});
