import { CATALOG, type Change, type Id, type Json, OP_KINDS, canonicalJson, makeStamp } from '@resto360/domain';
import { CHAIN_START, LIMITS, type Op, linkHash, sha256Hex } from '@resto360/sync';
import { type Verification, applyOps, verifyJournal } from '@resto360/sync/server';
import { idAt, sampleRows } from '@resto360/sync/server/contract';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestStore, openTestStore } from '../testing/test-store.ts';
import { readMigrations } from './migration-files.ts';
import { migratorRole } from './roles.ts';

const noonMs = Date.UTC(2026, 10, 24, 12);
const installs = ['AAAAAAAAAA', 'BBBBBBBBBB'] as const;
const pushes = 8;
const opsPerPush = 40;

let house: TestStore;
let admin: Client;
let mine: Id<'restaurant'>;
beforeAll(async () => {
  house = await openTestStore();
  admin = new Client({ connectionString: house.database.adminUrl });
  await admin.connect();
  mine = await house.addRestaurant();
  for (const install of installs) await house.addDevice(mine, { install, kind: 'pos' });
  await service();
});
afterAll(async () => {
  await admin.end();
  await house.close();
});

/** One change of a random row out of few, so that people meet; every fact and one row in four is whole. */
function changeOf(collection: string, seed: number): Change {
  const isFact = CATALOG.get(collection)?.class === 'fact';
  const samples = sampleRows(collection, 1, isFact || seed % 4 === 0 ? 60 : 1, seed);
  const fields: Record<string, Json> = Object.assign({}, ...samples.map(({ f }) => f));
  if (!isFact) fields['born'] = true;
  return [collection, idAt(noonMs, seed % 7), fields];
}

function opOf(install: string, seed: number): Op {
  const kinds = Object.entries(OP_KINDS);
  const [kind, { collections }] = kinds[seed % kinds.length] ?? ['unknown', { collections: ['orders'] }];
  const id = idAt(noonMs + seed, seed);
  // Now and then a clock runs far ahead.
  const stamp = makeStamp(noonMs + seed + (seed % 31 === 0 ? 10 * LIMITS.clockAheadMs : 0), 0, install);
  const collection = collections[Math.floor(seed / kinds.length) % collections.length] ?? 'orders';
  return {
    id,
    stamp,
    kind,
    actor: idAt(noonMs, 1 + (seed % 3)),
    base: seed % 3,
    schema: 1,
    changes: [changeOf(collection, seed)],
  };
}

/** Two tills push by turns, part of it twice. */
async function service(): Promise<void> {
  const tips = new Map(installs.map((install) => [install, { seq: 1, prev: CHAIN_START }]));
  for (let push = 0; push < pushes; push += 1) {
    const install = installs[push % 2] ?? installs[0];
    const tip = tips.get(install) ?? { seq: 1, prev: CHAIN_START };
    const ops = Array.from({ length: opsPerPush }, (_, index) => opOf(install, push * opsPerPush + index + 1));
    const chain = { install, ...tip, sig: null, ops };
    const deps = { store: house.store, hash: sha256Hex, nowMs: () => noonMs + push, trusted: true };
    await applyOps(mine, [chain], install, deps);
    await applyOps(mine, [chain], install, deps);
    const prev = ops.reduce(
      (link, op, index) => linkHash(link, tip.seq + index, canonicalJson(op as unknown as Json), sha256Hex),
      tip.prev,
    );
    tips.set(install, { seq: tip.seq + opsPerPush, prev });
  }
}

/** What the check finds after a theft that is undone. */
async function checkAfter(theft: string): Promise<Verification> {
  const undo = await keepCopies();
  try {
    await admin.query(theft);
    return await verifyJournal(mine, house.store, sha256Hex);
  } finally {
    await undo();
  }
}

