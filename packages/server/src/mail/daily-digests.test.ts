import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startDailyDigests } from './daily-digests.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[NOT-5] every five minutes each house is asked, and one that fails holds up no other', async () => {
  const [asked, warned]: [string[], string[]] = [[], []];
  const stop = startDailyDigests({
    listRestaurants: async () => ['maquis', 'port'],
    send: async (restaurant) => {
      asked.push(restaurant);
      if (restaurant === 'maquis') throw new Error('away');
    },
    log: { warn: (message) => warned.push(message) },
  });
  await vi.advanceTimersByTimeAsync(300_000);
  expect(asked).toEqual(['maquis', 'port', 'maquis', 'port']);
  expect(warned).toEqual(['digest of maquis: Error: away', 'digest of maquis: Error: away']);
  await stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toHaveLength(4);
});
