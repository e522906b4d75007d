import {
  CATALOG,
  MapView,
  type Change,
  type CollectionClass,
  type Id,
  type Row,
  type Stamp,
  type View,
} from '@resto360/domain';
import { joinChange } from '../join.ts';
import type { PendingOp } from './pending.ts';
import type { ClientRules } from './rules.ts';

type Key = string;
type Write = { readonly change: Change; readonly effective: Stamp; readonly isCarried: boolean };

/**
 * What a screen shows: `rows ⊔ outbox ⊔ held ⊔ overlay`, by the shared join (SYN-9). Kept up to date row by row, so
 * that a tap repaints without reading the disk.
 */
export class DeviceView implements View {
  readonly #shown = new MapView();
  readonly #base = new Map<Key, Row>();
  readonly #pending = new Map<Id, readonly Key[]>();
  readonly #writes = new Map<Key, Map<Id, Write>>();
  readonly #rules: ClientRules;

  constructor(rules: ClientRules) {
    this.#rules = rules;
  }

  get(collection: string, id: Id): Row | undefined {
    return this.#shown.get(collection, id);
  }

  all(collection: string): Iterable<Row> {
    return this.#shown.all(collection);
  }

  ofOrder(collection: string, order: Id): Iterable<Row> {
    return this.#shown.ofOrder(collection, order);
  }

  /** The server's rows, as pulled; takes the place of what was known of them. */
  setRows(collection: string, rows: Iterable<Row>): void {
    for (const row of rows) {
      const key = keyOf(collection, row.id);
      this.#base.set(key, row);
      this.#show(collection, row.id, key);
    }
  }

  /** Takes a collection out of sight that is no longer in scope. */
  dropRows(collection: string): void {
    for (const row of this.#shown.all(collection)) {
      const key = keyOf(collection, row.id);
      this.#base.delete(key);
      this.#show(collection, row.id, key);
    }
  }

  /** Takes single rows out of sight that the server no longer has for this device. */
  deleteRows(keys: Iterable<readonly [collection: string, id: Id]>): void {
    for (const [collection, id] of keys) {
      const key = keyOf(collection, id);
      this.#base.delete(key);
      this.#show(collection, id, key);
    }
  }

  /** Makes the pending ops exactly these; only rows of ops that came, went or were re-stamped are joined again. */
  setPending(pending: readonly PendingOp[]): void {
    const ids = new Set(pending.map(({ op }) => op.id));
    for (const id of this.#pending.keys()) if (!ids.has(id)) this.#forget(id);
    for (const one of pending) this.addPending(one);
  }

  /** Takes ops out of the view; their rows are what the others make of them. */
  dropPending(ids: Iterable<Id<'op'>>): void {
    for (const id of ids) this.#forget(id);
  }

  /** Adds an op, or gives a known one its effective stamp. */
  addPending({ op, effective, isCarried = false }: PendingOp): void {
    const keys: Key[] = [];
    for (const change of op.changes) {
      const [collection, id] = change;
      if (!CATALOG.has(collection)) continue;
      const key = keyOf(collection, id);
      keys.push(key);
      const writes = this.#writes.get(key) ?? new Map<Id, Write>();
      if (writes.get(op.id)?.effective === effective) continue;
      this.#writes.set(key, writes.set(op.id, { change, effective, isCarried }));
      this.#show(collection, id, key);
    }
    this.#pending.set(op.id, keys);
  }

  /** Whether an op of this device is still unconfirmed for a row: what the screen marks as not yet in the cloud. */
  isPending(collection: string, id: Id): boolean {
    return (this.#writes.get(keyOf(collection, id))?.size ?? 0) > 0;
  }

  /** The same for an order and everything that hangs on it. */
  isPendingOrder(order: Id): boolean {
    if (this.isPending('orders', order)) return true;
    for (const name of CATALOG.keys()) {
      for (const row of this.ofOrder(name, order)) if (this.isPending(name, row.id)) return true;
    }
    return false;
  }

  #forget(op: Id): void {
    const keys = this.#pending.get(op) ?? [];
    this.#pending.delete(op);
    for (const key of keys) {
      this.#writes.get(key)?.delete(op);
      const cut = key.indexOf('/');
      this.#show(key.slice(0, cut), key.slice(cut + 1), key);
    }
  }

  #show(collection: string, id: Id, key: Key): void {
    const definition = CATALOG.get(collection);
    let row = this.#base.get(key);
    // A fact that the server holds is what it is: an op that would rewrite it is kept apart there, and shows nothing here.
    if (definition && !(row && definition.class === 'fact')) {
      for (const { change, effective } of counting(this.#writes.get(key), definition.class)) {
        row = joinChange(row, definition, change, effective, row?.v ?? 0, this.#rules.join);
      }
    }
    if (row) this.#shown.put(collection, row);
    else this.#shown.delete(collection, id);
  }
}

const keyOf = (collection: string, id: Id): Key => `${collection}/${id}`;

// What this device said of a fact is what its people were told; another install that says it otherwise waits for the
// server, which keeps the first and sets the other apart.
function counting(writes: ReadonlyMap<Id, Write> | undefined, kind: CollectionClass): readonly Write[] {
  const all = [...(writes?.values() ?? [])];
  const own = kind === 'fact' ? all.filter(({ isCarried }) => !isCarried) : [];
  return own.length > 0 ? own : all;
}
