import { ODD_VIEWS } from '@resto360/domain/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migratorRole } from '../db/roles.ts';
import type { Letter } from '../mail/mailer.ts';
import { sendDigest } from '../mail/send-digest.ts';
import { pgPushDesk } from '../push/pg-push-desk.ts';
import { listPlaced, LookedAt, NOW_MS } from './looked-at.ts';
import { pgExceptionReader } from './pg-exception-reader.ts';

// Every statement of notices, digests and pushes names its restaurant: with row-level security off, a house sees and
// writes what it sees and writes with it.
let mine: LookedAt;
let admin: Client;
beforeAll(async () => {
  mine = await LookedAt.open();
  admin = new Client({ connectionString: mine.house.database.adminUrl });
  await admin.connect();
  await admin.query(`set role ${migratorRole}`);
  const tables = await admin.query<{ name: string }>(
    `select distinct tablename as name from pg_policies where schemaname = 'public'`,
  );
  for (const { name } of tables.rows) await admin.query(`alter table "${name}" disable row level security`);
});
afterAll(async () => {
  await admin.end();
  await mine.house.close();
});

const MORNING_MS = Math.floor(NOW_MS / 86_400_000 + 1) * 86_400_000 + 6 * 3_600_000;
const count = async (table: string) => (await admin.query(`select from ${table}`)).rowCount;

test('[TEN-9] a house with nothing odd, beside one where everything is', async () => {
  const { pool } = mine.house;
  const other = new LookedAt(mine.house);
  await other.next();
  for (const make of Object.values(ODD_VIEWS)) await other.put(listPlaced(make()));
  await other.lookAll();
  await mine.next();
  const { restaurant } = mine;
  await mine.house.addDevice(restaurant, { install: 'AAAAAAAAAA', kind: 'pos' });
  await mine.put([
    { name: 'settings', row: { id: restaurant, v: 1, st: '', f: { born: true, digestEmails: ['a@example.ci'] } } },
  ]);
  const before = await other.noted();
  expect(before.length).toBeGreaterThan(5);

  expect((await mine.look()).opened).toEqual([]);
  expect(await mine.noted()).toEqual([]);
  expect(await other.noted()).toEqual(before);

  const reader = pgExceptionReader(pool, () => NOW_MS);
  const all = { status: 'all', kind: undefined, limit: 100, after: undefined } as const;
  expect((await reader.notices(restaurant, all)).notices).toEqual([]);
  const conflicts = { sinceVersion: 0, needsPerson: undefined, limit: 100 } as const;
  expect((await reader.conflicts(restaurant, conflicts)).conflicts).toEqual([]);
  expect(await reader.share(restaurant, 7)).toMatchObject({ opened: 0, open: 0 });

  const desk = pgPushDesk(pool);
  const device = { restaurant, install: 'AAAAAAAAAA', kind: 'pos' } as const;
  await desk.subscribe(device, { endpoint: 'https://push.example.ci/', p256dh: 'x', auth: 'y', language: 'fr' });
  expect(await desk.listDue(restaurant)).toEqual([]);
  await desk.unsubscribe({ restaurant: other.restaurant, install: 'AAAAAAAAAA' });
  expect(await count('push_subscriptions')).toBe(1);

  const letters: Letter[] = [];
  const mailer = { send: async (letter: Letter) => void letters.push(letter), close: () => {} };
  expect(await sendDigest(restaurant, { pool, mailer, nowMs: () => MORNING_MS })).toBe('nothing');
  expect([letters.length, await count('digests')]).toEqual([0, 1]);
});
