import { describe, expect, test } from 'vitest';
import { runDay } from './day.ts';
import { HONEST, TIDY } from './profile.ts';

const STEPS = 400;
const isDeep = process.env['RESTO360_DEEP'] === '1';
const CLEAN_SEEDS = isDeep ? 20_000 : 300;
const TIDY_SEEDS = isDeep ? 5_000 : 60;

describe('a day from a seed', () => {
  test(
    `[SYN-10] [SYN-12] [SYN-9] ${CLEAN_SEEDS} days with every rule on break nothing`,
    async () => {
      for (let seed = 1; seed <= CLEAN_SEEDS; seed++) {
        const { problem } = await runDay(seed, STEPS, HONEST);
        expect(problem, `seed ${seed}`).toBeUndefined();
      }
    },
    isDeep ? 3 * 3_600_000 : 300_000,
  );

  test.each([
    [20_393, 'a fact that another install says otherwise, heard in the room'],
    [21_229, 'the next edit lies above the stamp that a carried op was given'],
    [22_689, 'a replica ends where the next page begins: nothing leaves the outbox there'],
    [1_832, 'an edit of the house that was refused stays refused in a history that was put back'],
    [1_075, 'a right that was taken is taken again when a newer backup follows an older one'],
    [4_317, 'what a revoked device brought is gone from a backup, and it brings it again'],
    [822, 'what a server of a newer history took of a revoked tablet is asked for by id, carried ops too'],
    [3_573, 'what stood apart is carried again under the name of the former install'],
    [5_198, 'a crash that a full disk had forestalled'],
    [9_750, 'a kitchen screen gives back the count of a drawer that it only heard of'],
    [6_709, 'what says that it was deleted and rots on a disk is in no digest'],
    [23_067, 'what was put apart is on the screen under its own stamp'],
  ])('[SYN-10] [SYN-24] day %i: %s', async (seed) => {
    expect((await runDay(seed, STEPS, HONEST)).problem).toBeUndefined();
  });

  test(`[SYN-22] ${TIDY_SEEDS} days with a menu that is purged again and again break nothing`, async () => {
    for (let seed = 1; seed <= TIDY_SEEDS; seed++) {
      expect((await runDay(seed, STEPS, TIDY)).problem, `seed ${seed}`).toBeUndefined();
    }
  });

  test('the same seed is the same day', async () => {
    expect(await runDay(7, 200, HONEST)).toEqual(await runDay(7, 200, HONEST));
  });
});
