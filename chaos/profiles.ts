import { AppFault, HouseFault, LineFault, type Fault } from './fault.ts';

type Range = readonly [low: number, high: number];

/** How often a kind of fault comes: for each device by itself, or for the whole house. **Units** ms. */
export type Rate = {
  readonly kind: Fault['kind'];
  readonly of: 'each_device' | 'house';
  /** Mean pause between two; `whole`: once, from the first moment to the last. */
  readonly everyMs: number | 'whole';
  readonly forMs: Range;
  readonly value?: Range;
};

/** What a profile's weather is made of. `swizzle`: lines are clogged one by one, and freed in another order. */
export type Weather = { readonly rates: readonly Rate[]; readonly swizzleEveryMs?: number };

const HOUR_MS = 3_600_000;

const device = (
  kind: Fault['kind'],
  everyMs: number | 'whole',
  forMs: Range = [0, 0],
  value: Range = [0, 0],
): Rate => ({
  kind,
  of: 'each_device',
  everyMs,
  forMs,
  value,
});
const house = (kind: Fault['kind'], everyMs: number | 'whole', forMs: Range = [0, 0]): Rate => ({
  kind,
  of: 'house',
  everyMs,
  forMs,
});

const slow: readonly Rate[] = [
  device(LineFault.latency, 'whole', [0, 0], [250, 700]),
  device(LineFault.bandwidth, 'whole', [0, 0], [4_000, 16_000]),
  device(LineFault.blackHole, 40_000, [1_000, 8_000]),
];

/** The same for a while: what lasts from the first moment to the last would keep every other fault away. */
const slowSpells: readonly Rate[] = [
  device(LineFault.latency, 60_000, [4_000, 12_000], [250, 700]),
  device(LineFault.bandwidth, 60_000, [4_000, 12_000], [4_000, 16_000]),
];

const flaky: readonly Rate[] = [
  device(LineFault.latency, 15_000, [2_000, 8_000], [20, 400]),
  device(LineFault.bandwidth, 40_000, [2_000, 8_000], [8_000, 64_000]),
  device(LineFault.reset, 12_000),
  device(LineFault.halfOpen, 40_000, [2_000, 10_000]),
  device(LineFault.blackHole, 30_000, [500, 6_000]),
  device(LineFault.cutAnswer, 15_000, [1_000, 5_000], [0.3, 0.9]),
  device(LineFault.cutRequest, 20_000, [1_000, 5_000], [0.3, 0.9]),
  device(LineFault.truncate, 20_000, [1_000, 5_000], [0.3, 0.9]),
  device(LineFault.alterAnswer, 20_000, [1_000, 5_000], [0.3, 0.9]),
  device(LineFault.alterRequest, 20_000, [1_000, 5_000], [0.3, 0.9]),
  device(LineFault.captivePortal, 40_000, [1_000, 6_000], [1, 1]),
];

/** On WebSockets and streams, message by message. */
const live: readonly Rate[] = [
  device(LineFault.liveCut, 30_000, [2_000, 8_000], [0.1, 0.5]),
  device(LineFault.liveCutUp, 30_000, [4_000, 10_000], [0.5, 1]),
  device(LineFault.liveDrop, 20_000, [2_000, 8_000], [0.2, 0.8]),
  device(LineFault.liveDouble, 20_000, [2_000, 8_000], [0.2, 0.8]),
  device(LineFault.liveAlter, 30_000, [2_000, 8_000], [0.1, 0.5]),
];

const lostAck: readonly Rate[] = [
  device(LineFault.dropAnswer, 8_000, [1_000, 6_000], [0.4, 1]),
  device(LineFault.duplicate, 8_000, [1_000, 6_000], [0.4, 1]),
  device(LineFault.cutAnswer, 15_000, [1_000, 4_000], [0.4, 1]),
];

const apps: readonly Rate[] = [
  device(AppFault.appRestart, 40_000),
  device(AppFault.crashBeforeCommit, 40_000),
  device(AppFault.crashAfterCommit, 40_000),
];

