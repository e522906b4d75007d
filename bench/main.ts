import { fork, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { Pool } from 'pg';
import { silentLog } from '../packages/server/src/db/server-log.ts';
import { openPool } from '../packages/server/src/db/pool.ts';
import { openHouse, type OpenHouse } from '../packages/server/src/start/open-house.ts';
import { benchBacklog } from './backlog.ts';
import { measureBrowser } from './browser.ts';
import { benchClient } from './client.ts';
import { benchLive } from './live.ts';
import { fill, FILLERS, type Query } from './house.ts';
import { benchPayments } from './payments.ts';
import { measurePull } from './pull.ts';
import { measurePush } from './push.ts';
import { measureQueries, sequentialScans } from './queries.ts';
import { printReport, type Report } from './report.ts';
import { measureWire } from './wire.ts';

const small = process.argv.includes('--small');
const size = small ? { restaurants: 60, orders: 120 } : { restaurants: 1_000, orders: 1_000 };
const LANES = 8;
const say = (text: string) => console.error(text);

const asJson = process.argv.includes('--json');
if (process.argv.includes('client')) await benchClient(asJson);
else if (process.argv.includes('backlog')) await benchBacklog(asJson);
else if (process.argv.includes('live')) await benchLive(asJson);
else if (process.argv.includes('payments')) await benchPayments(asJson, small);
else await benchServer();

async function benchServer(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'resto360-bench-data-'));
  const house = await openHouse({ databaseUrl: process.env['DATABASE_URL'], dataDir }, silentLog, { share: false });
  const owner = new Pool({ connectionString: house.database.adminUrl, max: FILLERS });
  const query: Query = async (text, values) => (await owner.query(text, values ? [...values] : [])).rows;
  try {
    const report = await measure(house, query);
    if (process.argv.includes('--json')) console.log(JSON.stringify(report));
    else printReport(report);
  } finally {
    await owner.end();
    await house.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measure(house: OpenHouse, query: Query): Promise<Report> {
  const restaurants = `${size.restaurants} restaurants × ${size.orders} orders`;
  say(`filling ${restaurants} …`);
  const filled = await fill(house, query, size);
  await query('select pg_stat_reset()');
  say(`filled in ${(filled.fillMs / 1000).toFixed(0)} s; queries …`);
  const queries = await measureQueries(house, filled, small ? 100 : 1_000);
  const { port, stop } = await serve(house);
  const pool = openPool(house.database.appUrl, { connectionsMax: LANES, log: silentLog });
  say('pulls …');
  const pull = await measurePull(filled, pool, port, LANES, small ? 500 : 3_000);
  say('pushes …');
  const push = await measurePush(filled, pool, port, LANES, small);
  say('bytes …');
  const wire = {
    br: await measureWire(filled, port, 'br'),
    zstd: await measureWire(filled, port, 'zstd'),
    gzip: await measureWire(filled, port, 'gzip'),
  };
  const scans = await sequentialScans(query);
  await pool.close();
  stop();
  say('browser …');
  const browser = await measureBrowser().catch((error: unknown) => `not measured: ${String(error).slice(0, 200)}`);
  const [version] = await query('show server_version');
  const machine = {
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    node: process.version,
    postgres: String(version?.['server_version']),
    commit: commit(),
  };
  return { machine, size: restaurants, fillSeconds: filled.fillMs / 1000, pull, push, queries, scans, wire, browser };
}

async function serve(house: OpenHouse): Promise<{ port: number; stop: () => void }> {
  const child = fork(path.join(import.meta.dirname, 'server-process.ts'), [house.database.appUrl]);
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Number(message)));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { port, stop: () => child.disconnect() };
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