async function keepCopies(): Promise<() => Promise<void>> {
  const tables = ['ops', 'payments', 'orders', 'restaurants'];
  for (const table of tables) await admin.query(`create temporary table kept_${table} as table ${table}`);
  return async () => {
    await admin.query(
      'update restaurants r set head = k.head, journal_hash = k.journal_hash from kept_restaurants k where k.restaurant_id = r.restaurant_id',
    );
    await admin.query('delete from ops; insert into ops table kept_ops');
    const own = 'restaurant_id, id, version, st, sv, extra, f';
    for (const table of ['payments', 'orders'])
      await admin.query(`delete from ${table}; insert into ${table} (${own}) select ${own} from kept_${table}`);
    for (const table of tables) await admin.query(`drop table kept_${table}`);
  };
}

describe('[TEN-19] the journal in PostgreSQL', () => {
  test('folds to the very rows of the tables', async () => {
    const found = await verifyJournal(mine, house.store, sha256Hex);
    expect(found.problem).toBeUndefined();
    expect(found.ops).toBe(pushes * opsPerPush);
    const verdicts = await admin.query<{ verdict: string }>('select distinct verdict from ops order by verdict');
    expect(verdicts.rows.map(({ verdict }) => verdict)).toContain('ok');
    expect(found.rows).toBeGreaterThan(50);
    const joined = await admin.query('select from orders where extra is not null');
    expect(joined.rowCount).toBeGreaterThan(0);
  });

  test('[SYN-23] folds to who wrote what apart, also where an update of the server filled it in', async () => {
    const told = 'select id, f from conflicts order by id';
    const { rows: before } = await admin.query<{ f: Record<string, Json> }>(told);
    const whole = before.filter(({ f }) => f['keptActor'] !== undefined && f['lostActor'] !== undefined);
    expect(whole.length).toBeGreaterThan(10);
    expect(whole.some(({ f }) => f['keptActor'] !== f['lostActor'])).toBe(true);
    await admin.query(`update conflicts set f = f - 'keptActor' - 'lostActor'`);
    expect((await verifyJournal(mine, house.store, sha256Hex)).problem).toMatch(/^conflicts \S+: f differs/);
    const fill = readMigrations()
      .find(({ name }) => name === '0018_who_wrote_apart.sql')
      ?.statements.find((text) => text.includes('do $$'));
    await admin.query(`insert into restaurant_slugs (slug, restaurant_id) select slug, restaurant_id from restaurants`);
    await admin.query(`begin; set local role ${migratorRole}; ${fill ?? ''}; commit`);
    expect((await admin.query(told)).rows).toEqual(before);
    expect((await verifyJournal(mine, house.store, sha256Hex)).problem).toBeUndefined();
  });

  test.each([
    [
      'an amount is changed',
      `update payments set f = jsonb_set(f, '{amountMinor}', '1') where id = (select id from payments limit 1)`,
      /^payments \S+: f differs/,
    ],
    [
      'a row is gone',
      'delete from orders where id = (select id from orders limit 1)',
      /^orders \S+: .*the table has lost it/,
    ],
    [
      'a row is added',
      `insert into payments (restaurant_id, id, version, st, sv, f) select restaurant_id, gen_random_uuid(), version, st, sv, f from payments limit 1`,
      /^payments \S+: .*no op wrote it/,
    ],
    ['an op is deleted', 'delete from ops where version = 3 and position = 4', /^version 3\b/],
    ['a whole version is deleted', 'delete from ops where version = 3', /^version 4\b/],
    [
      'an op is edited',
      `update ops set body = replace(body, '"base":', '"base":1') where version = 2 and position = 0`,
      /^version 2, op \S+: its bytes do not match/,
    ],
    ['a verdict is changed', `update ops set verdict = 'rejected' where version = 2 and position = 0`, /^version 2\b/],
    ['the tail is cut', 'delete from ops where version = (select max(version) from ops)', /tail was cut/],
  ])('tells when %s', async (_what, theft, problem) => {
    expect((await checkAfter(theft)).problem).toMatch(problem);
    expect((await verifyJournal(mine, house.store, sha256Hex)).problem).toBeUndefined();
  });
});
