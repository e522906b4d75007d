import { type Id, nameId } from '@resto360/domain';
import type { ServerStore, StoredRow } from '@resto360/sync/server';
import { planOf, rowsOf, writeNext } from '@resto360/sync/server/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { diceOf } from '../testing/dice.ts';
import { type Tap, type TestStore, openTestStore, tappedPool } from '../testing/test-store.ts';
import { recordOf, upsertText } from './row-record.ts';
import { createSyncStore } from './sync-store.ts';
import { mustTable } from './tables.ts';
import { withTransaction } from './transaction.ts';

const durationMs = process.env['RESTO360_DEEP'] === '1' ? 10_000 : 2_000;
const writers = 12;
const readers = 4;
const seed = 20_261_124;

let house: TestStore;
beforeAll(async () => {
  house = await openTestStore({ connectionsMax: writers + readers + 4 });
});
afterAll(() => house.close());

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The rows of one version, over two collections; each says how many they are. */
function rowsOfVersion(v: number, count: number): Record<string, StoredRow[]> {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: nameId(`${v} ${index}`),
    v,
    sv: v,
    st: '0'.repeat(26),
    f: { born: true, position: count },
  }));
  return { areas: rows.slice(0, Math.ceil(count / 2)), tables: rows.slice(Math.ceil(count / 2)) };
}

type Seen = { pages: number; rows: number; missed: number[]; torn: number[]; version: number };

/** Reads page after page at full speed until told that nothing more comes; every version up to `to` must be whole. */
async function readAll(
  store: ServerStore,
  restaurant: Id,
  isOver: () => boolean,
  dice: (below: number) => number,
): Promise<Seen> {
  const seen: Seen = { pages: 0, rows: 0, missed: [], torn: [], version: 0 };
  for (;;) {
    const last = isOver();
    const request = {
      since: seen.version,
      collections: ['areas', 'tables'],
      limitRows: 1 + dice(40),
      limitBytes: 1_000_000,
    };
    const page = await store.page(restaurant, request);
    const held = new Map<number, { count: number; of: unknown }>();
    for (const row of Object.values(rowsOf(page)).flat()) {
      held.set(row.v, { count: (held.get(row.v)?.count ?? 0) + 1, of: row.f['position'] });
      seen.rows += 1;
    }
    for (let version = seen.version + 1; version <= page.to; version += 1)
      if (!held.has(version)) seen.missed.push(version);
    for (const [version, { count, of }] of held) if (count !== of) seen.torn.push(version);
    seen.pages += 1;
    seen.version = page.to;
    if (last && !page.more && page.to === page.head.head) return seen;
  }
}

/** Twelve write as fast as they may, four read, for as long as the test may take. */
async function storm(
  write: (restaurant: Id, dice: (below: number) => number) => Promise<number>,
): Promise<{ seen: Seen[]; written: number }> {
  const restaurant = await house.addRestaurant();
  const endsAt = Date.now() + durationMs;
  let over = false;
  let written = 0;
  const reading = Promise.all(
    Array.from({ length: readers }, (_, index) =>
      readAll(house.store, restaurant, () => over, diceOf(seed + 100 + index)),
    ),
  );
  const writing = Array.from({ length: writers }, async (_, index) => {
    const dice = diceOf(seed + index);
    while (Date.now() < endsAt) written = Math.max(written, await write(restaurant, dice));
  });
  await Promise.all(writing).finally(() => {
    over = true;
  });
  return { seen: await reading, written };
}

test(`[SYN-18] [SYN-20] ${writers} writers that dawdle before their commit: no reader misses a version or sees one torn`, async () => {
  const { seen, written } = await storm(async (restaurant, dice) => {
    const dawdle: Tap = async (statement, send) => {
      if (statement.text === 'commit') await sleep(dice(12));
      return send(statement);
    };
    const store = createSyncStore(tappedPool(house.pool, dawdle));
    return writeNext(store, restaurant, (version) => planOf(version, rowsOfVersion(version, 1 + dice(9))));
  });
  expect(written).toBeGreaterThan(50);
  for (const { version, missed, torn, rows, pages } of seen) {
    expect({ version, missed, torn }).toEqual({ version: written, missed: [], torn: [] });
    expect(pages).toBeGreaterThan(20);
    expect(rows).toBeGreaterThan(written);
  }
});

test('ablation: versions taken without holding the lock until the commit are missed, and the check sees it', async () => {
  const { seen } = await storm(async (restaurant, dice) => {
    const tenant = { mode: 'write', restaurantId: restaurant } as const;
    // As a sequence does it: the number is out before the rows are.
    const taken = await withTransaction(house.pool, tenant, (transaction) =>
      transaction.query<{ head: number }>({
        text: 'update restaurants set head = head + 1 where restaurant_id = $1 returning head',
        values: [restaurant],
      }),
    );
    const version = taken.rows[0]?.head ?? 0;
    await withTransaction(house.pool, tenant, async (transaction) => {
      for (const [name, rows] of Object.entries(rowsOfVersion(version, 1 + dice(9)))) {
        const records = JSON.stringify(rows.map(recordOf));
        await transaction.query({ text: upsertText(mustTable(name)), values: [restaurant, records] });
      }
      await sleep(dice(12));
    });
    return version;
  });
  expect(seen.flatMap(({ missed }) => missed).length).toBeGreaterThan(0);
});
