import { expect, test } from 'vitest';
import { CHAIN_START } from '../protocol/op-hash.ts';
import { NOTHING, WIDE, entryOf, markOf, openHouse, planOf, writeNext, type StoreUnderTest } from './plans.contract.ts';

const hashOf = (version: number) => String(version).padStart(64, '0');

/** What a store tells of its history's past, and how the next one begins (SYN-21). */
export function historyContract(open: () => Promise<StoreUnderTest>): void {
  // Versions 2 and 4 hold ops, 2 holds two of them; 1 and 3 were written by the server itself, without any.
  const openFilled = async () => {
    const house = await openHouse(open);
    let journalHash = CHAIN_START;
    for (let turn = 1; turn <= 4; turn++)
      await writeNext(house.store, house.restaurant, (version) => {
        const entries = version % 2 === 1 ? [] : [entryOf(version, 0), entryOf(version, 1)].slice(0, 4 - version || 1);
        if (entries.length > 0) journalHash = hashOf(version);
        return planOf(version, { item_availability: [markOf('fish', version)] }, { journal: entries, journalHash });
      });
    return house;
  };

  test("[SYN-21] tells the journal's hash as it was at any version, in each kind of look", async () => {
    const { store, restaurant } = await openFilled();
    const hashesAt = [9, 0, 4, 3, 2, 1];
    const hashes = [hashOf(4), CHAIN_START, hashOf(4), hashOf(2), hashOf(2), CHAIN_START];
    expect((await store.head(restaurant, hashesAt))?.hashes).toEqual(hashes);
    const page = await store.page(restaurant, { since: 0, collections: ['items'], ...WIDE, hashesAt });
    expect(page.head.hashes).toEqual(hashes);
    const locked = await store.write(restaurant, { ...NOTHING, hashesAt }, ({ head }) => ({
      plan: undefined,
      value: head,
    }));
    expect(locked.hashes).toEqual(hashes);
    expect((await store.head(restaurant))?.hashes).toBeUndefined();
  });

  test('[SYN-21] a new history remembers up to where it is the one before', async () => {
    const { store, restaurant } = await openFilled();
    expect(await store.beginLineage(restaurant, 1, 2)).toMatchObject({ lineage: 2, head: 4, starts: [2] });
    expect(await store.beginLineage(restaurant, 2, 99)).toMatchObject({ lineage: 3, starts: [2, 4] });
    expect(await store.beginLineage(restaurant, 3)).toMatchObject({ lineage: 4, starts: [2, 4, 4] });
  });
}
