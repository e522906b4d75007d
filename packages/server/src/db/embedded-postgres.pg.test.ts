import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { mustServiceAccount, runsAsRoot } from './embedded/account.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { migrate } from './migrate.ts';
import { openPool } from './pool.ts';
import { prepareDatabase } from './prepare-database.ts';
import { silentLog } from './server-log.ts';
import { withTransaction } from './transaction.ts';

let dataDir = '';
let server: EmbeddedPostgres | undefined;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'resto360-embedded-'));
  chmodSync(dataDir, 0o755);
});
afterEach(() => server?.stop());
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function start(): Promise<EmbeddedPostgres> {
  server = await startEmbeddedPostgres({ dataDir, log: silentLog });
  return server;
}

async function ask<Row extends object>(url: string, sql: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Inserts 0, 1, 2… on several connections until the server is gone; answers how many each had acknowledged. */
async function insertUntilGone(url: string, connections: number): Promise<readonly number[]> {
  return Promise.all(
    Array.from({ length: connections }, async (_, writer) => {
      const client = new Client({ connectionString: url });
      client.on('error', () => {});
      await client.connect();
      for (let n = 0; ; n += 1) {
        try {
          await client.query('insert into acknowledged values ($1, $2)', [writer, n]);
        } catch {
          return n;
        }
      }
    }),
  );
}

test('a second start keeps the data and is told from the first by nothing else', async () => {
  const first = await start();
  await ask(first.superuserUrl, 'create table kept as select 42 as answer');
  await first.stop();
  const second = await start();
  expect(second.dataDir).toBe(first.dataDir);
  expect(await ask(second.superuserUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('every acknowledged row is found after kill -9 of the postmaster, and the next start works', async () => {
  const { superuserUrl, pid, exited } = await start();
  await ask(superuserUrl, 'create table acknowledged (writer int, n int, primary key (writer, n))');
  const writing = insertUntilGone(superuserUrl, 4);
  setTimeout(() => process.kill(pid, 'SIGKILL'), 500);
  const acknowledged = await writing;
  await exited;
  const again = await start();
  const found = await ask<{ rows: number }>(
    again.superuserUrl,
    'select count(*) filter (where n < (array[' +
      acknowledged.join(',') +
      '])[writer + 1])::int as rows from acknowledged',
  );
  expect(Math.min(...acknowledged)).toBeGreaterThan(0);
  expect(found).toEqual([{ rows: acknowledged.reduce((sum, count) => sum + count, 0) }]);
});

test('it is durable by its settings, checks its pages, and listens on no network', async () => {
  const { superuserUrl } = await start();
  const wanted = {
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    data_checksums: 'on',
    listen_addresses: '',
    max_wal_size: '2GB',
    checkpoint_completion_target: '0.9',
  };
  for (const [name, setting] of Object.entries(wanted)) {
    expect([name, await ask(superuserUrl, `show ${name}`)]).toEqual([name, [{ [name]: setting }]]);
  }
  expect(
    await ask(superuserUrl, `select datlocprovider, datlocale from pg_database where datname = 'template1'`),
  ).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8' }]);
});

test('a second server on the same data is refused with a sentence', async () => {
  await start();
  const rival = startEmbeddedPostgres({ dataDir, log: silentLog });
  await expect(rival).rejects.toThrow(/are in use by another running server \(process \d+\): stop it, or set DATA_DIR/);
}, 20_000);

test('a lock file whose number now belongs to another program does not block the start', async () => {
  const { dataDir: clusterDir } = await start();
  await server?.stop();
  const lockFile = join(clusterDir, 'postmaster.pid');
  // The other program must run as the server's own user: PostgreSQL itself ignores other users' processes.
  const { uid, gid } = statSync(clusterDir);
  const stranger = spawn('sleep', ['60'], runsAsRoot() ? { uid, gid } : {});
  await once(stranger, 'spawn');
  writeFileSync(lockFile, `${stranger.pid}\n${clusterDir}\n1700000000\n5432\n\n\n\nready\n`);
  chmodSync(lockFile, 0o644);
  const { pid } = await start();
  expect(readFileSync(lockFile, 'utf8').split('\n')[0]).toBe(String(pid));
  stranger.kill();
});

test('[TEN-7] it runs as no superuser of the system', async () => {
  const { dataDir: clusterDir } = await start();
  const expected = runsAsRoot() ? mustServiceAccount().uid : process.getuid?.();
  expect(statSync(clusterDir).uid).toBe(expected);
});

test('[TEN-6] [TEN-7] the application cannot step around row-level security', async () => {
  const { superuserUrl } = await start();
  const { adminUrl, appUrl } = await prepareDatabase(superuserUrl, { create: 'resto360' });
  await migrate(adminUrl);
  const pool = openPool(appUrl, { log: silentLog });
  const id = '01890000-0000-7000-8000-000000000001';
  await withTransaction(pool, { mode: 'write', restaurantId: id }, (transaction) =>
    transaction.query({
      text: `insert into restaurants (restaurant_id, slug, name, currency, timezone) values ($1, 'a', 'A', 'XOF', 'UTC')`,
      values: [id],
    }),
  );
  await pool.close();
  expect(await ask(appUrl, 'select * from restaurants')).toEqual([]);
  expect(await ask(adminUrl, 'select slug from restaurants')).toEqual([{ slug: 'a' }]);
  for (const attempt of [
    'set row_security = off; select * from restaurants',
    'alter table restaurants no force row level security',
    'alter table restaurants disable row level security',
    'drop policy tenant on restaurants',
    'set role resto360_migrator',
    'set role resto360_superuser',
    'set session authorization resto360_superuser',
    'truncate restaurants',
    'create table mine ()',
    `copy restaurants to program 'true'`,
  ]) {
    await expect(ask(appUrl, attempt), attempt).rejects.toMatchObject({ code: '42501' });
  }
});
