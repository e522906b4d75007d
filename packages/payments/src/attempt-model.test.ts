import type { AttemptRules } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import { runSchedule, type Schedule } from './testing/random-schedule.ts';
import { TEST_RAILS, mtnTestRail, pawapayTestRail, waveTestRail } from './testing/test-rails.ts';
import type { TestRail } from './testing/pay-house.ts';

/** Seeds of each row; `PAY_SEEDS=1200` makes more than ten thousand schedules of all. */
const SEEDS = Number(process.env['PAY_SEEDS'] ?? 150);
/** How far an ablation looks for the schedule that shows it. */
const LOOKED_AT = 400;

const PLAIN: Schedule = { hasOverrides: false, hasAnomaly: false, hasRestores: false };
const WILD: Schedule = { hasOverrides: true, hasAnomaly: true, hasRestores: false };
const MORE: Schedule = { hasOverrides: true, hasAnomaly: true, hasRestores: true, hasMore: true };
const RESTORED: Schedule = { hasOverrides: false, hasAnomaly: false, hasRestores: true };

async function failures(rail: () => TestRail, schedule: Schedule, rules: Partial<AttemptRules> = {}) {
  const found: string[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const wrong = await runSchedule(rail(), seed, { ...schedule, rules });
    if (wrong.length > 0) found.push(`seed ${seed}: ${wrong.join(', ')}`);
  }
  return found;
}

describe('[PAY-10] the machine of attempts, by the real orchestrator and adapters over paysim', () => {
  for (const [name, rail] of TEST_RAILS) {
    test(`${name}: calls lost, late, doubled and refused, workers killed: nothing is lost or taken twice`, async () => {
      expect(await failures(rail, PLAIN)).toEqual([]);
    });
    test(`${name}: the same with cash beside it by a manager's word, and a provider that changes its mind`, async () => {
      expect(await failures(rail, WILD)).toEqual([]);
    });
    test(`${name}: the same with a server that is put back: one debit`, async () => {
      expect(await failures(rail, RESTORED)).toEqual([]);
    });
    test(`[PAY-20] ${name}: all of it at once, with pushes for later, calls, and money that goes back once`, async () => {
      expect(await failures(rail, MORE)).toEqual([]);
    });
  }
});

// The seven of the model that take money twice, or lose it, without one of its rules, and the one that gives it back; each from a
// seed that shows it.
describe('[PAY-10] without one of its rules the machine fails', () => {
  test.each<[string, number, () => TestRail, Schedule, Partial<AttemptRules>, RegExp]>([
    ['a no to a second call is believed', 1, mtnTestRail, PLAIN, { refusals: 'believed' }, /doubled/],
    ['silence is a failure', 1, mtnTestRail, PLAIN, { silence: 'failed' }, /doubled/],
    ['"not found" is believed at once', 1, mtnTestRail, PLAIN, { notFound: 'at_once' }, /doubled/],
    ['a request is sent again where each is another', 600, waveTestRail, PLAIN, { resends: 'always' }, /doubled|lost/],
    ['a worker that died is forgotten', 300, waveTestRail, PLAIN, { crashes: 'from_scratch' }, /doubled|lost/],
    ['two attempts at a time', 1, mtnTestRail, PLAIN, { attempts: 'any' }, /doubled/],
    ['nobody looks again', 1, mtnTestRail, WILD, { lateWatch: 'off' }, /lost/],
    ['what is asked for goes back', 1, pawapayTestRail, MORE, { refunds: 'any' }, /gave back too much/],
  ])('%s', async (_name, from, rail, schedule, rules, expected) => {
    expect(await firstFailure(rail, from, { ...schedule, rules })).toMatch(expected);
  });
});

async function firstFailure(
  rail: () => TestRail,
  from: number,
  schedule: Schedule & { readonly rules: Partial<AttemptRules> },
): Promise<string> {
  for (let seed = from; seed < from + LOOKED_AT; seed++) {
    const wrong = await runSchedule(rail(), seed, schedule);
    if (wrong.length > 0) return `seed ${seed}: ${wrong.join(', ')}`;
  }
  return 'nothing';
}
