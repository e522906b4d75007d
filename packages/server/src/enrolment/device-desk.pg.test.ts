import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '@resto360/domain';
import type { DeviceKind, SyncAnswer, DeviceHealth } from '@resto360/sync';
import { type DatabasePool, openPool } from '../db/pool.ts';
import { silentLog } from '../db/server-log.ts';
import { createSyncStore, type SyncStore } from '../db/sync-store.ts';
import { serveHouse } from '../start/serve-house.ts';
import { pgPushDesk } from '../push/pg-push-desk.ts';
import { subscriptionOf } from '../testing/canary-notes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { createCode } from './codes.ts';
import type { Enrolled } from './enrolment.ts';
import { createRestaurant } from './restaurants.ts';

const MINE: Id<'restaurant'> = '0190bbbb-0000-7000-8000-000000000001';
const OTHER: Id<'restaurant'> = '0190bbbb-0000-7000-8000-000000000002';
const said = { unsent: 0, oldestUnsentMs: null, persisted: null, usageBytes: null, quotaBytes: null, misfits: 0 };
const report = { ...said, appVersion: '0.1.0', leads: true };

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
  const place = { currency: 'XOF', timezone: 'Africa/Abidjan' };
  await createRestaurant(pool, { id: MINE, slug: 'mine', name: 'Mine', ...place });
  await createRestaurant(pool, { id: OTHER, slug: 'other', name: 'Other', ...place });
  app = await serveHouse({ pool, store }, { nowMs, webRoot: undefined, origins: () => [], log: { level: 'silent' } });
});
afterAll(async () => {
  await app.close();
  await pool.close();
  await database.drop();
});

async function enrol(kind: DeviceKind, restaurant = MINE, name?: string): Promise<Enrolled> {
  const { code } = await createCode(pool, restaurant, kind, nowMs);
  return enrolWith(code, name);
}

async function enrolWith(code: string, name?: string): Promise<Enrolled> {
  const payload = { code, claim: randomUUID(), ...(name === undefined ? {} : { name }) };
  return (await app.inject({ method: 'POST', url: '/api/devices/enrol', payload })).json<Enrolled>();
}

async function call(method: 'GET' | 'POST', url: string, token: string, payload?: object) {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

async function pull({ token, install }: Enrolled, restaurant = MINE) {
  const body = { restaurant, install, lineage: 1, sentAt: 0, pull: { since: 0, scope: '', limit: 500 } };
  const answer = await call('POST', '/api/sync', token, body);
  return { ...answer, rows: (answer.body as Partial<SyncAnswer>).pull?.rows['devices'] ?? [] };
}

const listAs = async ({ token }: Enrolled) =>
  (await call('GET', '/api/devices/health', token)).body['devices'] as readonly DeviceHealth[];

describe('the health of devices', () => {
  test('[TEN-13] is what each last said, of the own house only, and raises no version', async () => {
    const [office, till, stranger] = [
      await enrol('office'),
      await enrol('pos', MINE, 'Terrasse'),
      await enrol('office', OTHER),
    ];
    const head = (await store.head(MINE))?.head;
    await call('POST', '/api/devices/health', till.token, { sentAt: clock.nowMs - 90_000, ...report, unsent: 1 });
    const full = {
      unsent: 7,
      oldestUnsentMs: 60_000,
      persisted: true,
      usageBytes: 2 ** 40,
      quotaBytes: 2 ** 41,
      misfits: 3,
    };
    const second = { sentAt: clock.nowMs - 90_000, ...report, ...full };
    expect((await call('POST', '/api/devices/health', till.token, second)).status).toBe(200);
    const listed = await listAs(office);
    expect(listed.find(({ install }) => install === till.install)).toEqual({
      install: till.install,
      name: 'Terrasse',
      kind: 'pos',
      series: till.series,
      enrolledAt: clock.nowMs,
      revokedAt: null,
      health: { ...report, ...full, skewMs: 90_000, reportedAt: clock.nowMs },
    });
    expect(listed.find(({ install }) => install === office.install)?.health).toBeNull();
    expect((await listAs(stranger)).map(({ install }) => install)).toEqual([stranger.install]);
    expect((await store.head(MINE))?.head).toBe(head);
  });
});

describe('revoking', () => {
  test('[TEN-13] ends a token at once, is seen by the others, and stays when repeated', async () => {
    const [office, till] = [await enrol('office'), await enrol('pos')];
    expect((await pull(till)).status).toBe(200);
    const revoke = () => call('POST', '/api/devices/revoke', office.token, { install: till.install });
    expect((await revoke()).status).toBe(200);
    expect((await pull(till)).status).toBe(401);
    expect((await call('POST', '/api/devices/health', till.token, { sentAt: 0, ...report })).status).toBe(401);
    const row = (await pull(office)).rows.find(({ f }) => f['install'] === till.install);
    expect(row?.f).toMatchObject({ revoked: 'yes', name: till.series });
    const revokedAt = clock.nowMs;
    clock.nowMs += 1_000;
    expect((await revoke()).status).toBe(200);
    expect((await listAs(office)).find(({ install }) => install === till.install)?.revokedAt).toBe(revokedAt);
  });

  test('[NOT-6] ends what the device was told with the page closed', async () => {
    const [office, till] = [await enrol('office'), await enrol('pos')];
    const pushes = pgPushDesk(pool);
    const device = { restaurant: MINE, install: till.install };
    await pushes.subscribe(device, subscriptionOf('revoked'));
    expect(await pushes.getAddress(device)).toContain('revoked');
    await call('POST', '/api/devices/revoke', office.token, { install: till.install });
    expect(await pushes.getAddress(device)).toBeUndefined();
  });

  test('[TEN-12] reaches no device of another house', async () => {
    const [office, stranger] = [await enrol('office'), await enrol('pos', OTHER)];
    const answer = await call('POST', '/api/devices/revoke', office.token, { install: stranger.install });
    expect(answer.status).toBe(404);
    expect((await pull(stranger, OTHER)).status).toBe(200);
  });
});

test('[TEN-13] a code made in the office enrols a device of that kind in that house', async () => {
  const { token } = await enrol('office');
  const { body } = await call('POST', '/api/devices/code', token, { kind: 'kitchen' });
  expect(body['expiresAt']).toBe(clock.nowMs + 10 * 60_000);
  expect(await enrolWith(String(body['code']))).toMatchObject({ kind: 'kitchen', restaurant: { id: MINE } });
});
