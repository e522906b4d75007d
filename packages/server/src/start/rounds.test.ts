import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startRounds } from './rounds.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[NOT-5, NOT-6] every five minutes each house is visited, and one that fails holds up no other', async () => {
  const [visited, warned]: [string[], string[]] = [[], []];
  const stop = startRounds({
    what: 'digest',
    listRestaurants: async () => ['maquis', 'port'],
    visit: async (restaurant) => {
      visited.push(restaurant);
      if (restaurant === 'maquis') throw new Error('away');
    },
    log: { warn: (message) => warned.push(message) },
  });
  await vi.advanceTimersByTimeAsync(300_000);
  expect(visited).toEqual(['maquis', 'port', 'maquis', 'port']);
  expect(warned).toEqual(['digest of maquis: Error: away', 'digest of maquis: Error: away']);
  await stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(visited).toHaveLength(4);
});
