import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Child } from './child.ts';
import { Database } from './database.ts';
import { newNginx, newRedis, type Helper } from './helpers.ts';
import { HouseFault } from './fault.ts';
import type { Options } from './options.ts';
import { freePorts } from './ports.ts';
import { hasKind } from './profiles.ts';
import { beginNewHistory, newServer, type ServerProcess } from './servers.ts';
import { mountSmallDisk } from './small-disk.ts';

/** Everything that runs behind the lines. `entrances`: ports that devices may be led to. */
export type Rig = {
  readonly database: Database;
  readonly servers: readonly Child[];
  readonly redis: Child | undefined;
  readonly fillDisk: (() => () => void) | undefined;
  readonly entrances: readonly number[];
  /** Where real browsers find their lines: the servers know these origins. */
  /** Says to the servers' database that it is a copy which was put back. */
  readonly newHistory: () => Promise<void>;
  readonly pagePorts: readonly number[];
  /** Where the rig's processes may keep what they need; gone with the rig. */
  readonly folder: string;
  /** One more process that ends with the rig. */
  readonly take: (child: Child) => void;
  /** Ends of processes that nobody asked for. */
  readonly deaths: () => readonly string[];
};

/** Starts PostgreSQL, two servers and what else was asked for; takes all of it down when the work is over. */
export async function withRig<T>(
  { profile, nginx, redis, tablets }: Pick<Options, 'profile' | 'nginx' | 'redis' | 'tablets'>,
  say: (text: string) => void,
  work: (rig: Rig) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'resto360-chaos-'));
  const dataDir = path.join(folder, 'data');
  mkdirSync(dataDir);
  // Open, so that the account which runs PostgreSQL for root can enter it.
  for (const open of [folder, dataDir]) chmodSync(open, 0o755);
  const wantsDisk = hasKind(profile, HouseFault.diskFull);
  const disk = wantsDisk ? mountSmallDisk(dataDir) : undefined;
  if (wantsDisk && !disk) say('only root may mount a small disk: the disk of PostgreSQL is not filled');
  // However this process ends, and after the disk in it is gone; a second time it does nothing.
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const database = new Database(dataDir, path.join(folder, 'backup'), disk ? { max_wal_size: '96MB' } : {});
  const pagePorts = await freePorts(tablets);
  const children: Child[] = [];
  const run = async <H extends Helper | ServerProcess>(helper: H): Promise<H> => {
    children.unshift(helper.process);
    await helper.process.up();
    return helper;
  };
  try {
    await database.up();
    const bus = redis ? await run(await newRedis()) : undefined;
    const around = {
      databaseUrl: database.urls.adminUrl,
      dataDir,
      redisUrl: bus && `redis://127.0.0.1:${bus.port}`,
      origins: pagePorts.map((port) => `http://127.0.0.1:${port}`),
    };
    const a = await run(await newServer('server 0', around));
    const b = await run(await newServer('server 1', around));
    const front = nginx ? await run(await newNginx(folder, [a.port, b.port])) : undefined;
    return await work({
      database,
      servers: [a.process, b.process],
      redis: bus?.process,
      fillDisk: disk?.fill,
      entrances: front ? [front.port] : [a.port, b.port],
      newHistory: () => beginNewHistory(around),
      pagePorts,
      folder,
      take: (child) => void children.unshift(child),
      deaths: () => children.flatMap((child) => child.deaths),
    });
  } finally {
    for (const child of children) await child.end('SIGTERM');
    await database.stop();
    disk?.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}
