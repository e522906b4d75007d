import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '@resto360/domain';
import { type DatabasePool, openPool } from '../db/pool.ts';
import { silentLog } from '../db/server-log.ts';
import { createSyncStore, type SyncStore } from '../db/sync-store.ts';
import { serveHouse } from '../start/serve-house.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { createCode } from './codes.ts';
import type { Enrolled } from './enrolment.ts';
import { COPIES_MAX } from './pg-copies.ts';
import { createRestaurant } from './restaurants.ts';

const MINE: Id<'restaurant'> = '0190cccc-0000-7000-8000-000000000001';
let database: TestDatabase;
let pool: DatabasePool;
let store: SyncStore;
let app: FastifyInstance;
const clock = { nowMs: Date.UTC(2026, 5, 1) };
const nowMs = () => clock.nowMs;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.appUrl, { log: silentLog });
  store = createSyncStore(pool);
  await createRestaurant(pool, { id: MINE, slug: 'mine', name: 'Mine', currency: 'XOF', timezone: 'Africa/Abidjan' });
  const options = { nowMs, webRoot: undefined, origins: () => [], log: { level: 'silent' } };
  app = await serveHouse({ pool, store }, options);
});
afterAll(async () => {
  await app.close();
  await pool.close();
  await database.drop();
});

async function enrolled(name?: string): Promise<Enrolled> {
  const { code } = await createCode(pool, MINE, 'pos', nowMs);
  const payload = { code, claim: randomUUID(), ...(name === undefined ? {} : { name }) };
  return (await app.inject({ method: 'POST', url: '/api/devices/enrol', payload })).json<Enrolled>();
}

async function copied(token: string, claim: string = randomUUID()) {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await app.inject({ method: 'POST', url: '/api/devices/copy', headers, payload: { claim } });
  return { status: answer.statusCode, body: answer.json<Enrolled & { code?: string }>() };
}

test('[SYN-12, TEN-13] a copy gets an install and a series of its own, and the house knows whose copy it is', async () => {
  const first = await enrolled('Bar');
  const { status, body } = await copied(first.token);
  expect(status).toBe(200);
  expect(body.install).not.toBe(first.install);
  expect(body.series).not.toBe(first.series);
  const page = await store.page(MINE, { since: 0, collections: ['devices'], limitRows: 500, limitBytes: 1e6 });
  const rows = (JSON.parse(page.rowsJson) as { devices: { id: string; f: object }[] }).devices;
  expect(rows.find(({ id }) => id === body.device_id)?.f).toMatchObject({ copyOf: first.install, name: 'Bar' });
  const pull = { restaurant: MINE, lineage: 1, sentAt: 0, pull: { since: 0, scope: '', limit: 1 } };
  for (const { token, install } of [first, body]) {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await app.inject({ method: 'POST', url: '/api/sync', headers, payload: { ...pull, install } });
    expect(answer.statusCode).toBe(200);
  }
});

test('[SYN-12, TEN-13] a lost answer is repeated: the same claim, the same device', async () => {
  const first = await enrolled();
  const claim = randomUUID();
  const [lost, found] = [await copied(first.token, claim), await copied(first.token, claim)];
  expect({ ...found.body, token: '' }).toEqual({ ...lost.body, token: '' });
  expect(found.body.token).not.toBe(lost.body.token);
});

test('[TEN-13] a stolen token makes no fleet: a few copies a day', async () => {
  const { token } = await enrolled();
  for (let copy = 0; copy < COPIES_MAX; copy++) expect((await copied(token)).status).toBe(200);
  const more = await copied(token);
  expect([more.status, more.body.code]).toEqual([429, 'too_many_tries']);
  clock.nowMs += 24 * 3_600_000;
  expect((await copied(token)).status).toBe(200);
});

test('[TEN-12] a token that opens nothing gets no copy', async () => {
  expect((await copied('r3d_unknown')).status).toBe(401);
});
