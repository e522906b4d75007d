import { CATALOG, makeStamp, nameId, type Id } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import { CHAIN_START } from '../protocol/op-hash.ts';
import {
  NOTHING,
  openHouse,
  WIDE,
  NOW_MS,
  TILL,
  byId,
  entryOf,
  idAt,
  markOf,
  planOf,
  rowsOf,
  wire,
  writeNext,
  type StoreUnderTest,
} from './plans.contract.ts';
import { historyContract } from './history.contract.ts';
import { pageContract } from './page.contract.ts';
import { tombstonesContract } from './tombstones.contract.ts';
import { windowContract } from './window.contract.ts';
import { sampleRows } from './rows.contract.ts';
import type { DeviceState, LoadRequest, Loaded } from './store.ts';

export type { StoreUnderTest } from './plans.contract.ts';
export { NOTHING, entryOf, idAt, markOf, planOf, rowsOf, writeNext } from './plans.contract.ts';
export { sampleRows } from './rows.contract.ts';

const ALL = [...CATALOG.keys()];

/** What every adapter of ServerStore keeps, wherever it keeps it. `open` gives a store with restaurants to come. */
export function serverStoreContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name}: a write`, () => writeContract(open));
  describe(`${name}: a page`, () => pageContract(open));
  describe(`${name}: a window`, () => windowContract(open));
  describe(`${name}: a history`, () => historyContract(open));
  describe(`${name}: tombstones`, () => tombstonesContract(open));
  describe(`${name}: the journal`, () => journalContract(open));
  describe(`${name}: two restaurants`, () => isolationContract(open));
}

/** What a write sees before it decides. */
function look(house: Pick<StoreUnderTest, 'store'> & { restaurant: Id }, load: Partial<LoadRequest>): Promise<Loaded> {
  return house.store.write(house.restaurant, { ...NOTHING, ...load }, (loaded) => ({ plan: undefined, value: loaded }));
}

function writeContract(open: () => Promise<StoreUnderTest>): void {
  test('[SYN-23] names who wrote what a conflict met: by version and stamp, also of its own version; or nobody', async () => {
    const { store, restaurant } = await openHouse(open);
    const stamps = [1, 2, 3, 4].map((counter) => makeStamp(NOW_MS, counter, TILL));
    const [clamped = '', plain = '', refused = '', own = ''] = stamps;
    await writeNext(store, restaurant, (version) => {
      const entries = [
        entryOf(version, 0, { actor: nameId('aya'), stamp: own, effective: clamped }),
        entryOf(version, 1, { actor: nameId('koffi'), stamp: plain }),
        entryOf(version, 2, { actor: nameId('yao'), stamp: refused, verdict: 'rejected', code: 'no_right' }),
      ];
      return planOf(version, {}, { journal: entries });
    });
    const conflict = (id: string, version: number) => ({ id: nameId(id), v: version, sv: version, st: plain, f: {} });
    await writeNext(store, restaurant, (version) => {
      const held = [
        ['clamped', 'lostActor', 1, clamped],
        ['plain', 'keptActor', 1, plain],
        ['refused', 'keptActor', 1, refused],
        ['own', 'lostActor', version, own],
        ['elsewhere', 'lostActor', version, plain],
      ] as const;
      const writers = held.map(([id, field, at, stamp]) => ({ conflict: nameId(id), field, version: at, stamp }));
      const rows = { conflicts: held.map(([id]) => conflict(id, version)) };
      const journal = [entryOf(version, 0, { actor: nameId('fanta'), stamp: own })];
      return planOf(version, rows, { writers, journal });
    });
    const named = new Map((await store.rows(restaurant, 'conflicts')).map(({ id, f }) => [id, f]));
    expect(['clamped', 'plain', 'refused', 'own', 'elsewhere'].map((id) => named.get(nameId(id)))).toEqual([
      { lostActor: nameId('aya') },
      { keptActor: nameId('koffi') },
      {},
      { lostActor: nameId('fanta') },
      {},
    ]);
  });

  test('begins at the head of an empty house, with a device that never spoke', async () => {
    const house = await openHouse(open);
    const head = { lineage: 1, head: 0, journalHash: CHAIN_START, starts: [], day: 0, clockDay: 0, horizon: 0 };
    expect(await house.store.head(house.restaurant)).toEqual(head);
    const device: DeviceState = {
      install: TILL,
      kind: 'pos',
      seen: [],
      tipHash: CHAIN_START,
      clampStamp: null,
      revoked: false,
    };
    expect(await house.store.devices(house.restaurant)).toEqual([device]);
    const loaded = await look(house, {
      installs: [TILL, 'ZZZZZZZZZZ'],
      opIds: [idAt(NOW_MS, 1)],
      rows: new Map([['orders', [nameId('order')]]]),
    });
    expect(loaded).toMatchObject({ head, known: new Map(), devices: new Map([[TILL, device]]) });
    expect(loaded.row('orders', nameId('order'))).toBeUndefined();
  });

  test('[SYN-21] a new history begins once, at the head; the journal and the rows go on', async () => {
    const house = await openHouse(open);
    const { store, restaurant } = house;
    await writeNext(store, restaurant, (version) => planOf(version, {}, { journal: [entryOf(1, 0, { base: 7 })] }));
    const begun = { lineage: 2, head: 1, starts: [1] };
    expect(await Promise.all([store.beginLineage(restaurant, 1), store.beginLineage(restaurant, 1)])).toMatchObject([
      begun,
      begun,
    ]);
    expect(await store.head(restaurant)).toMatchObject(begun);
    expect((await look(house, {})).head).toMatchObject(begun);
    expect(await store.journal(restaurant, 0, 10)).toMatchObject([{ version: 1, base: 7 }]);
  });

  test('is there for the next one: head, rows, ops, device', async () => {
    const house = await openHouse(open);
    const device: DeviceState = {
      install: TILL,
      kind: 'pos',
      seen: [
        [1, 2],
        [7, 7],
      ],
      tipHash: 'a'.repeat(64),
      clampStamp: 'stamp',
      revoked: false,
    };
    const entries = [
      entryOf(1, 0),
      entryOf(1, 1, { verdict: 'quarantined', code: 'bad_value', body: '{"id":"\\u0000"}', id: nameId('reused') }),
      entryOf(1, 2, { effective: 'later', id: idAt(2 ** 47, 3) }),
      entryOf(1, 3, { verdict: 'rejected', code: 'no_right', id: idAt(Date.UTC(2019, 0), 4) }),
    ];
    const ids = entries.map((entry) => entry.id);
    await writeNext(house.store, house.restaurant, (version) =>
      planOf(version, { item_availability: [markOf('fish', version)] }, { journal: entries, devices: [device] }),
    );
    const loaded = await look(house, {
      opIds: ids,
      installs: [TILL],
      rows: new Map([['item_availability', [nameId('fish')]]]),
    });
    expect(loaded.head).toEqual({
      lineage: 1,
      head: 1,
      journalHash: '1'.padStart(64, '0'),
      starts: [],
      day: 0,
      clockDay: 0,
      horizon: 0,
    });
    expect(loaded.devices.get(TILL)).toEqual(device);
    expect(loaded.row('item_availability', nameId('fish'))).toEqual(markOf('fish', 1));
    const verdicts = [
      ['ok', 1],
      ['quarantined', 1, 'bad_value'],
      ['ok', 1, 'later'],
      ['rejected', 1, 'no_right'],
    ];
    expect(ids.map((id) => loaded.known.get(id))).toEqual(
      entries.map(({ id, body }, index) => ({ id, body, verdict: verdicts[index] })),
    );
    const told = await house.store.verdicts(house.restaurant, [...ids, nameId('never seen')]);
    expect(ids.map((id) => told.get(id))).toEqual(verdicts);
    expect(told.size).toBe(4);
  });

  test('without a plan changes nothing, and answers', async () => {
    const house = await openHouse(open);
    expect(await house.store.write(house.restaurant, NOTHING, () => ({ plan: undefined, value: 'said' }))).toBe('said');
    expect((await house.store.head(house.restaurant))?.head).toBe(0);
  });

  test('whose decision throws changes nothing, throws the same, and the next goes on', async () => {
    const house = await openHouse(open);
    const bug = new Error('a bug');
    const attempt = house.store.write(house.restaurant, NOTHING, () => {
      throw bug;
    });
    await expect(attempt).rejects.toBe(bug);
    expect(await writeNext(house.store, house.restaurant, (version) => planOf(version, {}))).toBe(1);
  });

  test('[SYN-18] never overlaps another of its restaurant', async () => {
    const house = await openHouse(open);
    const taken = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        writeNext(house.store, house.restaurant, (version) =>
          planOf(version, { item_availability: [markOf(`item ${index}`, version)] }),
        ),
      ),
    );
    expect(taken.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
    expect(await house.store.rows(house.restaurant, 'item_availability')).toHaveLength(24);
  });

  test('[SYN-18] that dies before its commit leaves nothing; after it, everything', async () => {
    const house = await openHouse(open);
    const write = () =>
      writeNext(house.store, house.restaurant, (version) =>
        planOf(version, { item_availability: [markOf('fish', version)] }, { journal: [entryOf(version, 0)] }),
      );
    house.crashNextWrite('before_commit');
    await expect(write()).rejects.toThrow();
    expect((await house.store.head(house.restaurant))?.head).toBe(0);
    expect(await house.store.rows(house.restaurant, 'item_availability')).toEqual([]);
    house.crashNextWrite('after_commit');
    await expect(write()).rejects.toThrow();
    expect((await house.store.head(house.restaurant))?.head).toBe(1);
    expect((await look(house, { opIds: [entryOf(1, 0).id] })).known.size).toBe(1);
    expect(await write()).toBe(2);
  });

  test.each(ALL)(
    '[SYN-6] keeps every value of %s, what is absent and what is null, and replaces it whole',
    async (collection) => {
      const house = await openHouse(open);
      const first = sampleRows(collection, 1, 40, 1);
      await writeNext(house.store, house.restaurant, (version) => planOf(version, { [collection]: first }));
      expect(byId(await house.store.rows(house.restaurant, collection))).toEqual(byId(first));
      const second = sampleRows(collection, 2, 40, 2).map((row, index) => ({ ...row, id: first[index]?.id ?? row.id }));
      await writeNext(house.store, house.restaurant, (version) => planOf(version, { [collection]: second }));
      expect(byId(await house.store.rows(house.restaurant, collection))).toEqual(byId(second));
      const loaded = await look(house, { rows: new Map([[collection, second.map(({ id }) => id)]]) });
      for (const row of second) expect(loaded.row(collection, row.id)).toEqual(row);
      const page = await house.store.page(house.restaurant, { since: 1, collections: ALL, ...WIDE });
      expect(byId(rowsOf(page)[collection])).toEqual(byId(second.map(wire)));
    },
  );
}

function journalContract(open: () => Promise<StoreUnderTest>): void {
  test('comes back entry for entry, in order, and never ends inside a version', async () => {
    const house = await openHouse(open);
    const versions = [1, 2, 3, 4].map((version) =>
      Array.from({ length: 5 }, (_, position) =>
        // Ids of several months, and one that tells no time.
        entryOf(
          version,
          position,
          position === 2
            ? { id: nameId(`op ${version}`) }
            : { id: idAt(NOW_MS + version * 3e9, version * 10 + position) },
        ),
      ),
    );
    for (const journal of versions)
      await writeNext(house.store, house.restaurant, (version) => planOf(version, {}, { journal }));
    expect(await house.store.journal(house.restaurant, 0, 1_000)).toEqual(versions.flat());
    expect(await house.store.journal(house.restaurant, 1, 6)).toEqual(versions.slice(1, 3).flat());
    expect(await house.store.journal(house.restaurant, 2, 5)).toEqual(versions[2]);
    expect(await house.store.journal(house.restaurant, 4, 5)).toEqual([]);
  });
}

function isolationContract(open: () => Promise<StoreUnderTest>): void {
  test('[TEN-9] with the same ids share nothing', async () => {
    const house = await openHouse(open);
    const other = { store: house.store, restaurant: await house.addRestaurant() };
    const entry = entryOf(1, 0);
    await writeNext(house.store, house.restaurant, (version) =>
      planOf(version, { item_availability: [markOf('fish', version)] }, { journal: [entry] }),
    );
    const load = { opIds: [entry.id], installs: [TILL], rows: new Map([['item_availability', [nameId('fish')]]]) };
    const loaded = await look(other, load);
    expect([loaded.head.head, loaded.known.size, loaded.devices.size]).toEqual([0, 0, 0]);
    expect(loaded.row('item_availability', nameId('fish'))).toBeUndefined();
    await house.addDevice(other.restaurant, { install: TILL, kind: 'kitchen' });
    await writeNext(house.store, other.restaurant, (version) =>
      planOf(
        version,
        { item_availability: [markOf('fish', version, false)] },
        { journal: [{ ...entry, verdict: 'rejected', code: 'no_right' }] },
      ),
    );
    expect((await look(house, load)).row('item_availability', nameId('fish'))).toEqual(markOf('fish', 1));
    expect((await house.store.verdicts(house.restaurant, [entry.id])).get(entry.id)).toEqual(['ok', 1]);
    expect(await house.store.journal(house.restaurant, 0, 10)).toEqual([entry]);
    expect((await house.store.devices(house.restaurant)).map(({ kind }) => kind)).toEqual(['pos']);
    const page = await house.store.page(house.restaurant, { since: 0, collections: ALL, ...WIDE });
    expect(rowsOf(page)).toEqual({ item_availability: [wire(markOf('fish', 1))] });
  });
}
