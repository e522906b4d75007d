import { type Id } from '@resto360/domain';
import { unsentOf, type ClientStore, type ClientTx } from '@resto360/sync/client';
import type { LocalInstall } from './loss.ts';

/** Where the local databases are; a test gives it other ones. */
export type Around = {
  readonly restaurants: () => Promise<readonly Id<'restaurant'>[]>;
  readonly open: (restaurant: Id<'restaurant'>) => Pick<ClientStore, 'read'> & { close(): void };
};

/** Looks into every local database of this origin: whose it is, how far it is, and what waits in it (SYN-13). */
export async function lookAround({ restaurants, open }: Around): Promise<LocalInstall[]> {
  const found: LocalInstall[] = [];
  for (const restaurant of await restaurants()) {
    const store = open(restaurant);
    try {
      const one = await store.read((tx) => readInstall(tx, restaurant));
      if (one) found.push(one);
    } catch (thrown) {
      // A database that can't be read now is not one that was wiped.
      console.error(thrown);
      found.push({ restaurant, house: null, install: '', series: '', seq: 0, unsent: 0 });
    } finally {
      store.close();
    }
  }
  return found;
}

async function readInstall(tx: ClientTx, restaurant: Id<'restaurant'>): Promise<LocalInstall | undefined> {
  const identity = await tx.meta('identity');
  const { count: unsent } = await unsentOf(tx);
  if (!identity && unsent === 0) return undefined;
  const { seq = 0 } = (await tx.meta('counters')) ?? {};
  const [house] = await tx.rowsOf('settings');
  const name = house?.f['name'];
  const { install = '', series = '' } = identity ?? {};
  return { restaurant, house: typeof name === 'string' ? name : null, install, series, seq, unsent };
}
