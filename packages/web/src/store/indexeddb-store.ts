import type { DexieOptions, Transaction } from 'dexie';
import type { Id } from '@resto360/domain';
import type { ClientStore, ClientTx, Durability } from '@resto360/sync/client';
import { LocalDatabase } from './database.ts';
import type { MakeRoom } from './make-room.ts';
import { IndexedDbTx } from './indexeddb-tx.ts';
import { StoreFailure, failureKindOf } from './store-failure.ts';

/** How often a transaction is tried when the connection to the database goes away under it. */
const TRIES_MAX = 3;
const STORES = ['outbox', 'held', 'recorder', 'rows', 'overlay', 'meta'] as const;

/**
 * A device's store on IndexedDB. Two connections to the one database: what a person did is flushed to the disk before
 * the transaction ends, what was pulled may be lost whole and is pulled again (SYN-8).
 * `makeRoom` is asked on a full disk, and what it makes room for is tried again (SYN-16).
 * **Errors** StoreFailure, when the disk stays full or the database does not come back; then nothing was saved.
 */
export class IndexedDbStore implements ClientStore {
  readonly #strict: LocalDatabase;
  readonly #relaxed: LocalDatabase;

  readonly #makeRoom: MakeRoom;

  constructor(restaurant: Id<'restaurant'>, options: DexieOptions = {}, makeRoom: MakeRoom = async () => false) {
    this.#makeRoom = makeRoom;
    this.#strict = new LocalDatabase(restaurant, 'strict', options);
    this.#relaxed = new LocalDatabase(restaurant, 'relaxed', options);
  }

  async write<T>(durability: Durability, work: (tx: ClientTx) => Promise<T>): Promise<T> {
    const isOp = durability === 'strict';
    return retried(isOp ? this.#strict : this.#relaxed, 'rw', work, () => this.#makeRoom(isOp));
  }

  async read<T>(work: (tx: ClientTx) => Promise<T>): Promise<T> {
    return retried(this.#relaxed, 'r', work, async () => false);
  }

  /** Lets go of the database. */
  close(): void {
    this.#strict.close();
    this.#relaxed.close();
  }
}

// Dexie's own type of `transaction` is too deep for the compiler to follow through a type parameter.
type Transacting = {
  transaction(
    mode: 'r' | 'rw',
    stores: readonly string[],
    scope: (tx: Transaction) => PromiseLike<unknown>,
  ): PromiseLike<unknown>;
};

// Safe to repeat: a transaction is whole or absent, and an op keeps the id its caller gave it.
async function retried<T>(
  database: LocalDatabase,
  mode: 'r' | 'rw',
  work: (tx: ClientTx) => Promise<T>,
  hasMadeRoom: () => Promise<boolean>,
): Promise<T> {
  const scope = (tx: Transaction): PromiseLike<unknown> => work(new IndexedDbTx(tx));
  for (let tries = 1; ; ) {
    try {
      return (await (database as unknown as Transacting).transaction(mode, STORES, scope)) as T;
    } catch (thrown) {
      const kind = failureKindOf(thrown);
      if (kind === undefined) throw thrown;
      if (kind === 'full') {
        if (!(await hasMadeRoom())) throw new StoreFailure(kind, thrown);
      } else {
        if (tries >= TRIES_MAX) throw new StoreFailure(kind, thrown);
        tries += 1;
        await reopen(database);
      }
    }
  }
}

async function reopen(database: LocalDatabase): Promise<void> {
  database.close({ disableAutoOpen: false });
  try {
    await database.open();
  } catch (thrown) {
    // The next try opens it again, and says what is wrong if it still cannot.
    if (failureKindOf(thrown) === undefined) throw thrown;
  }
}
