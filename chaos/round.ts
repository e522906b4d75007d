import { Random } from '@resto360/sim';
import { Conductor } from './conductor.ts';
import { Tally } from './fault.ts';
import { journalProblem, openChaosHouse } from './house.ts';
import type { Options } from './options.ts';
import { judge } from './oracle.ts';
import { PROFILES } from './profiles.ts';
import { Proxy } from './proxy.ts';
import { withRig, type Rig } from './rig.ts';
import { buildSchedule } from './schedule.ts';
import { REST_TARGET_MS, settle, type Settled } from './settle.ts';
import { ChaosTablet } from './tablet.ts';

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
  readonly slowestSyncMs: number;
  readonly syncSuccess: number;
};

type Say = (text: string) => void;
/** A crowd on its lines. */
type Crowd = { readonly tablets: readonly ChaosTablet[]; readonly proxies: readonly Proxy[] };

/** One round: a house, its service under faults, and the judgement afterwards. Leaves nothing behind. */
export async function runRound(options: Options, say: Say): Promise<Report> {
  return withRig(options, say, (rig) => serve(options, rig, say));
}

async function openCrowd({ seed, devices, rules }: Options, rig: Rig, tally: Tally): Promise<Crowd> {
  const { database, entrances } = rig;
  const identities = await openChaosHouse(database.urls.appUrl, devices);
  const proxies: Proxy[] = [];
  const tablets: ChaosTablet[] = [];
  for (const [index, identity] of identities.entries()) {
    const targetPort = entrances[index % entrances.length] ?? 0;
    // Each from an address of its own, as tablets have: nginx spreads them by it.
    const own = process.platform === 'linux' ? { localAddress: `127.0.1.${index + 1}` } : {};
    const proxy = await Proxy.open({ seed: seed * 100 + index, targetPort, ...own, tally });
    const random = new Random(seed * 10_000 + index);
    proxies.push(proxy);
    tablets.push(new ChaosTablet({ name: `device ${index}`, identity, url: proxy.url, random, rules }));
  }
  return { tablets, proxies };
}

async function serve(options: Options, rig: Rig, say: Say): Promise<Report> {
  const { seed, devices, profile } = options;
  const { database, servers, redis, fillDisk } = rig;
  const durationMs = options.minutes * 60_000;
  const tally = new Tally();
  const { tablets, proxies } = await openCrowd(options, rig, tally);
  for (const tablet of tablets) await tablet.start();
  await settle(database, tablets);
  say(
    `${devices} devices have read the house (${linesOf(tablets)}); ${options.minutes} min of ${profile} with seed ${seed} …`,
  );
  const conductor = new Conductor({ tablets, proxies, database, servers, redis, fillDisk, tally });
  const weather = PROFILES[profile];
  conductor.play(buildSchedule({ seed, weather, devices, servers: servers.length, durationMs }));
  for (const tablet of tablets) tablet.work();
  await new Promise((resolve) => setTimeout(resolve, durationMs));
  await Promise.all(tablets.map((tablet) => tablet.rest()));
  await conductor.heal();
  say('healed; waiting for every device to come to rest …');
  const settled = await settle(database, tablets);
  say(`at rest: ${linesOf(tablets)}`);
  for (const tablet of tablets) await tablet.finish();
  const report = await reportOf(options, { rig, say }, { tablets, tally, settled });
  await Promise.all(proxies.map((proxy) => proxy.close()));
  return report;
}

function linesOf(tablets: readonly ChaosTablet[]): string {
  const count = (kind: ChaosTablet['line']) => tablets.filter(({ line }) => line === kind).length;
  return `${count('socket')} hear over a WebSocket, ${count('stream')} over a stream, ${count(undefined)} do not`;
}

async function reportOf(
  { seed, profile }: Options,
  { rig, say }: { rig: Rig; say: Say },
  { tablets, tally, settled }: { tablets: readonly ChaosTablet[]; tally: Tally; settled: Settled },
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
    slowestSyncMs: Math.round(Math.max(0, ...rested)),
    syncSuccess: rested.filter((ms) => ms <= REST_TARGET_MS).length / tablets.length,
  };
}
