import type { Id, Row } from '@resto360/domain';
import type {
  ClientKey,
  ClientRow,
  ClientStore,
  ClientStoreName,
  ClientStores,
  ClientTx,
  Durability,
  MetaValues,
  OutboxEntry,
} from './store.ts';

/** What a killed app throws in the middle of a transaction. */
export class DeviceCrash extends Error {
  override readonly name = 'DeviceCrash';
}

/** Knobs of the memory store. */
export type ClientFaults = { crashBeforeCommit: boolean; crashAfterCommit: boolean; quotaExceeded: boolean };

type Tables = { [S in ClientStoreName]: Map<string, ClientStores[S]> };

/** A device's store in memory: same contract as IndexedDB, with knobs for crashes and a full disk. */
export class MemoryClientStore implements ClientStore {
  readonly faults: ClientFaults = { crashBeforeCommit: false, crashAfterCommit: false, quotaExceeded: false };
  /** Crashes so far, so that a test can tell that one happened. */
  crashes = 0;
  readonly #tables: Tables = {
    outbox: new Map(),
    held: new Map(),
    recorder: new Map(),
    rows: new Map(),
    overlay: new Map(),
  };
  readonly #byOrder = new Map<Id, Set<string>>();
  readonly #meta = new Map<keyof MetaValues, unknown>();
  #tail: Promise<unknown> = Promise.resolve();
  readonly #reading = new Set<Promise<unknown>>();

  /** Waits for the reads that began before, as IndexedDB does: none of them sees a part of it. */
  async write<T>(_durability: Durability, work: (tx: ClientTx) => Promise<T>): Promise<T> {
    const before = [this.#tail, ...this.#reading];
    const turn = Promise.allSettled(before).then(async () => {
      const tx = new MemoryTx(this.#tables, this.#byOrder, this.#meta);
      const value = await work(tx);
      if (this.faults.quotaExceeded) throw new DeviceCrash('quota exceeded');
      if (this.faults.crashBeforeCommit) this.#crash('crashBeforeCommit');
      tx.commit();
      if (this.faults.crashAfterCommit) this.#crash('crashAfterCommit');
      return value;
    });
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  /** Waits for the writes that were asked for before; other reads go beside it. */
  async read<T>(work: (tx: ClientTx) => Promise<T>): Promise<T> {
    const turn = this.#tail.then(() => work(new MemoryTx(this.#tables, this.#byOrder, this.#meta)));
    this.#reading.add(turn);
    return turn.finally(() => this.#reading.delete(turn));
  }

  /** A copy of the whole disk, as when a tablet is cloned or restored from an image. */
  clone(): MemoryClientStore {
    const copy = new MemoryClientStore();
    for (const name of Object.keys(this.#tables) as ClientStoreName[]) {
      for (const [key, value] of this.#tables[name]) (copy.#tables[name] as Map<string, unknown>).set(key, value);
    }
    for (const [order, keys] of this.#byOrder) copy.#byOrder.set(order, new Set(keys));
    for (const [key, value] of this.#meta) copy.#meta.set(key, value);
    return copy;
  }

  #crash(knob: 'crashBeforeCommit' | 'crashAfterCommit'): never {
    this.faults[knob] = false;
    this.crashes++;
    throw new DeviceCrash(knob);
  }
}

/** Reads through its own writes; nothing reaches the tables before `commit`. */
class MemoryTx implements ClientTx {
  readonly #tables: Tables;
  readonly #byOrder: Map<Id, Set<string>>;
  readonly #meta: Map<keyof MetaValues, unknown>;
  readonly #writes: { store: ClientStoreName; key: string; value: unknown }[] = [];
  readonly #metaWrites = new Map<keyof MetaValues, unknown>();

  constructor(tables: Tables, byOrder: Map<Id, Set<string>>, meta: Map<keyof MetaValues, unknown>) {
    this.#tables = tables;
    this.#byOrder = byOrder;
    this.#meta = meta;
  }

  async get<S extends ClientStoreName>(store: S, key: ClientKey<S>): Promise<ClientStores[S] | undefined> {
    const text = keyText(key);
    const written = this.#writes.findLast((write) => write.store === store && write.key === text);
    return written ? (written.value as ClientStores[S] | undefined) : this.#tables[store].get(text);
  }

  async getMany<S extends ClientStoreName>(store: S, keys: readonly ClientKey<S>[]) {
    return Promise.all(keys.map((key) => this.get(store, key)));
  }

  async count(store: ClientStoreName): Promise<number> {
    return (await this.list(store)).length;
  }

  async outboxFrom(seq: number, count: number): Promise<readonly OutboxEntry[]> {
    return this.#sorted('outbox', (entry) => entry.seq >= seq).slice(0, count);
  }

  async outboxNumbers(): Promise<readonly number[]> {
    return (await this.list('outbox')).map(({ seq }) => seq);
  }

  async list<S extends ClientStoreName>(store: S): Promise<readonly ClientStores[S][]> {
    return this.#sorted(store, () => true);
  }

  #sorted<S extends ClientStoreName>(store: S, isAsked: (value: ClientStores[S]) => boolean): ClientStores[S][] {
    const seen = new Map<string, ClientStores[S]>();
    for (const [key, value] of this.#tables[store]) if (isAsked(value)) seen.set(key, value);
    for (const write of this.#writes) {
      if (write.store !== store) continue;
      const value = write.value as ClientStores[S] | undefined;
      if (value !== undefined && isAsked(value)) seen.set(write.key, value);
      else seen.delete(write.key);
    }
    return [...seen].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
  }

  async put<S extends ClientStoreName>(store: S, values: readonly ClientStores[S][]): Promise<void> {
    for (const value of values) this.#writes.push({ store, key: keyText(keyOf(store, value)), value });
  }

  async delete<S extends ClientStoreName>(store: S, keys: readonly ClientKey<S>[]): Promise<void> {
    for (const key of keys) this.#writes.push({ store, key: keyText(key), value: undefined });
  }

  async clear(store: ClientStoreName): Promise<void> {
    const keys = new Set(this.#tables[store].keys());
    for (const write of this.#writes) if (write.store === store) keys.add(write.key);
    for (const key of keys) this.#writes.push({ store, key, value: undefined });
  }

  async rowsOf(collection: string): Promise<readonly Row[]> {
    return (await this.list('rows')).filter((value) => value.collection === collection).map(({ row }) => row);
  }

  async rowsBetween(above: number, upTo: number): Promise<readonly ClientRow[]> {
    return (await this.list('rows')).filter(({ row }) => row.v > above && row.v <= upTo);
  }

  async rowsAfter(collection: string, id: Id | '', count: number): Promise<readonly Row[]> {
    const rows = (await this.rowsOf(collection)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return rows.filter((row) => row.id > id).slice(0, count);
  }

  async openOrders(): Promise<readonly Row[]> {
    return (await this.list('rows')).filter((value) => value.open === 1).map(({ row }) => row);
  }

  async lastOrders(count: number): Promise<readonly Row[]> {
    const all = await this.rowsOf('orders');
    return all.toSorted((a, b) => (a.id < b.id ? 1 : -1)).slice(0, count);
  }

  async rowsOfOrders(orders: readonly Id[]): Promise<readonly ClientRow[]> {
    return orders.flatMap((order) => this.#rowsOfOrder(order));
  }

  #rowsOfOrder(order: Id): readonly ClientRow[] {
    const found = new Map<string, ClientRow>();
    for (const key of this.#byOrder.get(order) ?? []) {
      const value = this.#tables.rows.get(key);
      if (value) found.set(key, value);
    }
    for (const { store, key, value } of this.#writes) {
      if (store !== 'rows') continue;
      if (value !== undefined && (value as ClientRow).order === order) found.set(key, value as ClientRow);
      else found.delete(key);
    }
    return [...found.values()];
  }

  async meta<K extends keyof MetaValues>(key: K): Promise<MetaValues[K] | undefined> {
    const source = this.#metaWrites.has(key) ? this.#metaWrites : this.#meta;
    return source.get(key) as MetaValues[K] | undefined;
  }

  async metas<K extends keyof MetaValues>(keys: readonly K[]): Promise<{ readonly [P in K]?: MetaValues[P] }> {
    const found = await Promise.all(keys.map(async (key) => [key, await this.meta(key)] as const));
    return Object.fromEntries(found.filter(([, value]) => value !== undefined)) as never;
  }

  async setMeta<K extends keyof MetaValues>(key: K, value: MetaValues[K]): Promise<void> {
    this.#metaWrites.set(key, value);
  }

  commit(): void {
    for (const { store, key, value } of this.#writes) {
      if (value === undefined) this.#tables[store].delete(key);
      else (this.#tables[store] as Map<string, unknown>).set(key, value);
      if (store === 'rows' && value !== undefined) this.#index(key, value as ClientRow);
    }
    for (const [key, value] of this.#metaWrites) this.#meta.set(key, value);
  }

  #index(key: string, value: ClientRow): void {
    if (value.order === '') return;
    const keys = this.#byOrder.get(value.order) ?? new Set<string>();
    this.#byOrder.set(value.order, keys.add(key));
  }
}

/** The key under which a store keeps a value. */
export function keyOf<S extends ClientStoreName>(store: S, value: ClientStores[S]): ClientKey<S> {
  if (store === 'outbox') return (value as ClientStores['outbox']).seq as ClientKey<S>;
  if (store !== 'rows') return (value as ClientStores['held']).id as ClientKey<S>;
  const { collection, row } = value as ClientRow;
  return [collection, row.id] as unknown as ClientKey<S>;
}

function keyText(key: number | string | readonly [string, Id]): string {
  if (typeof key === 'number') return String(key).padStart(12, '0');
  return typeof key === 'string' ? key : `${key[0]}/${key[1]}`;
}
