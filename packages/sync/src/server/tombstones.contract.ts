import { MENU_COLLECTIONS, makeStamp, nameId, type Json } from '@resto360/domain';
import { expect, test } from 'vitest';
import { NOW_MS, TILL, openHouse, planOf, type StoreUnderTest } from './plans.contract.ts';
import type { StoredRow } from './store.ts';

const REQUEST = { collections: MENU_COLLECTIONS, upTo: 100, days: 0, rowsMax: 100 };

/** What every adapter keeps when tombstones go (SYN-22). */
export function tombstonesContract(open: () => Promise<StoreUnderTest>): void {
  test('[SYN-22] tombstones that were read and left the window go, and the horizon is the newest of them', async () => {
    const { store, restaurant, left } = await openFilled(open);
    expect(await store.purge(restaurant, { ...REQUEST, upTo: 2 })).toEqual({ rows: 2, more: false });
    expect((await store.head(restaurant))?.horizon).toBe(2);
    expect(await store.purges(restaurant)).toEqual([{ at: 4, horizon: 2 }]);
    expect(await left()).toEqual(['fish', 'half', 'rice', 'table', 'tea', 'today']);
  });

  test('[SYN-22] what stands in a window stays, whoever has read it; so does what lives or was never born', async () => {
    const { store, restaurant, left } = await openFilled(open);
    expect(await store.purge(restaurant, REQUEST)).toEqual({ rows: 3, more: false });
    expect(await left()).toEqual(['half', 'rice', 'table', 'tea', 'today']);
    expect(await store.purge(restaurant, { ...REQUEST, days: 1_000 })).toEqual({ rows: 0, more: false });
  });

  test('[SYN-22] what went is in no page any more', async () => {
    const { store, restaurant } = await openFilled(open);
    await store.purge(restaurant, REQUEST);
    const page = await store.page(restaurant, {
      since: 0,
      collections: ['items'],
      limitRows: 100,
      limitBytes: 100_000,
    });
    expect([page.rowsJson.includes(nameId('soup')), page.rowsJson.includes(nameId('rice'))]).toEqual([false, true]);
    expect([page.to, page.head.horizon]).toEqual([4, 3]);
  });

  test('[SYN-22] a purge goes in steps, each of whole versions; one that finds nothing raises nothing', async () => {
    const { store, restaurant } = await openFilled(open);
    expect(await store.purge(restaurant, { ...REQUEST, rowsMax: 1 })).toEqual({ rows: 2, more: true });
    expect((await store.head(restaurant))?.horizon).toBe(2);
    expect(await store.purge(restaurant, { ...REQUEST, rowsMax: 1 })).toMatchObject({ rows: 1 });
    expect(await store.purge(restaurant, { ...REQUEST, rowsMax: 1 })).toEqual({ rows: 0, more: false });
    expect(await store.purges(restaurant)).toEqual([
      { at: 4, horizon: 2 },
      { at: 4, horizon: 3 },
    ]);
  });

  test('[SYN-22] a purge touches no other restaurant', async () => {
    const one = await openFilled(open);
    const other = await openFilled(async () => one);
    await one.store.purge(one.restaurant, REQUEST);
    expect(await other.left()).toEqual(['fish', 'half', 'rice', 'salt', 'soup', 'table', 'tea', 'today']);
    expect((await other.store.head(other.restaurant))?.horizon).toBe(0);
    expect(await other.store.purges(other.restaurant)).toEqual([]);
  });

  test('[SYN-22] how far a device has read is what was noted last, also where it is less', async () => {
    const { store, restaurant } = await openHouse(open);
    expect(await store.reads(restaurant)).toEqual([]);
    await store.noteRead(restaurant, TILL, { cursor: 9, atMs: NOW_MS });
    await store.noteRead(restaurant, TILL, { cursor: 4, atMs: NOW_MS + 1 });
    expect(await store.reads(restaurant)).toEqual([{ cursor: 4, atMs: NOW_MS + 1 }]);
  });
}

// Soup and salt were taken off at version 2 and fish at 3, long ago; "today" at 4. "half" was never born.
async function openFilled(open: () => Promise<StoreUnderTest>) {
  const house = await openHouse(open);
  const { store, restaurant } = house;
  const write = (day: number, rows: Readonly<Record<string, readonly StoredRow[]>>) =>
    store.write(restaurant, { opIds: [], installs: [], rows: new Map() }, ({ head }) => {
      const version = head.head + 1;
      const at = Object.entries(rows).map(
        ([name, list]) => [name, list.map((one) => ({ ...one, v: version, sv: version }))] as const,
      );
      const days = { today: day, isFirst: day > head.day, clockDay: day, edge: day - 2 };
      return { plan: planOf(version, Object.fromEntries(at), { days }), value: version };
    });
  const gone = { deleted: true };
  await write(1, {
    items: ['rice', 'soup', 'fish', 'today'].map((name) => row(name, {})),
    modifiers: [row('salt', {})],
    tables: [row('table', gone)],
  });
  await write(2, {
    items: [row('soup', gone), row('tea', { deleted: false }), { ...row('half', {}), f: gone }],
    modifiers: [row('salt', gone)],
  });
  await write(3, { items: [row('fish', gone)] });
  await write(4, { items: [row('today', gone)] });
  const left = async () => {
    const rows = await Promise.all([...MENU_COLLECTIONS, 'tables'].map((name) => store.rows(restaurant, name)));
    const ids = new Set(rows.flat().map(({ id }) => id));
    return NAMES.filter((name) => ids.has(nameId(name)));
  };
  return { ...house, left };
}

const NAMES = ['fish', 'half', 'rice', 'salt', 'soup', 'table', 'tea', 'today'];

const row = (name: string, f: Readonly<Record<string, Json>>): StoredRow => ({
  id: nameId(name),
  v: 1,
  sv: 1,
  st: makeStamp(NOW_MS, 1, TILL),
  f: { born: true, ...f },
});
