import type { Id } from './ids.ts';
import type { Row } from './row.ts';
import type { View } from './view.ts';

/** A view held in memory, indexed by order. Used by the device's cache, by the simulator and by tests. */
export class MapView implements View {
  readonly #rows = new Map<string, Map<Id, Row>>();
  readonly #children = new Map<string, Map<Id, Set<Id>>>();

  get(collection: string, id: Id): Row | undefined {
    return this.#rows.get(collection)?.get(id);
  }

  all(collection: string): Iterable<Row> {
    return this.#rows.get(collection)?.values() ?? [];
  }

  *ofOrder(collection: string, order: Id): Iterable<Row> {
    for (const id of this.#children.get(collection)?.get(order) ?? []) {
      const row = this.get(collection, id);
      if (row) yield row;
    }
  }

  /** The collections that hold rows. */
  collections(): Iterable<string> {
    return this.#rows.keys();
  }

  /** Puts a row in place of what was there. */
  put(collection: string, row: Row): void {
    const before = this.get(collection, row.id)?.f['order'];
    const now = row.f['order'];
    if (before !== now) this.#unlink(collection, before, row.id);
    if (typeof now === 'string' && before !== now) {
      const byOrder = ensure(this.#children, collection, () => new Map<Id, Set<Id>>());
      ensure(byOrder, now, () => new Set<Id>()).add(row.id);
    }
    ensure(this.#rows, collection, () => new Map<Id, Row>()).set(row.id, row);
  }

  /** Forgets a row. */
  delete(collection: string, id: Id): void {
    this.#unlink(collection, this.get(collection, id)?.f['order'], id);
    this.#rows.get(collection)?.delete(id);
  }

  #unlink(collection: string, order: unknown, id: Id): void {
    if (typeof order === 'string') this.#children.get(collection)?.get(order)?.delete(id);
  }
}

function ensure<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
