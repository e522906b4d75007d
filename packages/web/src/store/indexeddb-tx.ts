import { Dexie, type Table, type Transaction } from 'dexie';
import type { Id, Row } from '@resto360/domain';
import type {
  ClientKey,
  ClientRow,
  ClientStoreName,
  ClientStores,
  ClientTx,
  MetaValues,
  OutboxEntry,
} from '@resto360/sync/client';
import type { StoredMeta, StoredRow } from './database.ts';

/**
 * The reads and writes of one transaction. **Why** its own tables: Dexie guesses the transaction from the call stack,
 * and loses it among native `await`s when two are open at once.
 */
export class IndexedDbTx implements ClientTx {
  readonly #transaction: Transaction;

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  async get<S extends ClientStoreName>(store: S, key: ClientKey<S>): Promise<ClientStores[S] | undefined> {
    return fromDisk(store, await this.#table(store).get(key));
  }

  async getMany<S extends ClientStoreName>(store: S, keys: readonly ClientKey<S>[]) {
    const found = await this.#table(store).bulkGet([...keys]);
    return found.map((value) => fromDisk(store, value));
  }

  async count(store: ClientStoreName): Promise<number> {
    return this.#table(store).count();
  }

  async outboxFrom(seq: number, count: number): Promise<readonly OutboxEntry[]> {
    const found = this.#table('outbox').where(':id').aboveOrEqual(seq).limit(count);
    return (await found.toArray()) as readonly OutboxEntry[];
  }

  async outboxNumbers(): Promise<readonly number[]> {
    return (await this.#table('outbox').toCollection().primaryKeys()) as readonly number[];
  }

  async list<S extends ClientStoreName>(store: S): Promise<readonly ClientStores[S][]> {
    const found = await this.#table(store).toArray();
    return store === 'rows' ? found.map((value) => clientRow(value as StoredRow) as ClientStores[S]) : (found as never);
  }

  async put<S extends ClientStoreName>(store: S, values: readonly ClientStores[S][]): Promise<void> {
    if (values.length === 0) return;
    await this.#table(store).bulkPut(store === 'rows' ? (values as readonly ClientRow[]).map(storedRow) : values);
  }

  async delete<S extends ClientStoreName>(store: S, keys: readonly ClientKey<S>[]): Promise<void> {
    if (keys.length > 0) await this.#table(store).bulkDelete([...keys]);
  }

  async clear(store: ClientStoreName): Promise<void> {
    await this.#table(store).clear();
  }

  async rowsOf(collection: string): Promise<readonly Row[]> {
    const range = this.#rows.where('[collection+id]').between([collection, Dexie.minKey], [collection, Dexie.maxKey]);
    return (await range.toArray()).map(({ row }) => row);
  }

  async rowsBetween(above: number, upTo: number): Promise<readonly ClientRow[]> {
    return (await this.#rows.where('row.v').between(above, upTo, false, true).toArray()).map(clientRow);
  }

  async rowsAfter(collection: string, id: Id | '', count: number): Promise<readonly Row[]> {
    const after = this.#rows.where('[collection+id]').between([collection, id], [collection, Dexie.maxKey], false);
    return (await after.limit(count).toArray()).map(({ row }) => row);
  }

  async openOrders(): Promise<readonly Row[]> {
    return (await this.#rows.where('open').equals(1).toArray()).map(({ row }) => row);
  }

  async lastOrders(count: number): Promise<readonly Row[]> {
    const all = this.#rows.where('[collection+id]').between(['orders', Dexie.minKey], ['orders', Dexie.maxKey]);
    // oxlint-disable-next-line unicorn/no-array-reverse -- a Dexie collection walked backwards, not an array
    return (await all.reverse().limit(count).toArray()).map(({ row }) => row);
  }

  async rowsOfOrders(orders: readonly Id[]): Promise<readonly ClientRow[]> {
    const some =
      orders.length === 1
        ? this.#rows.where('order').equals(orders[0] ?? '')
        : this.#rows.where('order').anyOf([...orders]);
    return (await some.toArray()).map(clientRow);
  }

  async meta<K extends keyof MetaValues>(key: K): Promise<MetaValues[K] | undefined> {
    return (await this.#meta.get(key))?.value as MetaValues[K] | undefined;
  }

  async metas<K extends keyof MetaValues>(keys: readonly K[]): Promise<{ readonly [P in K]?: MetaValues[P] }> {
    const found = await this.#meta.bulkGet([...keys]);
    return Object.fromEntries(found.flatMap((one) => (one ? [[one.key, one.value]] : []))) as never;
  }

  async setMeta<K extends keyof MetaValues>(key: K, value: MetaValues[K]): Promise<void> {
    await this.#meta.put({ key, value });
  }

  get #rows(): Table<StoredRow, [string, string]> {
    return this.#transaction.table('rows');
  }

  get #meta(): Table<StoredMeta, string> {
    return this.#transaction.table('meta');
  }

  // Dexie's table types differ by store; keys and values are checked by the port's own types above.
  #table(store: ClientStoreName): Table<unknown, unknown> {
    return this.#transaction.table(store);
  }
}

function fromDisk<S extends ClientStoreName>(store: S, value: unknown): ClientStores[S] | undefined {
  if (value === undefined) return undefined;
  return (store === 'rows' ? clientRow(value as StoredRow) : value) as ClientStores[S];
}

function storedRow({ collection, order, open, row }: ClientRow): StoredRow {
  return { collection, id: row.id, ...(order === '' ? {} : { order }), ...(open === 1 ? { open } : {}), row };
}

function clientRow({ collection, order, open, row }: StoredRow): ClientRow {
  return { collection, order: order ?? '', open: open ?? 0, row };
}
