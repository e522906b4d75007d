import { describe, expect, test } from 'vitest';
import { runDay } from './day.ts';
import { ABLATIONS } from './profile.ts';

const STEPS = 400;
const SEEDS = 60;
/** A rule whose absence fewer days notice than this share is not tested (SYN section 7). */
const SHARE_MIN = 0.05;

describe('a protective rule switched off is noticed', () => {
  for (const [name, profile] of Object.entries(ABLATIONS)) {
    test(`${name}: at least ${SHARE_MIN * 100} % of its days fail`, async () => {
      const enough = SHARE_MIN * SEEDS;
      let failed = 0;
      for (let seed = 1; seed <= SEEDS && failed < enough; seed++) {
        const { problem } = await runDay(seed, STEPS, profile);
        if (problem !== undefined) failed++;
      }
      expect(failed).toBeGreaterThanOrEqual(enough);
    });
  }
});
