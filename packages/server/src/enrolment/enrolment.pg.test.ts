import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isInstall, receiptNumber, type Id } from '@resto360/domain';
import type { DeviceKind, SyncAnswer } from '@resto360/sync';
import { type DatabasePool, openPool } from '../db/pool.ts';
import { silentLog } from '../db/server-log.ts';
import { createSyncStore, type SyncStore } from '../db/sync-store.ts';
import { serveHouse } from '../start/serve-house.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { createCode } from './codes.ts';
import type { Enrolled } from './enrolment.ts';
import { createRestaurant } from './restaurants.ts';

const MINE: Id<'restaurant'> = '0190bbbb-0000-7000-8000-000000000001';
const OTHER: Id<'restaurant'> = '0190bbbb-0000-7000-8000-000000000002';
const MINUTE_MS = 60_000;

let database: TestDatabase;
let pool: DatabasePool;
let store: SyncStore;
let app: FastifyInstance;
let fromAddress = 0;
const clock = { nowMs: Date.UTC(2026, 5, 1) };
const nowMs = () => clock.nowMs;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.appUrl, { log: silentLog });
  store = createSyncStore(pool);
  const place = { currency: 'XOF', timezone: 'Africa/Abidjan' };
  await createRestaurant(pool, { id: MINE, slug: 'mine', name: 'Mine', ...place });
  await createRestaurant(pool, { id: OTHER, slug: 'other', name: 'Other', ...place });
  const options = { nowMs, webRoot: undefined, origins: () => [], log: { level: 'silent' } };
  app = await serveHouse({ pool, store }, options);
});
afterAll(async () => {
  await app.close();
  await pool.close();
  await database.drop();
});
beforeEach(() => {
  fromAddress++;
});

const freshCode = async (kind: DeviceKind = 'pos', restaurant = MINE) =>
  (await createCode(pool, restaurant, kind, nowMs)).code;

async function enrol(code: string, claim: string = randomUUID(), name?: string, restaurant?: string) {
  const own = { ...(name === undefined ? {} : { name }), ...(restaurant === undefined ? {} : { restaurant }) };
  const payload = { code, claim, ...own };
  const remoteAddress = `10.0.0.${fromAddress}`;
  const answer = await app.inject({ method: 'POST', url: '/api/devices/enrol', payload, remoteAddress });
  return { status: answer.statusCode, body: answer.json<Enrolled & { code?: string }>() };
}

async function pull(token: string, { install, restaurant }: Pick<Enrolled, 'install'> & { restaurant: string }) {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/sync',
    headers: { authorization: `Bearer ${token}` },
    payload: { restaurant, install, lineage: 1, sentAt: 0, pull: { since: 0, scope: '', limit: 500 } },
  });
  return { status: answer.statusCode, body: answer.json<SyncAnswer>() };
}

/** The same code with another last character: the right first half, a wrong second. */
function spoiled(code: string): string {
  return code.slice(0, 7) + (code.endsWith('0') ? '1' : '0');
}

async function asAdmin<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    return (await client.query(text, [...values])).rows as Row[];
  } finally {
    await client.end();
  }
}

describe('a code', () => {
  test('[TEN-13] becomes a device that the house knows and that may sync', async () => {
    const { status, body } = await enrol(await freshCode('kitchen'), randomUUID(), 'Grill');
    expect(status).toBe(200);
    expect(isInstall(body.install)).toBe(true);
    expect(body).toMatchObject({ restaurant: { id: MINE, slug: 'mine' }, kind: 'kitchen', lineage: 1 });
    const { body: page } = await pull(body.token, { install: body.install, restaurant: MINE });
    const rows = page.pull?.rows['devices'] ?? [];
    expect(rows.find((row) => row.id === body.device_id)?.f).toMatchObject({
      install: body.install,
      series: body.series,
      name: 'Grill',
      revoked: 'no',
    });
  });

  test('[TEN-13] is used once', async () => {
    const code = await freshCode();
    expect((await enrol(code)).status).toBe(200);
    const again = await enrol(code);
    expect([again.status, again.body.code]).toEqual([403, 'bad_code']);
  });

  test('[TEN-13] lives ten minutes', async () => {
    const [early, late] = [await freshCode(), await freshCode()];
    clock.nowMs += 10 * MINUTE_MS - 1;
    expect((await enrol(early)).status).toBe(200);
    clock.nowMs += 1;
    expect((await enrol(late)).status).toBe(403);
  });

  test('[TEN-13] closes after five wrong tries, and says nothing about it', async () => {
    const code = await freshCode();
    for (let tried = 0; tried < 5; tried++) expect((await enrol(spoiled(code))).status).toBe(403);
    expect((await enrol(code)).status).toBe(403);
    fromAddress++;
    const other = await freshCode();
    for (let tried = 0; tried < 4; tried++) expect((await enrol(spoiled(other))).status).toBe(403);
    expect((await enrol(other)).status).toBe(200);
  });

  test('[TEN-13] is hashed at rest, like the token it gives', async () => {
    const code = await freshCode();
    const { body } = await enrol(code);
    const tables = ['enrolment_codes', 'enrolment_routes', 'devices', 'device_rows', 'restaurants'];
    for (const table of tables) {
      const text = JSON.stringify(await asAdmin(`select * from ${table}`));
      expect(text).not.toContain(code);
      expect(text).not.toContain(body.token);
    }
  });
});

