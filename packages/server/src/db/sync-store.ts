import type { Id } from '@resto360/domain';
import type { LoadRequest, Loaded, PageRequest, ServerStore, WritePlan } from '@resto360/sync/server';
import { deviceSelect, type DeviceRecord, toDevice } from './device-record.ts';
import { type OrdersDelta, type OrdersDeltaRequest, readOrdersDelta } from './orders-delta.ts';
import type { DatabasePool } from './pool.ts';
import { readAllRows, readEntry, readJournal } from './sync-journal.ts';
import { readPage } from './sync-page.ts';
import { listPurges, listReads, noteRead, purgeSome } from './sync-tombstones.ts';
import { type BeforeCommit, beginLineage, lockAndLoad, readHead, readVerdicts, storeAndCommit } from './sync-write.ts';
import { type Transaction, withTransaction } from './transaction.ts';
import { sortStoreError } from './transient-store-error.ts';

/** The engine's store on PostgreSQL, and the orders as other programs ask for them. */
export interface SyncStore extends ServerStore {
  /** Born orders by the version of their last change, each with what belongs to it (`GET /api/orders/delta/`). */
  readOrdersDelta(restaurant: Id<'restaurant'>, request: OrdersDeltaRequest): Promise<OrdersDelta>;
}

/**
 * Keeps restaurants in PostgreSQL.
 *
 * ```
 * write   BEGIN · tenant · lock · load  ⇢  decide  ⇢  upserts · ops · devices · head · COMMIT     2 round trips
 * reads   BEGIN READ ONLY · tenant · one statement · COMMIT                                       1 round trip
 * ```
 *
 * **Errors**: TransientStoreError when asking again may help; what `decide` throws as it is, after a rollback.
 * **Source**: SYN-18, SYN-20, TEN-9.
 */
export function createSyncStore(pool: DatabasePool, options: SyncStoreOptions = {}): SyncStore {
  const read = <T>(restaurant: Id<'restaurant'>, work: (transaction: Transaction) => Promise<T>) =>
    sorted(() => readAtOnce(pool, restaurant, work));
  const write = <T>(restaurant: Id<'restaurant'>, work: (transaction: Transaction) => Promise<T>) =>
    sorted(() => withTransaction(pool, { mode: 'write', restaurantId: restaurant, ...options }, work));
  return {
    write: (restaurant, load, decide) => writeVersion(pool, { restaurant, load, options }, decide),
    page: (restaurant, request: PageRequest) => read(restaurant, (now) => readPage(now, restaurant, request)),
    head: (restaurant, hashesAt) => read(restaurant, (now) => readHead(now, restaurant, { mode: 'read', hashesAt })),
    beginLineage: (restaurant, after, common) =>
      write(restaurant, (now) => beginLineage(now, restaurant, { after, common })),
    journal: (restaurant, above, limit) => read(restaurant, (now) => readJournal(now, restaurant, { above, limit })),
    entry: (restaurant, id) => read(restaurant, (now) => readEntry(now, restaurant, id)),
    verdicts: (restaurant, ids) => read(restaurant, (now) => readVerdicts(now, restaurant, ids)),
    rows: (restaurant, collection) => read(restaurant, (now) => readAllRows(now, restaurant, collection)),
    devices: (restaurant) =>
      read(restaurant, async (now) => {
        const found = await now.query<DeviceRecord>({
          name: 'devices_all',
          text: `${deviceSelect} where restaurant_id = $1 order by install`,
          values: [restaurant],
        });
        return found.rows.map(toDevice);
      }),
    noteRead: (restaurant, install, told) =>
      write(restaurant, (now) => noteRead(now, restaurant, { install, ...told })),
    reads: (restaurant) => read(restaurant, (now) => listReads(now, restaurant)),
    purge: (restaurant, request) => write(restaurant, (now) => purgeSome(now, restaurant, request)),
    purges: (restaurant) => read(restaurant, (now) => listPurges(now, restaurant)),
    readOrdersDelta: (restaurant, request) => read(restaurant, (now) => readOrdersDelta(now, restaurant, request)),
  };
}

/** How patient the store is. */
export interface SyncStoreOptions {
  /** How long a write waits for the restaurant's lock. */
  readonly lockTimeoutMs?: number;
  /** What has to be committed with a write. */
  readonly beforeCommit?: BeforeCommit;
}

type Write = {
  readonly restaurant: Id<'restaurant'>;
  readonly load: LoadRequest;
  readonly options: SyncStoreOptions;
};

async function writeVersion<T>(
  pool: DatabasePool,
  { restaurant, load, options }: Write,
  decide: (loaded: Loaded) => { readonly plan: WritePlan | undefined; readonly value: T },
): Promise<T> {
  let refused: { readonly error: unknown } | undefined;
  const decideOrNote = (loaded: Loaded) => {
    try {
      return decide(loaded);
    } catch (error) {
      refused = { error };
      throw error;
    }
  };
  try {
    return await withTransaction(pool, { mode: 'write', restaurantId: restaurant, ...options }, async (transaction) => {
      const planned = byIndex(transaction);
      const loaded = await lockAndLoad(transaction, restaurant, load);
      await planned;
      const { plan, value } = decideOrNote(loaded);
      if (plan) await storeAndCommit(transaction, restaurant, plan, options.beforeCommit);
      return value;
    });
  } catch (error) {
    throw refused ? refused.error : sortStoreError(error);
  }
}

function readAtOnce<T>(
  pool: DatabasePool,
  restaurant: Id<'restaurant'>,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  return withTransaction(pool, { mode: 'snapshot', restaurantId: restaurant }, async (transaction) => {
    const planned = byIndex(transaction);
    const result = work(transaction);
    const [answer] = await Promise.all([result, planned, transaction.commit()]);
    return answer;
  });
}

/**
 * Every statement of the store walks an index that starts with the restaurant, in its order. A plan is made once per
 * connection and kept, so it must not be made for the few rows of a young database.
 */
function byIndex(transaction: Transaction): Promise<unknown> {
  return transaction.query({ text: plans });
}

const plans = ['enable_seqscan = off', 'enable_bitmapscan = off', 'enable_sort = off', 'jit = off']
  .concat('plan_cache_mode = force_generic_plan')
  .map((setting) => `set local ${setting}`)
  .join('; ');

async function sorted<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw sortStoreError(error);
  }
}
