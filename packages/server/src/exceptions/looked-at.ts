import { hangsOn, MapView, type Exception, type Id, type Row } from '@resto360/domain';
import type { StoredRow } from '@resto360/sync/server';
import { planOf, writeNext } from '@resto360/sync/server/contract';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction } from '../db/transaction.ts';
import { openTestStore, type TestStore } from '../testing/test-store.ts';
import { scanRestaurant, type Scanned } from './scan-restaurant.ts';

/** Ten minutes after the evenings of the tests: rows without a creation are old enough to be mentioned. */
export const NOW_MS = 1_763_798_400_000 + 600_000;

/** A row with the collection it lies in. */
export type PlacedRow = { readonly name: string; readonly row: Row };

/** Every row of a view, for tests that bring it to a server. */
export function listPlaced(view: MapView): PlacedRow[] {
  return [...view.collections()].flatMap((name) => [...view.all(name)].map((row) => ({ name, row })));
}

/** What is noted of an exception, without its times. */
export type Noted = Pick<Exception, 'id' | 'kind' | 'subjects' | 'order' | 'amountMinor'> & { readonly ended: boolean };

/** A restaurant in a database of a test file's own, with a hand on its looks. */
export class LookedAt {
  readonly house: TestStore;
  restaurant: Id<'restaurant'> = '';

  constructor(house: TestStore) {
    this.house = house;
  }

  static async open(): Promise<LookedAt> {
    return new LookedAt(await openTestStore());
  }

  /** Goes on in another restaurant. */
  async next(): Promise<void> {
    this.restaurant = await this.house.addRestaurant();
  }

  /** Writes rows as the next version, as the engine does: it says which orders they touch. */
  put(placed: readonly PlacedRow[]): Promise<number> {
    return writeNext(this.house.store, this.restaurant, (version) => {
      const rows: Record<string, StoredRow[]> = {};
      const trees = new Set<Id>();
      for (const { name, row } of placed) {
        (rows[name] ??= []).push({ ...row, v: version, sv: version });
        if (name === 'orders') trees.add(row.id);
        for (const order of hangsOn(row)) trees.add(order);
      }
      return planOf(version, rows, { treeOrders: [...trees] });
    });
  }

  look(nowMs = NOW_MS, pool: DatabasePool = this.house.pool): Promise<Scanned> {
    return scanRestaurant(pool, this.restaurant, nowMs);
  }

  /** Looks until nothing waits; answers every look. */
  async lookAll(nowMs = NOW_MS): Promise<readonly [Scanned, ...Scanned[]]> {
    const looks: [Scanned, ...Scanned[]] = [await this.look(nowMs)];
    while (looks.at(-1)?.state === 'more') looks.push(await this.look(nowMs));
    return looks;
  }

  noted(): Promise<readonly Noted[]> {
    return this.#read(`select exception_id as id, kind, subjects, "order", amount_minor as "amountMinor",
                              ended_at is not null as ended
                         from exception_notices where restaurant_id = $1 order by exception_id`);
  }

  /** What is noted as open. */
  async open(): Promise<readonly Exception[]> {
    return (await this.noted()).filter(({ ended }) => !ended).map(({ ended: _ended, ...one }) => one);
  }

  days(): Promise<readonly { readonly ops: number; readonly opened: number }[]> {
    return this.#read('select ops, opened from exception_days where restaurant_id = $1 order by day');
  }

  async #read<T>(text: string): Promise<readonly T[]> {
    const options = { mode: 'snapshot', restaurantId: this.restaurant } as const;
    const answer = await withTransaction(this.house.pool, options, (transaction) =>
      transaction.query<T>({ text, values: [this.restaurant] }),
    );
    return answer.rows;
  }
}
