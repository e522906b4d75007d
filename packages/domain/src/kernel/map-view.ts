import type { Id } from './ids.ts';
import { hangsOn, type Row } from './row.ts';
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
    const before = this.get(collection, row.id);
    const [was, now] = [before ? hangsOn(before) : [], hangsOn(row)];
    this.#unlink(
      collection,
      was.filter((order) => !now.includes(order)),
      row.id,
    );
    if (now.length > 0) {
      const byOrder = ensure(this.#children, collection, () => new Map<Id, Set<Id>>());
      for (const order of now) ensure(byOrder, order, () => new Set<Id>()).add(row.id);
    }
    ensure(this.#rows, collection, () => new Map<Id, Row>()).set(row.id, row);
  }

  /** Forgets a row. */
  delete(collection: string, id: Id): void {
    const row = this.get(collection, id);
    if (row) this.#unlink(collection, hangsOn(row), id);
    this.#rows.get(collection)?.delete(id);
  }

  #unlink(collection: string, orders: readonly Id[], id: Id): void {
    for (const order of orders) this.#children.get(collection)?.get(order)?.delete(id);
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