const restart: readonly Rate[] = [
  house(HouseFault.serverKill, 12_000, [200, 3_000]),
  house(HouseFault.serverFreeze, 15_000, [500, 5_000]),
  house(HouseFault.serverGraceful, 20_000, [200, 1_000]),
  house(HouseFault.rolling, 40_000, [200, 500]),
  house(HouseFault.postgresKill, 20_000, [200, 2_500]),
  house(HouseFault.backendKill, 20_000, [0, 0]),
  house(HouseFault.backendFreeze, 20_000, [500, 4_000]),
  house(HouseFault.redisKill, 20_000, [200, 4_000]),
  house(HouseFault.redisFreeze, 25_000, [500, 4_000]),
  ...apps,
];

const clock: readonly Rate[] = [
  device(AppFault.clock, 15_000, [2_000, 10_000], [-24 * HOUR_MS, -60_000]),
  device(AppFault.clock, 15_000, [2_000, 10_000], [60_000, 600_000]),
  device(AppFault.clock, 30_000, [2_000, 10_000], [3 * 365 * 24 * HOUR_MS, 4 * 365 * 24 * HOUR_MS]),
  // 1970: a clock whose battery is dead.
  device(AppFault.clock, 40_000, [2_000, 10_000], [-60 * 365 * 24 * HOUR_MS, -57 * 365 * 24 * HOUR_MS]),
  device(AppFault.appRestart, 40_000),
];

const disk: readonly Rate[] = [
  device(AppFault.quota, 20_000, [1_000, 8_000]),
  ...apps,
  house(HouseFault.diskFull, 20_000, [1_500, 5_000]),
];

/** The database goes back to an older copy of itself, again and again. */
const restore: readonly Rate[] = [house(HouseFault.backup, 20_000), house(HouseFault.restore, 25_000)];

/** Every profile by its name on the command line. */
export const PROFILES = {
  '2g': { rates: slow },
  flaky: { rates: [...flaky, ...live] },
  /** The live channel alone: what it loses comes by the device's own pace. */
  live: { rates: live },
  swizzle: { rates: [device(AppFault.appRestart, 60_000)], swizzleEveryMs: 10_000 },
  'lost-ack': { rates: lostAck },
  restart: { rates: restart },
  clock: { rates: clock },
  disk: { rates: disk },
  restore: {
    rates: [...rarer(flaky, 4), ...rarer(apps, 2), ...restore, house(HouseFault.serverKill, 30_000, [200, 3_000])],
  },
  /** Redis is away from the first moment to the last: it costs a beat of delay and nothing else. */
  'redis-lost': { rates: [house(HouseFault.redisKill, 'whole')] },
  /** The same, and nobody is told: it takes what is sent to it and says nothing. */
  'redis-frozen': { rates: [house(HouseFault.redisFreeze, 'whole')] },
  /** Everything there is, each rarer than in its own profile; a slow line comes in spells. */
  all: {
    rates: [
      ...slowSpells,
      ...rarer(flaky, 2),
      ...rarer(live, 1.5),
      ...rarer(lostAck, 2),
      ...rarer(restart, 1.5),
      ...rarer(clock, 3),
      device(AppFault.quota, 60_000, [1_000, 6_000]),
      house(HouseFault.diskFull, 40_000, [1_500, 5_000]),
      ...rarer(restore, 2),
    ],
    swizzleEveryMs: 25_000,
  },
} as const satisfies Readonly<Record<string, Weather>>;
export type ProfileName = keyof typeof PROFILES;

/** Whether a profile has faults of this kind. */
export function hasKind(profile: ProfileName, kind: Fault['kind']): boolean {
  const { rates }: Weather = PROFILES[profile];
  return rates.some((rate) => rate.kind === kind);
}

function rarer(rates: readonly Rate[], times: number): Rate[] {
  return rates.map((rate) => (rate.everyMs === 'whole' ? rate : { ...rate, everyMs: rate.everyMs * times }));
}
