import { CATALOG, type Id, nameId } from '@resto360/domain';
import type { StoredRow } from '@resto360/sync/server';
import { entryOf, markOf, planOf, sampleRows, writeNext } from '@resto360/sync/server/contract';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Tap, type TestStore, openTestStore, tappedPool } from '../testing/test-store.ts';
import { migratorRole } from './roles.ts';
import { type SyncStore, createSyncStore } from './sync-store.ts';

const canary = 'CANARY';
const all = [...CATALOG.keys()];
const till = 'AAAAAAAAAA';
const orderId: Id<'order'> = nameId('order');
const opId = entryOf(1, 0).id;

let house: TestStore;
let mine: Id<'restaurant'>;
let other: Id<'restaurant'>;
beforeAll(async () => {
  house = await openTestStore();
});
afterAll(() => house.close());
beforeEach(async () => {
  [mine, other] = [await house.addRestaurant(), await house.addRestaurant()];
  for (const restaurant of [mine, other]) await house.addDevice(restaurant, { install: till, kind: 'pos' });
  await fill(mine, 'MINE');
  await fill(other, canary);
});

/** Rows of every collection, with the same ids in both houses, and a word that tells whose they are. */
function rowsOf(word: string): Record<string, StoredRow[]> {
  const marked = (name: string) =>
    sampleRows(name, 1, 5, 3).map((row) => ({ ...row, alt: { word: [['', word] as const] } }));
  const born = { born: true, label: word, status: [0, 'open'] };
  const line = { born: true, order: orderId, name: word, status: [0, 'sent'] };
  return {
    ...Object.fromEntries(all.map((name) => [name, marked(name)])),
    orders: [...marked('orders'), { ...markOf('order', 1), id: orderId, f: born }],
    order_lines: [...marked('order_lines'), { ...markOf('line', 1), f: line }],
  };
}

async function fill(restaurant: Id<'restaurant'>, word: string): Promise<void> {
  await writeNext(house.store, restaurant, (version) =>
    planOf(version, rowsOf(word), { journal: [entryOf(version, 0, { body: word })], treeOrders: [orderId] }),
  );
}

/** Everything a store tells about `mine`, as text. */
async function everything(store: SyncStore): Promise<string> {
  const rows = new Map(Object.entries(rowsOf('')).map(([name, list]) => [name, list.map(({ id }) => id)]));
  const answers = await Promise.all([
    store.write(mine, { opIds: [opId], installs: [till], rows }, (loaded) => ({
      plan: undefined,
      value: [
        loaded.head,
        [...loaded.known],
        [...loaded.devices],
        [...rows].map(([name, ids]) => ids.map((id) => loaded.row(name, id))),
      ],
    })),
    store.page(mine, { since: 0, collections: all, limitRows: 10_000, limitBytes: 100_000_000 }),
    store.journal(mine, 0, 100),
    store.verdicts(mine, [opId]).then((verdicts) => [...verdicts]),
    store.devices(mine),
    store.head(mine),
    store.readOrdersDelta(mine, { sinceVersion: 0, limit: 100 }),
    ...all.map((name) => store.rows(mine, name)),
  ]);
  return JSON.stringify(answers);
}

/** Row-level security off, for as long as `work` takes. */
async function withoutPolicies<T>(work: () => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: house.database.adminUrl });
  await admin.connect();
  const turn = async (how: 'enable' | 'disable') => {
    await admin.query(`set role ${migratorRole}`);
    const tables = await admin.query<{ name: string }>(
      `select distinct tablename as name from pg_policies where schemaname = 'public'`,
    );
    for (const { name } of tables.rows) await admin.query(`alter table "${name}" ${how} row level security`);
  };
  try {
    await turn('disable');
    return await work();
  } finally {
    await turn('enable');
    await admin.end();
  }
}

// Every condition on the restaurant is taken out of the text; what is written still says whose it is.
const forgetful: Tap = ({ text, values, json }, send) =>
  send({
    text: text.replaceAll(/(?:\b\w+\.)?restaurant_id = \$1/g, '$1::uuid is not null'),
    ...(values && { values }),
    ...(json && { json }),
  });
const forgetfulStore = () => createSyncStore(tappedPool(house.pool, forgetful));

test('[TEN-12] nothing of another restaurant is told', async () => {
  const told = await everything(house.store);
  expect(told).toContain('MINE');
  expect(told).not.toContain(canary);
});

test('[TEN-9] nothing is told without row-level security: every statement names its restaurant', async () => {
  const told = await withoutPolicies(() => everything(house.store));
  expect(told).toContain('MINE');
  expect(told).not.toContain(canary);
});

test('[TEN-6] nothing is told by statements that forget their restaurant: row-level security stands behind', async () => {
  const told = await everything(forgetfulStore());
  expect(told).toContain('MINE');
  expect(told).not.toContain(canary);
});

test('ablation: without both, the canary sings', async () => {
  expect(await withoutPolicies(() => everything(forgetfulStore()))).toContain(canary);
});

test('[TEN-12] what one writes leaves the other as it was', async () => {
  const before = await Promise.all(all.map((name) => house.store.rows(other, name)));
  const head = await house.store.head(other);
  await withoutPolicies(() =>
    writeNext(house.store, mine, (version) =>
      planOf(
        version,
        Object.fromEntries(
          Object.entries(rowsOf('again')).map(([name, rows]) => [name, rows.map((row) => ({ ...row, v: version }))]),
        ),
        {
          devices: [{ install: till, kind: 'pos', seen: [[1, 9]], tipHash: 'tip', clampStamp: null, revoked: false }],
          treeOrders: [orderId, nameId('another')],
        },
      ),
    ),
  );
  expect(await Promise.all(all.map((name) => house.store.rows(other, name)))).toEqual(before);
  expect(await house.store.head(other)).toEqual(head);
  expect((await house.store.devices(other))[0]?.seen).toEqual([]);
});
