import { Conductor } from './conductor.ts';
import { openCrowd } from './crowd.ts';
import { Tally } from './fault.ts';
import { journalProblem } from './house.ts';
import type { Options } from './options.ts';
import { judge } from './oracle.ts';
import { NewsWatch } from './news-watch.ts';
import { PROFILES } from './profiles.ts';
import { withRig, type Rig } from './rig.ts';
import type { RigTablet } from './rig-tablet.ts';
import { buildSchedule } from './schedule.ts';
import { allHaveRead, REST_TARGET_MS, settle, type Settled } from './settle.ts';

/** How a round went; the last line of the command. */
export type Report = {
  readonly seed: number;
  readonly profile: string;
  readonly ops: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly lost: number;
  readonly doubled: number;
  readonly diverged: number;
  readonly stuck: number;
  /** From a commit to the last device that read it, while the faults lasted. */
  readonly slowestNewsMs: number;
  /** From the healing to the last device at rest. */
  readonly slowestSyncMs: number;
  /** Of the devices, the share that was at rest within 30 s of the healing: it had sent all, read all, and stayed so. */
  readonly syncSuccess: number;
};

/** What keeps a round from being a success, in words: anything lost, doubled, diverged or stuck, or a rest that came late. */
export function failuresOf(report: Report): string[] {
  const { lost, doubled, diverged, stuck, slowestSyncMs, syncSuccess } = report;
  return [
    ...Object.entries({ lost, doubled, diverged, stuck }).flatMap(([kind, count]) =>
      count > 0 ? [`${count} ${kind}`] : [],
    ),
    ...(slowestSyncMs > REST_TARGET_MS ? [`the last device came to rest after ${slowestSyncMs} ms`] : []),
    ...(syncSuccess < 1 ? [`only ${syncSuccess} of the devices were at rest within ${REST_TARGET_MS} ms`] : []),
  ];
}

type Say = (text: string) => void;

/** What a round left behind to be judged. */
type Outcome = {
  readonly tablets: readonly RigTablet[];
  readonly tally: Tally;
  readonly settled: Settled;
  readonly news: NewsWatch;
};

/** One round: a house, its service under faults, and the judgement afterwards. Leaves nothing behind. */
export async function runRound(options: Options, say: Say): Promise<Report> {
  return withRig(options, say, (rig) => serve(options, rig, say));
}

async function serve(options: Options, rig: Rig, say: Say): Promise<Report> {
  const { seed, devices, profile } = options;
  const { database, servers, redis, fillDisk, newHistory } = rig;
  const durationMs = options.minutes * 60_000;
  const tally = new Tally();
  const { tablets, engines, pages, proxies } = await openCrowd(options, rig, tally);
  await allHaveRead(tablets);
  say(
    `${devices} devices and ${pages.length} pages have read the house (${linesOf(tablets)}); ${options.minutes} min of ${profile} with seed ${seed} …`,
  );
  const conductor = new Conductor({ tablets, proxies, database, servers, redis, fillDisk, newHistory, tally });
  const weather = PROFILES[profile];
  conductor.play(buildSchedule({ seed, weather, devices: tablets.length, servers: servers.length, durationMs }));
  const news = new NewsWatch(database, engines);
  news.start();
  for (const tablet of tablets) tablet.work();
  await new Promise((resolve) => setTimeout(resolve, durationMs));
  const lastTaps = Promise.all([news.stop(), ...tablets.map((tablet) => tablet.rest())]);
  await conductor.heal();
  const healedAt = performance.now();
  say('healed; waiting for every device to come to rest …');
  await lastTaps;
  const settled = await settle(database, tablets, healedAt);
  say(`at rest: ${linesOf(tablets)}`);
  for (const { name, served } of pages) say(`${name}: ${served.whole} tables served, ${served.broken} times disturbed`);
  for (const tablet of tablets) await tablet.finish();
  for (const { name, evidence } of pages) if (evidence !== '') say(`${name}: ${evidence}`);
  const report = await reportOf(options, { rig, say }, { tablets, tally, settled, news });
  await Promise.all(proxies.map((proxy) => proxy.close()));
  return report;
}

function linesOf(tablets: readonly RigTablet[]): string {
  const count = (kind: RigTablet['line']) => tablets.filter(({ line }) => line === kind).length;
  return `${count('socket')} hear over a WebSocket, ${count('stream')} over a stream, ${count(undefined)} do not`;
}

async function reportOf(
  { seed, profile }: Options,
  { rig, say }: { rig: Rig; say: Say },
  { tablets, tally, settled, news }: Outcome,
): Promise<Report> {
  const { lost, doubled, diverged } = await judge(rig.database, tablets);
  const journal = await journalProblem(rig.database.urls.appUrl);
  if (journal !== undefined) diverged.push(`journal: ${journal}`);
  const { stuck, restedAtMs } = settled;
  const deaths = rig.deaths();
  for (const [name, list] of Object.entries({ lost, doubled, diverged, stuck, deaths }))
    for (const problem of list.slice(0, 10)) say(`${name}: ${problem}`);
  const rested = restedAtMs.filter((ms) => ms !== undefined);
  return {
    seed,
    profile,
    ops: tablets.reduce((sum, { bystander }) => sum + bystander.ops.size, 0),
    faults: Object.fromEntries([...tally.counts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    lost: lost.length,
    doubled: doubled.length,
    diverged: diverged.length,
    stuck: stuck.length + deaths.length,
    slowestNewsMs: Math.round(news.slowestMs),
    slowestSyncMs: Math.round(Math.max(0, ...rested)),
    syncSuccess: rested.filter((ms) => ms <= REST_TARGET_MS).length / tablets.length,
  };
}
