import { expect, test } from 'vitest';
import { correctedNow, withRoundTrip } from './clock.ts';

test('[SYN-24] the median of the last round trips corrects the clock; one odd trip does not', () => {
  let offsets: readonly number[] = [];
  for (const offset of [5000, 5010, 90_000, 4990, 5005]) {
    offsets = withRoundTrip(offsets, { sentAt: 1_000_000, answeredAt: 1_000_200, receivedAt: 1_000_100 + offset });
  }
  expect(correctedNow(1_000_000, offsets)).toBe(1_005_005);
});

test('[SYN-24] a trip that ends before it began measures nothing', () => {
  expect(withRoundTrip([], { sentAt: 10, answeredAt: 5, receivedAt: 7 })).toEqual([]);
});
