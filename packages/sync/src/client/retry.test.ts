import { expect, test } from 'vitest';
import { RETRY, pushOpsMax, retryDelayMs, wishedDelayMs } from './retry.ts';

test('[SYN-14] the wait grows up to 1 s, then to 15 s while ops are unsent, to 60 s otherwise, with full jitter', () => {
  expect(retryDelayMs(0, true, 0.999)).toBe(999);
  expect(retryDelayMs(3, true, 0)).toBe(RETRY.floorMs);
  expect(retryDelayMs(30, true, 0.999_999)).toBe(RETRY.unsentMaxMs - 1);
  expect(retryDelayMs(30, false, 0.999_999)).toBe(RETRY.idleMaxMs - 1);
  expect(retryDelayMs(2, true, 0.5)).toBe(2000);
});

test('[SYN-14] a thousand tills that lost the line together do not come back together, not even the first time', () => {
  const waits = Array.from({ length: 1_000 }, (_, till) => retryDelayMs(0, true, till / 1_000));
  const inTenth = (tenth: number) => waits.filter((ms) => Math.floor(ms / 100) === tenth).length;
  // Those below the floor wait for it; every other tenth of the second has its share.
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map(inTenth)).toEqual([200, 100, 100, 100, 100, 100, 100, 100, 100]);
});

test('[SYN-14] a server’s wish is a floor, bounded to five minutes, with jitter on top', () => {
  expect(wishedDelayMs(2_000, 0)).toBe(2_000);
  expect(wishedDelayMs(2_000, 0.5)).toBe(3_000);
  expect(wishedDelayMs(60_000, 0.5)).toBe(67_500);
  expect(wishedDelayMs(Number.POSITIVE_INFINITY, 0)).toBe(RETRY.wishMaxMs);
});

test('[SYN-14] the push shrinks by half with every answer that could not be read, down to one op', () => {
  expect([0, 1, 2, 8, 50].map(pushOpsMax)).toEqual([200, 100, 50, 1, 1]);
});
