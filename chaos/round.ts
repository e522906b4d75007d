import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Random } from '@resto360/sim';
import { Conductor } from './conductor.ts';
import { Database } from './database.ts';
import { Tally } from './fault.ts';
import { journalProblem, openChaosHouse } from './house.ts';
import type { Options } from './options.ts';
import { judge } from './oracle.ts';
import { PROFILES } from './profiles.ts';
import { Proxy } from './proxy.ts';
import { buildSchedule } from './schedule.ts';
import { newServer, type ServerProcess } from './servers.ts';
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

const SERVERS = 2;
type Say = (text: string) => void;

/** One round: a house, its service under faults, and the judgement afterwards. Leaves nothing behind. */
export async function runRound(options: Options, say: Say): Promise<Report> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'resto360-chaos-'));
  // Open, so that the account which runs PostgreSQL for root can enter it.
  chmodSync(dataDir, 0o755);
  const database = new Database(dataDir);
  const servers: ServerProcess[] = [];
  try {
    await database.up();
    const databaseUrl = database.urls.adminUrl;
    for (let index = 0; index < SERVERS; index++)
      servers.push(
        await newServer({ name: `server ${index}`, databaseUrl, dataDir, redisUrl: undefined, origins: [] }),
      );
    for (const { process } of servers) await process.up();
    return await serve(options, { database, servers, say });
  } finally {
    await Promise.all(servers.map(({ process }) => process.end('SIGTERM')));
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

type House = { readonly database: Database; readonly servers: readonly ServerProcess[]; readonly say: Say };

async function serve(options: Options, { database, servers, say }: House): Promise<Report> {
  const { seed, devices, profile } = options;
  const durationMs = options.minutes * 60_000;
  const tally = new Tally();
  const identities = await openChaosHouse(database.urls.appUrl, devices);
  const proxies: Proxy[] = [];
  const tablets: ChaosTablet[] = [];
  for (const [index, identity] of identities.entries()) {
    const targetPort = servers[index % servers.length]?.port ?? 0;
    const proxy = await Proxy.open({ seed: seed * 100 + index, targetPort, tally });
    proxies.push(proxy);
    const random = new Random(seed * 10_000 + index);
    tablets.push(new ChaosTablet({ name: `device ${index}`, identity, url: proxy.url, random, rules: options.rules }));
  }
  for (const tablet of tablets) await tablet.start();
  await settle(database, tablets);
  say(`${devices} devices have read the house; ${options.minutes} min of ${profile} with seed ${seed} …`);
  const conductor = new Conductor({
    tablets,
    proxies,
    database,
    servers: servers.map(({ process }) => process),
    redis: undefined,
    fillDisk: undefined,
    tally,
  });
  const weather = PROFILES[profile];
  conductor.play(buildSchedule({ seed, weather, devices, servers: servers.length, durationMs }));
  for (const tablet of tablets) tablet.work();
  await new Promise((resolve) => setTimeout(resolve, durationMs));
  await Promise.all(tablets.map((tablet) => tablet.rest()));
  await conductor.heal();
  say('healed; waiting for every device to come to rest …');
  const settled = await settle(database, tablets);
  for (const tablet of tablets) await tablet.finish();
  const report = await reportOf(options, { database, servers, say }, { tablets, tally, settled });
  await Promise.all(proxies.map((proxy) => proxy.close()));
  return report;
}

async function reportOf(
  { seed, profile }: Options,
  { database, servers, say }: House,
  { tablets, tally, settled }: { tablets: readonly ChaosTablet[]; tally: Tally; settled: Settled },
): Promise<Report> {
  const { lost, doubled, diverged } = await judge(database, tablets);
  const journal = await journalProblem(database.urls.appUrl);
  if (journal !== undefined) diverged.push(`journal: ${journal}`);
  const { stuck, restedAtMs } = settled;
  const deaths = servers.flatMap(({ process }) => process.deaths);
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
