import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuidV7 } from '@resto360/domain';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../db/embedded-postgres.ts';
import { openPool } from '../db/pool.ts';
import { prepareDatabase, type PreparedDatabase } from '../db/prepare-database.ts';
import { silentLog } from '../db/server-log.ts';
import { createSyncStore } from '../db/sync-store.ts';
import { createRestaurant } from '../enrolment/restaurants.ts';
import { diceOf } from '../testing/dice.ts';
import { problemsOf } from '../testing/house-oracle.ts';
import { RestartCrowd } from '../testing/restart-crowd.ts';
import { RELEASE, type ServerProcess, startProcess } from '../testing/server-process.ts';
import { enrolTablet, type TestTablet } from '../testing/test-tablet.ts';

const seed = 20_261_127;
const writers = 3;
const readers = 2;
/** Ops answered before a fault, and after it. */
const ops = process.env['RESTO360_DEEP'] === '1' ? 300 : 25;

const dataDir = mkdtempSync(join(tmpdir(), 'resto360-restarts-'));
let postgres: EmbeddedPostgres;
let database: PreparedDatabase;
let servers: ServerProcess[] = [];
beforeAll(async () => {
  // Open, so that the account which runs the server for root can enter it.
  chmodSync(dataDir, 0o755);
  postgres = await startEmbeddedPostgres({ dataDir, log: silentLog });
  database = await prepareDatabase(postgres.superuserUrl, { create: 'restarts' });
  servers = await startBoth();
});
afterAll(async () => {
  for (const server of servers) await server.end('SIGKILL');
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const startOne = () => startProcess(RELEASE, { DATABASE_URL: database.adminUrl });
const startBoth = () => Promise.all([startOne(), startOne()]);

/** Both processes at once: nobody serves meanwhile. */
async function bothEnd(signal: NodeJS.Signals): Promise<void> {
  const ended = await Promise.all(servers.map((server) => server.end(signal)));
  expect(ended).toEqual(signal === 'SIGKILL' ? [signal, signal] : [0, 0]);
  servers = await startBoth();
}

/** One after the other, each back before the next goes, as a release is rolled out. */
async function roll(): Promise<void> {
  for (const [index, server] of [...servers].entries()) {
    servers = servers.filter((one) => one !== server);
    expect(await server.end('SIGTERM')).toBe(0);
    servers = servers.toSpliced(index, 0, await startOne());
  }
}

/** The database goes and comes back on its data; the processes stay, and ask again. */
async function databaseEnds(signal: NodeJS.Signals): Promise<void> {
  process.kill(postgres.pid, signal);
  await postgres.exited;
  postgres = await startEmbeddedPostgres({ dataDir, log: silentLog });
}

/** Whether nobody serves for a while: then asks must fail, or the fault was none. */
type Fault = { readonly what: string; readonly isDark: boolean; readonly happen: () => Promise<void> };
const FAULTS: readonly Fault[] = [
  { what: 'both processes are stopped and started', isDark: true, happen: () => bothEnd('SIGTERM') },
  { what: 'both processes are killed and started', isDark: true, happen: () => bothEnd('SIGKILL') },
  { what: 'two processes are restarted one after the other', isDark: false, happen: roll },
  { what: 'PostgreSQL is restarted', isDark: true, happen: () => databaseEnds('SIGINT') },
  { what: 'PostgreSQL crashes and recovers', isDark: true, happen: () => databaseEnds('SIGKILL') },
];

async function openRestaurant() {
  const pool = openPool(database.appUrl, { log: silentLog });
  const store = createSyncStore(pool);
  const id = uuidV7(Date.now(), randomBytes(10));
  const names = { slug: `chez-${id.slice(-12)}`, name: 'Chez Tantie', currency: 'XOF', timezone: 'Africa/Abidjan' };
  await createRestaurant(pool, { id, ...names });
  const enrolled = async (count: number) => {
    const tablets: TestTablet[] = [];
    for (let index = 0; index < count; index += 1) tablets.push(await enrolTablet({ pool, store }, id, 'pos'));
    return tablets;
  };
  return { pool, store, id, writers: await enrolled(writers), readers: await enrolled(readers) };
}

describe('writers and readers at full speed, while', () => {
  test.each(FAULTS)(
    '[SYN-18] [SYN-20] $what: nothing answered is lost, nothing is missed or torn',
    async ({ isDark, happen }) => {
      const { pool, store, id, ...people } = await openRestaurant();
      const crowd = new RestartCrowd(people, () => servers.map(({ url }) => url), diceOf(seed));
      crowd.begin((await store.head(id))?.head ?? 0);
      await crowd.progress(ops);
      await happen();
      await crowd.progress(ops);
      await crowd.rest();
      if (isDark) expect(crowd.failed).toBeGreaterThan(0);
      expect(crowd.problems).toEqual([]);

      for (const writer of people.writers) await writer.catchUp(servers[0]?.url ?? '');
      const said = people.writers.flatMap((writer) => writer.ops);
      const house = { store, database: { adminUrl: database.adminUrl } };
      expect(await problemsOf(house, id, { said, tablets: people.writers })).toEqual([]);
      await pool.close();
    },
  );
});
