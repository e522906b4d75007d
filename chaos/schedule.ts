import { Random } from '@resto360/domain';
import { LineFault, type Fault } from './fault.ts';
import type { Rate, Weather } from './profiles.ts';

/** What a schedule is made from. **Units** ms. */
export type Plan = {
  readonly seed: number;
  readonly weather: Weather;
  readonly devices: number;
  readonly servers: number;
  readonly durationMs: number;
};

/** No fault begins before this: every device has read the house by then. **Units** ms. */
export const CALM_MS = 1_000;

/**
 * Every fault of a round, in order, from the seed alone and before anything runs: the same seed, the same faults at the
 * same moments. What they hit depends on the machine's pace; when and where they come does not.
 */
export function buildSchedule(plan: Plan): readonly Fault[] {
  const faults = plan.weather.rates.flatMap((rate, index) => {
    const random = new Random(plan.seed * 1_000 + index);
    const targets = rate.of === 'each_device' ? plan.devices : 1;
    return Array.from({ length: targets }, (_, target) => timesOf(rate, plan, random).map(at(rate, target))).flat();

    function at({ kind, of, forMs, value = [0, 0] }: Rate, target: number) {
      return (atMs: number): Fault => ({
        kind,
        atMs,
        target: of === 'each_device' ? target : random.below(plan.servers),
        forMs: rate.everyMs === 'whole' ? plan.durationMs : random.between(...forMs),
        value: value[0] + random.next() * (value[1] - value[0]),
      });
    }
  });
  return [...faults, ...swizzles(plan)]
    .map((fault) => ({ ...fault, forMs: Math.min(fault.forMs, plan.durationMs - fault.atMs) }))
    .toSorted((a, b) => a.atMs - b.atMs);
}

// Of many devices some are hit soon. What the house has one of is paced evenly, so that a short round meets it too.
function timesOf({ everyMs, of }: Rate, { durationMs }: Plan, random: Random): number[] {
  if (everyMs === 'whole') return [0];
  const times: number[] = [];
  const pauseMs = () => (of === 'house' ? everyMs * (0.5 + random.next()) : -Math.log(1 - random.next()) * everyMs);
  let atMs = CALM_MS - (of === 'house' ? everyMs * 0.4 : 0);
  for (;;) {
    atMs += Math.round(pauseMs());
    if (atMs >= durationMs) return times;
    times.push(Math.max(CALM_MS, atMs));
  }
}

/**
 * Swizzle-clogging: the lines of a random half of the devices die one after the other, and come back in another random
 * order. **Source** FoundationDB's simulation, which names it so.
 */
function swizzles({ seed, weather, devices, durationMs }: Plan): Fault[] {
  const every = weather.swizzleEveryMs;
  if (every === undefined) return [];
  const random = new Random(seed * 1_000 + 999);
  const faults: Fault[] = [];
  for (let begunMs = CALM_MS + random.below(every); begunMs < durationMs; begunMs += every) {
    const chosen = shuffled(
      Array.from({ length: devices }, (_, index) => index),
      random,
    ).slice(0, Math.ceil(devices / 2));
    const freed = shuffled(chosen, random);
    const step = random.between(50, 300);
    const pause = random.between(500, 3_000);
    for (const [place, target] of chosen.entries()) {
      const atMs = begunMs + place * step;
      const endMs = begunMs + chosen.length * step + pause + freed.indexOf(target) * step;
      if (atMs < durationMs) faults.push({ kind: LineFault.blackHole, atMs, forMs: endMs - atMs, target, value: 0 });
    }
  }
  return faults;
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((one) => [random.next(), one] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, one]) => one);
}
