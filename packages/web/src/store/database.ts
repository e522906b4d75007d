import { Dexie, type DexieOptions } from 'dexie';
import type { Id, Row } from '@resto360/domain';

/** A row as it lies on the disk. `order` and `open` are left out where they say nothing: what is absent is not indexed. */
export type StoredRow = {
  readonly collection: string;
  readonly id: Id;
  readonly order?: Id;
  readonly open?: 1;
  readonly row: Row;
};

/** One value of the store `meta`. */
export type StoredMeta = { readonly key: string; readonly value: unknown };

/** Every local database of ours begins with this; one per restaurant (SYN-7). */
export const DATABASE_PREFIX = 'resto360-';

/** The database of one restaurant, as Dexie sees it. */
export class LocalDatabase extends Dexie {
  constructor(restaurant: Id<'restaurant'>, durability: 'strict' | 'relaxed', options: DexieOptions = {}) {
    super(`${DATABASE_PREFIX}${restaurant}`, { ...options, chromeTransactionDurability: durability });
    this.version(1).stores({
      outbox: 'seq',
      held: 'id',
      recorder: 'id',
      rows: '[collection+id], order, open',
      overlay: 'id',
      meta: 'key',
    });
    // By version too: a digest looks at the newest rows, and a part that is read again at those of a range (SYN-22).
    this.version(2).stores({ rows: '[collection+id], order, open, row.v' });
  }
}

/** The restaurants with a database on this device, also those that nothing else remembers (SYN-13). */
export async function listLocalRestaurants(): Promise<Id<'restaurant'>[]> {
  const names = await Dexie.getDatabaseNames();
  return names.filter((name) => name.startsWith(DATABASE_PREFIX)).map((name) => name.slice(DATABASE_PREFIX.length));
}
