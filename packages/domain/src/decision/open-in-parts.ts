import type { Exception } from '../kernel/exception.ts';
import type { Id } from '../kernel/ids.ts';
import { hangsOn, type Row } from '../kernel/row.ts';
import type { View } from '../kernel/view.ts';
import { orderLines, orders } from '../order/schema.ts';
import { openExceptions } from './open-exceptions.ts';

/** Closed orders that are looked at in one part. */
const ORDERS_A_PART = 20;

/**
 * The same as `openExceptions`, part by part: the house and the orders that are not closed, then closed ones, a few at a
 * time. **Why**: a till may hold a thousand closed orders after days without a line, and one look at all of them stops
 * it for half a second. Rows that change between two parts are seen by the next look.
 */
export function* openInParts(view: View, nowMs: number): Generator<readonly Exception[]> {
  const closed: Row[] = [];
  const others: Row[] = [];
  for (const row of view.all(orders.name)) (isClosed(row) && isAlone(view, row) ? closed : others).push(row);
  yield openExceptions(new HouseView(view, others), nowMs);
  for (let from = 0; from < closed.length; from += ORDERS_A_PART) {
    yield openExceptions(new SomeOrders(view, closed.slice(from, from + ORDERS_A_PART)), nowMs);
  }
}

// What was merged is judged together.
function isAlone(view: View, row: Row): boolean {
  if (hangsOn(row).length > 0) return false;
  for (const _part of view.ofOrder(orders.name, row.id)) return false;
  return true;
}

function isClosed({ f }: Row): boolean {
  const status = f['status'];
  return Array.isArray(status) && status[1] === 'closed';
}

/** A view in which a search through everything meets only some orders and what hangs on them. */
class SomeOrders implements View {
  protected readonly whole: View;
  protected readonly some: ReadonlyMap<Id, Row>;

  constructor(whole: View, some: readonly Row[]) {
    this.whole = whole;
    this.some = new Map(some.map((row) => [row.id, row]));
  }

  get(collection: string, id: Id): Row | undefined {
    return this.whole.get(collection, id);
  }

  ofOrder(collection: string, order: Id): Iterable<Row> {
    return this.whole.ofOrder(collection, order);
  }

  *all(collection: string): Iterable<Row> {
    if (collection === orders.name) yield* this.some.values();
    else if (collection === orderLines.name) {
      for (const id of this.some.keys()) yield* this.whole.ofOrder(collection, id);
    }
  }
}

/** The other part: everything but closed orders and their lines. Also every receipt: their numbers are compared. */
class HouseView extends SomeOrders {
  override *all(collection: string): Iterable<Row> {
    if (collection === orders.name) yield* this.some.values();
    else if (collection === orderLines.name) {
      for (const row of this.whole.all(collection)) if (this.#isHere(row.f['order'])) yield row;
    } else yield* this.whole.all(collection);
  }

  #isHere(order: unknown): boolean {
    return typeof order !== 'string' || this.some.has(order) || !this.whole.get(orders.name, order);
  }
}
