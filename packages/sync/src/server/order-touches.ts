import { hangsOn, type Id } from '@resto360/domain';
import type { WorkingRows } from './working-rows.ts';

/** Which versions touched an order, or one that it was ever merged with: at those its rows may have come whole (SYN-20). */
export class OrderTouches {
  readonly #versions = new Map<Id, Set<number>>();
  readonly #linked = new Map<Id, Set<Id>>();

  /** Notes what one version changed. */
  note(version: number, rows: WorkingRows): void {
    for (const order of rows.treeOrders()) ensure(this.#versions, order).add(version);
    for (const row of rows.changed().get('orders') ?? []) {
      for (const other of hangsOn(row)) {
        ensure(this.#linked, row.id).add(other);
        ensure(this.#linked, other).add(row.id);
      }
    }
  }

  /** Whether a version touched an order or what it was merged with. */
  hasTouched(order: Id | undefined, version: number): boolean {
    const seen = new Set<Id>(order === undefined ? [] : [order]);
    for (const id of seen) {
      if (this.#versions.get(id)?.has(version)) return true;
      for (const other of this.#linked.get(id) ?? []) seen.add(other);
    }
    return false;
  }
}

function ensure<V>(map: Map<Id, Set<V>>, id: Id): Set<V> {
  const found = map.get(id) ?? new Set<V>();
  map.set(id, found);
  return found;
}
