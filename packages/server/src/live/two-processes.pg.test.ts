import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { SCHEMA, makeStamp } from '@resto360/domain';
import { DEMO_RESTAURANTS } from '@resto360/domain/demo';
import { CHAIN_START, type LiveMessage, scopeOf } from '@resto360/sync';
import { readConfig } from '../config.ts';
import type { Enrolled } from '../enrolment/enrolment.ts';
import { newId } from '../enrolment/secrets.ts';
import { startServer, type RunningServer } from '../start/start-server.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

let database: TestDatabase;
const servers: RunningServer[] = [];
const sockets: WebSocket[] = [];
let redis: ChildProcess | undefined;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  for (const socket of sockets) socket.terminate();
  for (const server of servers) await server.stop();
  redis?.kill();
  await database.drop();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

function runRedis(port: number): void {
  const child = spawn('redis-server', ['--port', String(port), '--save', '', '--appendonly', 'no']);
  redis = child;
}

async function stopRedis(): Promise<void> {
  const gone = new Promise((resolve) => redis?.once('exit', resolve));
  redis?.kill();
  await gone;
}

async function call(server: RunningServer, path: string, body: object, token?: string) {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const url = `http://localhost:${server.port}${path}`;
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Record<string, unknown>;
}

async function enrol(server: RunningServer, kind: 'pos' | 'kitchen'): Promise<Enrolled> {
  const slug = DEMO_RESTAURANTS[0]?.slug ?? '';
  const code = new RegExp(`\\(${slug}\\)\\n.*${kind} ([0-9A-Z]{4}-[0-9A-Z]{4})`).exec(server.readyText)?.[1];
  return (await call(server, '/api/devices/enrol', { code, claim: randomUUID() })) as unknown as Enrolled;
}

/** A kitchen screen that has read everything and listens; answers what it hears but beats. */
async function listen(server: RunningServer, screen: Enrolled, cursor: number): Promise<LiveMessage[]> {
  const { ticket } = await call(server, '/api/live/ticket', {}, screen.token);
  const origin = `http://localhost:${server.port}`;
  const socket = new WebSocket(`ws://localhost:${server.port}/api/live?ticket=${String(ticket)}`, { origin });
  sockets.push(socket);
  const heard: LiveMessage[] = [];
  const first = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as LiveMessage;
      if (message.type !== 'beat') heard.push(message);
      resolve();
    });
  });
  const scope = scopeOf('kitchen').hash;
  socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', cursor, lineage: 1, scope })));
  await first;
  return heard;
}

async function openOrder(server: RunningServer, till: Enrolled, seq: number): Promise<number> {
  const [nowMs, actor] = [Date.now(), newId(Date.now())];
  const fields = { born: true, openedBy: actor, openedAt: nowMs, kind: 'dine_in', currency: 'XOF' };
  const stamp = makeStamp(nowMs, 0, till.install);
  const changes = [['orders', newId(nowMs), fields]];
  const op = { id: newId(nowMs), stamp, kind: 'order.open', actor, base: 0, schema: SCHEMA, changes };
  const chains = [{ install: till.install, seq, prev: CHAIN_START, sig: null, ops: [op] }];
  const {
    restaurant: { id: restaurant },
    install,
  } = till;
  const answer = await call(
    server,
    '/api/sync',
    { restaurant, install, lineage: 1, sentAt: 0, push: { chains } },
    till.token,
  );
  return Number(answer['head']);
}

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1_000 && !holds(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds()).toBe(true);
}

test('[SYN-28] a commit in one process reaches a device of the other over Redis, and again when Redis was away', async (context) => {
  const why = 'skipped: there is no redis-server on the PATH; Debian: apt-get install redis-server';
  if (!hasRedis) console.warn(why);
  context.skip(!hasRedis, why);
  const port = await freePort();
  runRedis(port);
  const logged: string[] = [];
  const logStream = { write: (line: string) => void logged.push(line) };
  const config = readConfig({ DATABASE_URL: database.adminUrl, PORT: '0', REDIS_URL: `redis://localhost:${port}` });
  for (const _ of [1, 2]) servers.push(await startServer(config, { logStream }));
  const [here, there] = servers;
  if (!here || !there) throw new Error('two servers run');
  const [till, screen] = [await enrol(here, 'pos'), await enrol(there, 'kitchen')];
  const first = await openOrder(here, till, 1);
  const heard = await listen(there, screen, first);

  // The subscription may still be on its way: commits go on until one is heard.
  let seq = 1;
  const commitUntilHeard = async () => {
    const before = heard.length;
    for (let turn = 0; turn < 100 && heard.length === before; turn += 1) {
      await openOrder(here, till, (seq += 1));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(heard.length).toBeGreaterThan(before);
  };
  await commitUntilHeard();
  expect(heard[0]).toMatchObject({ type: 'delta', from: first });

  await stopRedis();
  await until(() => logged.filter((line) => line.includes('Redis is away')).length >= 2);
  await openOrder(here, till, (seq += 1));
  runRedis(port);
  await until(() => logged.filter((line) => line.includes('Redis is back')).length >= 2);
  await commitUntilHeard();
  expect(logged.filter((line) => line.includes('Redis is away'))).toHaveLength(2);
});
