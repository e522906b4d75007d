import { describe, expect, test } from 'vitest';
import { AppFault, HouseFault, LineFault, type Fault } from './fault.ts';
import { PROFILES, type ProfileName } from './profiles.ts';
import { buildSchedule } from './schedule.ts';

const plan = (seed: number, profile: ProfileName) => ({
  seed,
  weather: PROFILES[profile],
  devices: 20,
  servers: 2,
  durationMs: 60_000,
});
const names = Object.keys(PROFILES) as ProfileName[];

/** Every kind of fault that there is. */
const everyKind: readonly Fault['kind'][] = [LineFault, AppFault, HouseFault].flatMap((kinds) => Object.values(kinds));

describe('the schedule of faults', () => {
  test('all: every kind that there is comes within a minute', () => {
    const kinds = new Set(buildSchedule(plan(7, 'all')).map(({ kind }) => kind));
    expect(everyKind.filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  test.each(names)('%s: the same seed gives the same faults, another seed others', (profile) => {
    expect(buildSchedule(plan(7, profile))).toEqual(buildSchedule(plan(7, profile)));
    expect(buildSchedule(plan(8, profile))).not.toEqual(buildSchedule(plan(7, profile)));
  });

  test.each(names)('%s: in order, within the round, and every kind of the profile comes', (profile) => {
    const faults = buildSchedule(plan(7, profile));
    expect(faults.map((fault) => fault.atMs)).toEqual(faults.map((fault) => fault.atMs).toSorted((a, b) => a - b));
    expect(faults.every(({ atMs, forMs }) => atMs >= 0 && forMs >= 0 && atMs + forMs <= 60_000)).toBe(true);
    expect(faults.every(({ target }) => target >= 0 && target < 20)).toBe(true);
    const kinds = new Set(faults.map((fault) => fault.kind));
    for (const { kind } of PROFILES[profile].rates) expect(kinds).toContain(kind);
  });

  test('swizzle: lines are freed in another order than they were clogged', () => {
    const clogged = buildSchedule(plan(7, 'swizzle')).filter(({ kind }) => kind === LineFault.blackHole);
    const first = clogged.slice(0, 10);
    const freed = first.toSorted((a, b) => a.atMs + a.forMs - (b.atMs + b.forMs));
    expect(new Set(first.map(({ target }) => target)).size).toBe(10);
    expect(freed).not.toEqual(first);
  });
});
