import { type Id, type Install, nameId } from '@resto360/domain';
import { purgeHouse, SERVER_RULES } from '@resto360/sync/server';
import { planOf } from '@resto360/sync/server/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTransaction } from '../db/transaction.ts';
import { createSyncStore } from '../db/sync-store.ts';
import { type TestStore, openTestStore, tappedPool } from '../testing/test-store.ts';
import { purgeDaily } from './purge-daily.ts';

const TILL: Install = 'AAAAAAAAAA';
const OLD: Install = 'BBBBBBBBBB';
const NOW_MS = Date.UTC(2026, 10, 24, 12);
const rules = { ...SERVER_RULES, window: { pos: 0, kitchen: 0, office: 0, raised: 0 } };

let house: TestStore;
beforeAll(async () => {
  house = await openTestStore();
});
afterAll(() => house.close());

// A dish is taken off with each of four versions, a day each; the last stands in the window.
async function openRestaurant(): Promise<Id<'restaurant'>> {
  const restaurant = await house.addRestaurant();
  for (const install of [TILL, OLD]) await house.addDevice(restaurant, { install, kind: 'pos' });
  for (let version = 1; version <= 4; version += 1) {
    const row = { id: nameId(`dish ${version}`), v: version, sv: version, st: '', f: { born: true, deleted: true } };
    const days = { today: version, isFirst: true, clockDay: version, edge: 0 };
    await house.store.write(restaurant, { opIds: [], installs: [], rows: new Map() }, () => ({
      plan: planOf(version, { items: [row] }, { days }),
      value: undefined,
    }));
  }
  return restaurant;
}
const read = (restaurant: Id<'restaurant'>, install: Install, cursor: number) =>
  house.store.noteRead(restaurant, install, { cursor, atMs: NOW_MS });
const left = async (restaurant: Id<'restaurant'>) => (await house.store.rows(restaurant, 'items')).map(({ v }) => v);
const purge = (restaurant: Id<'restaurant'>, store = house.store) =>
  purgeHouse(restaurant, { store, nowMs: () => NOW_MS, rules });

test('[SYN-22] waits for a device that is let in, and not for one that is revoked', async () => {
  const [mine, theirs] = [await openRestaurant(), await openRestaurant()];
  for (const one of [mine, theirs]) await read(one, TILL, 4);
  await read(mine, OLD, 1);
  expect([await purge(mine), (await left(mine)).toSorted((a, b) => a - b)]).toEqual([1, [2, 3, 4]]);
  await withTransaction(house.pool, { mode: 'write', restaurantId: mine }, (transaction) =>
    transaction.query({
      text: 'update devices set revoked_at = now() where restaurant_id = $1 and install = $2',
      values: [mine, OLD],
    }),
  );
  expect([await purge(mine), await left(mine)]).toEqual([2, [4]]);
  expect([(await left(theirs)).length, (await house.store.head(theirs))?.horizon]).toEqual([4, 0]);
});

test('[SYN-22] what dies in the middle of a step leaves nothing of it, and the next round goes on', async () => {
  const mine = await openRestaurant();
  await read(mine, TILL, 4);
  const dying = createSyncStore(
    tappedPool(house.pool, (statement, send) =>
      statement.text.startsWith('insert into tombstone_purges') ? Promise.reject(new Error('died')) : send(statement),
    ),
  );
  await expect(purge(mine, dying)).rejects.toThrow();
  expect([(await left(mine)).length, (await house.store.head(mine))?.horizon, await house.store.purges(mine)]).toEqual([
    4,
    0,
    [],
  ]);
  const [one, other] = await Promise.all([purge(mine), purge(mine)]);
  expect([one + other, await left(mine), (await house.store.head(mine))?.horizon]).toEqual([3, [4], 3]);
});

test('[PAY-14] what runs daily also lets go of old calls of providers', async () => {
  const mine = await openRestaurant();
  const slug = `slug-${mine.slice(-12)}`;
  await withTransaction(house.pool, { mode: 'write', restaurantId: mine }, async (transaction) => {
    await transaction.query({
      text: 'insert into restaurant_slugs (slug, restaurant_id) values ($1, $2) on conflict do nothing',
      values: [slug, mine],
    });
    await transaction.query({
      text: `insert into payment_webhooks (restaurant_id, account_id, event_key, body, received_at)
             values ($1, 'wave-1', 'old', '', $2)`,
      values: [mine, new Date(NOW_MS - 91 * 24 * 3_600_000)],
    });
  });
  const said: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = purgeDaily({
    pool: house.pool,
    store: house.store,
    nowMs: () => NOW_MS,
    log: {
      warn: (line) => said.push(line),
      info: (line) => {
        said.push(line);
        if (line.startsWith('calls of providers')) resolve();
      },
    },
  });
  await promise;
  await end();
  expect(said).toContain(`calls of providers about ${mine}: 1 purged`);
});
