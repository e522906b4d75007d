import { CATALOG, type Id, nameId } from '@resto360/domain';
import { HOUSE_COLLECTIONS } from '@resto360/sync';
import type { StoredRow } from '@resto360/sync/server';
import { planOf, writeNext } from '@resto360/sync/server/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CANARY_OP, CANARY_ORDER, canaryRows, fillWithCanary } from '../testing/canary-rows.ts';
import { type TestStore, openTestStore, tappedPool } from '../testing/test-store.ts';
import { forgetful, turnPolicies } from '../testing/without-walls.ts';
import { type SyncStore, createSyncStore } from './sync-store.ts';

const canary = 'CANARY';
const all = [...CATALOG.keys()];
const till = 'AAAAAAAAAA';

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
  await fillWithCanary(house.store, mine, 'MINE');
  await fillWithCanary(house.store, other, canary);
});

/** Everything a store tells about `mine`, as text. */
async function everything(store: SyncStore): Promise<string> {
  const rows = new Map(Object.entries(canaryRows('')).map(([name, list]) => [name, list.map(({ id }) => id)]));
  const answers = await Promise.all([
    store.write(mine, { opIds: [CANARY_OP], installs: [till], rows }, (loaded) => ({
      plan: undefined,
      value: [
        loaded.head,
        [...loaded.known],
        [...loaded.devices],
        [...rows].map(([name, ids]) => ids.map((id) => loaded.row(name, id))),
      ],
    })),
    store.page(mine, { since: 0, collections: all, limitRows: 10_000, limitBytes: 100_000_000 }),
    store.page(mine, {
      since: 0,
      collections: all,
      limitRows: 10_000,
      limitBytes: 100_000_000,
      window: { days: 31, floor: 0, leavesOut: true },
      digest: { whole: HOUSE_COLLECTIONS, raised: 2 },
    }),
    store.journal(mine, 0, 100),
    store.verdicts(mine, [CANARY_OP]).then((verdicts) => [...verdicts]),
    store.devices(mine),
    store.head(mine),
    store.readOrdersDelta(mine, { sinceVersion: 0, limit: 100 }),
    ...all.map((name) => store.rows(mine, name)),
  ]);
  return JSON.stringify(answers);
}

const isLive = ({ f }: StoredRow) => f['deleted'] !== true;

/** Row-level security off, for as long as `work` takes. */
async function withoutPolicies<T>(work: () => Promise<T>): Promise<T> {
  try {
    await turnPolicies(house.database.adminUrl, 'disable');
    return await work();
  } finally {
    await turnPolicies(house.database.adminUrl, 'enable');
  }
}

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

test('[TEN-9] [SYN-22] a digest counts the rows of its own restaurant alone', async () => {
  const asked = { since: 0, collections: all, limitRows: 10_000, limitBytes: 100_000_000 };
  const { digest, rowsJson } = await withoutPolicies(() =>
    house.store.page(mine, { ...asked, digest: { whole: all, raised: 2 } }),
  );
  const rows = JSON.parse(rowsJson) as Record<string, StoredRow[]>;
  for (const name of all)
    expect([name, digest?.sums[name]?.[0]]).toEqual([name, (rows[name] ?? []).filter(isLive).length]);
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
          Object.entries(canaryRows('again')).map(([name, rows]) => [
            name,
            rows.map((row) => ({ ...row, v: version })),
          ]),
        ),
        {
          devices: [{ install: till, kind: 'pos', seen: [[1, 9]], tipHash: 'tip', clampStamp: null, revoked: false }],
          treeOrders: [CANARY_ORDER, nameId('another')],
        },
      ),
    ),
  );
  expect(await Promise.all(all.map((name) => house.store.rows(other, name)))).toEqual(before);
  expect(await house.store.head(other)).toEqual(head);
  expect((await house.store.devices(other))[0]?.seen).toEqual([]);
});
