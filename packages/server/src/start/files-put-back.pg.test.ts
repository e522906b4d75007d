import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidV7, type Change } from '@resto360/domain';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../db/embedded-postgres.ts';
import { openPool } from '../db/pool.ts';
import { prepareDatabase, type PreparedDatabase } from '../db/prepare-database.ts';
import { silentLog } from '../db/server-log.ts';
import { createSyncStore } from '../db/sync-store.ts';
import { createRestaurant } from '../enrolment/restaurants.ts';
import { newId } from '../enrolment/secrets.ts';
import { problemsOf } from '../testing/house-oracle.ts';
import { RELEASE, type ServerProcess, startProcess } from '../testing/server-process.ts';
import { enrolTablet } from '../testing/test-tablet.ts';

const folder = mkdtempSync(join(tmpdir(), 'resto360-put-back-'));
const dataDir = join(folder, 'data');
let postgres: EmbeddedPostgres;
let database: PreparedDatabase;
let server: ServerProcess;

async function startAll(): Promise<void> {
  postgres = await startEmbeddedPostgres({ dataDir, log: silentLog });
  database ??= await prepareDatabase(postgres.superuserUrl, { create: 'put_back' });
  server = await startProcess(RELEASE, { DATABASE_URL: database.adminUrl });
}

async function stopAll(): Promise<void> {
  expect(await server.end('SIGTERM')).toBe(0);
  await postgres.stop();
}

beforeAll(async () => {
  // Open, so that the account which runs the server for root can enter it.
  chmodSync(folder, 0o755);
  mkdirSync(dataDir);
  await startAll();
});
afterAll(async () => {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
});

const soldOut = (): Change => ['item_availability', newId(Date.now()), { born: true, soldOut: true }];

async function openHouse() {
  const pool = openPool(database.appUrl, { log: silentLog });
  const store = createSyncStore(pool);
  const id = uuidV7(Date.now(), randomBytes(10));
  const names = { slug: `chez-${id.slice(-12)}`, name: 'Chez Tantie', currency: 'XOF', timezone: 'Africa/Abidjan' };
  await createRestaurant(pool, { id, ...names });
  const till = await enrolTablet({ pool, store }, id, 'pos');
  const other = await enrolTablet({ pool, store }, id, 'pos');
  return { pool, id, till, other };
}

test('[SYN-21] files of PostgreSQL put back unnoticed: what a till had sold since is in the cloud again, though others raised the head above it', async () => {
  const { pool, id, till, other } = await openHouse();
  const sell = async (tablet: typeof till, times: number) => {
    for (let time = 0; time < times; time += 1) {
      await tablet.tap('menu.sold_out', [soldOut()]);
      await tablet.catchUp(server.url);
    }
  };
  await sell(other, 2);
  await till.catchUp(server.url);

  await pool.close();
  await stopAll();
  const copy = join(folder, 'copy');
  execFileSync('cp', ['-a', postgres.dataDir, copy]);
  await startAll();
  await sell(till, 2);
  const read = (await till.store.read((tx) => tx.meta('cursor')))?.cursor ?? 0;

  await stopAll();
  rmSync(postgres.dataDir, { recursive: true });
  renameSync(copy, postgres.dataDir);
  await startAll();
  const again = openPool(database.appUrl, { log: silentLog });
  const house = { store: createSyncStore(again), database };
  await sell(other, 5);
  // Nothing says it yet: the marks of PostgreSQL are those of before, and the head is above all that was ever read.
  expect(await house.store.head(id)).toMatchObject({ lineage: 1 });
  expect((await house.store.head(id))?.head).toBeGreaterThan(read);

  for (const tablet of [till, other]) await tablet.catchUp(server.url);
  expect(await house.store.head(id)).toMatchObject({ lineage: 2 });
  const said = [...till.ops, ...other.ops];
  expect(await problemsOf(house, id, { said, tablets: [till, other] })).toEqual([]);
  await again.close();
});