describe('a lost answer', () => {
  test('[TEN-13] the same claim gets the same device and a new token; the old one closes', async () => {
    const [code, claim] = [await freshCode(), randomUUID()];
    const lost = await enrol(code, claim);
    clock.nowMs += 10 * MINUTE_MS - 1;
    const found = await enrol(code, claim);
    expect(found.status).toBe(200);
    expect({ ...found.body, token: '' }).toEqual({ ...lost.body, token: '' });
    expect(found.body.token).not.toBe(lost.body.token);
    const who = { install: found.body.install, restaurant: MINE };
    expect((await pull(found.body.token, who)).status).toBe(200);
    expect((await pull(lost.body.token, who)).status).toBe(401);
    clock.nowMs += 1;
    expect((await enrol(code, claim)).status).toBe(403);
  });

  test('[TEN-13] another claim gets nothing', async () => {
    const code = await freshCode();
    await enrol(code, randomUUID());
    expect((await enrol(code, randomUUID())).status).toBe(403);
  });

  test('[TEN-13] a device that enrols again names its restaurant: a code of another one is told and not spent', async () => {
    const code = await freshCode();
    const elsewhere = await enrol(code, randomUUID(), undefined, OTHER);
    expect([elsewhere.status, elsewhere.body.code]).toEqual([403, 'wrong_restaurant']);
    const wrong = await enrol(spoiled(code), randomUUID(), undefined, OTHER);
    expect([wrong.status, wrong.body.code]).toEqual([403, 'bad_code']);
    expect((await enrol(code, randomUUID(), undefined, MINE)).status).toBe(200);
  });

  test('[TEN-13] two at once with one claim: one device', async () => {
    const [code, claim] = [await freshCode(), randomUUID()];
    const both = await Promise.all([enrol(code, claim), enrol(code, claim)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(both.map(({ body }) => body.install)).size).toBe(1);
  });
});

describe('series', () => {
  test('[F7] [TEN-13] eight devices at once have eight series and eight installs: no receipt of one is numbered as another', async () => {
    const codes = await Promise.all(Array.from({ length: 8 }, () => freshCode('office')));
    const answers = await Promise.all(codes.map((code) => enrol(code)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    const series = answers.map(({ body }) => body.series).toSorted();
    expect(series).toEqual(['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8']);
    expect(new Set(answers.map(({ body }) => body.install)).size).toBe(8);
    const firsts = answers.map(({ body }) => receiptNumber(body.series, 1, randomUUID()));
    const counts = firsts.map((number) => number.slice(0, number.lastIndexOf('-')));
    expect(new Set(counts).size).toBe(8);
  });

  test('a series of a revoked device is not given again, and its token opens nothing', async () => {
    const gone = await enrol(await freshCode('pos', OTHER));
    await asAdmin('update devices set revoked_at = now() where install = $1', [gone.body.install]);
    expect((await pull(gone.body.token, { install: gone.body.install, restaurant: OTHER })).status).toBe(401);
    const next = await enrol(await freshCode('pos', OTHER));
    expect([gone.body.series, next.body.series]).toEqual(['T1', 'T2']);
  });
});

describe('one house and another', () => {
  test('[TEN-12] a device of one house is unknown in the other', async () => {
    const { body } = await enrol(await freshCode('pos', OTHER), randomUUID(), 'canary-of-other');
    expect((await pull(body.token, { install: body.install, restaurant: MINE })).status).toBe(403);
    const mine = await enrol(await freshCode());
    const page = await pull(mine.body.token, { install: mine.body.install, restaurant: MINE });
    expect(JSON.stringify(page.body)).not.toContain('canary-of-other');
    expect(JSON.stringify(page.body)).not.toContain(body.install);
  });

  test('[TEN-12] a token whose restaurant was exchanged opens nothing', async () => {
    const { body } = await enrol(await freshCode('pos', OTHER));
    const where = Buffer.from(MINE.replaceAll('-', ''), 'hex').toString('base64url');
    const forged = `r3d_${where}${body.token.slice(4 + 22)}`;
    expect((await pull(forged, { install: body.install, restaurant: MINE })).status).toBe(401);
  });
});
