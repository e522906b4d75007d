import type { Collection, Entity, Fields } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import { entityOf, find, listAll, listOfOrder, type View } from '../kernel/view.ts';
import { orders } from './schema.ts';

type Order = Entity<typeof orders>;

/**
 * A merged order is its **root** and all **parts** that lead to it. Nothing moves when orders are merged: each part
 * keeps its lines and its money, and says with which order it counts.
 *
 *     part ──mergedInto──► part ──mergedInto──► root          in a circle the smallest id is the root
 *     part ──closedWith──► root                               once paid together, if in part, together for ever
 *
 * **Source** ORD-1.
 */
export function rootOf(view: View, id: Id<'order'>): Id<'order'> {
  const path: Id[] = [];
  let at = find(view, orders, id);
  while (at) {
    const met = path.indexOf(at.id);
    if (met >= 0) return path.slice(met).reduce((least, one) => (one < least ? one : least));
    path.push(at.id);
    at = nextOf(view, at);
  }
  return path.at(-1) ?? id;
}

/** The ids of a merged order's parts, its root first; of an order that was never merged its own. */
export function partIdsOf(view: View, id: Id<'order'>): readonly Id<'order'>[] {
  const root = rootOf(view, id);
  const found = new Set([root]);
  // A set that grows while it is walked: each order found brings those that lead to it.
  for (const one of found) {
    for (const row of view.ofOrder(orders.name, one)) {
      const order = entityOf(orders, row);
      if (order && nextOf(view, order)?.id === one) found.add(order.id);
    }
  }
  const [, ...others] = found;
  return [root, ...others.toSorted()];
}

/** The orders of a merged order, its root first; empty where the order is unknown. */
export function partsOf(view: View, id: Id<'order'>): readonly Order[] {
  return partIdsOf(view, id).flatMap((part) => find(view, orders, part) ?? []);
}

/** The open parts of a merged order by where their guests are: those of one table together, each that has none alone. */
export function placesOf(view: View, id: Id<'order'>): readonly (readonly [Order, ...Order[]])[] {
  const places = new Map<Id, [Order, ...Order[]]>();
  for (const part of partsOf(view, id)) {
    if (part.status[1] === 'closed') continue;
    const place = places.get(part.table ?? part.id);
    if (place) place.push(part);
    else places.set(part.table ?? part.id, [part]);
  }
  return [...places.values()];
}

/** The born rows of a merged order in a collection. */
export function listOfParts<F extends Fields>(view: View, of: Collection<F>, id: Id<'order'>): Entity<Collection<F>>[] {
  return partIdsOf(view, id).flatMap((part) => listOfOrder(view, of, part));
}

/** Every order that counts with no other: one for each merged order, and all that were never merged. */
export function listRoots(view: View): Order[] {
  return listAll(view, orders).filter(({ id }) => rootOf(view, id) === id);
}

/** Whether money was taken for an order together with others: it stays with them. */
export function isBound(view: View, id: Id<'order'>): boolean {
  return (find(view, orders, id)?.closedWith ?? null) !== null;
}

/** Whether nothing of a merged order is open any more; an unknown one is not closed. */
export function isClosed(view: View, id: Id<'order'>): boolean {
  const parts = partsOf(view, id);
  return parts.length > 0 && parts.every(({ status }) => status[1] === 'closed');
}

/** Whether an order was paid with one that is not on this device: what it owes can't be said here. */
export function isPaidElsewhere(view: View, id: Id<'order'>): boolean {
  const closedWith = find(view, orders, id)?.closedWith ?? null;
  return closedWith !== null && !find(view, orders, closedWith);
}

/** The orders that point at each other in a circle, by id; none where the pointers end. */
export function circleOf(view: View, id: Id<'order'>): readonly Id<'order'>[] {
  const root = rootOf(view, id);
  const circle: Id[] = [];
  for (let at = find(view, orders, root); at && !circle.includes(at.id); at = nextOf(view, at)) circle.push(at.id);
  const last = find(view, orders, circle.at(-1) ?? '');
  return last && nextOf(view, last)?.id === root ? circle.toSorted() : [];
}

// What was paid together stays together. An order in another money, or one that is not here, is followed nowhere.
function nextOf(view: View, order: Order): Order | undefined {
  const id = order.closedWith ?? order.mergedInto;
  const next = id === null || id === order.id ? undefined : find(view, orders, id);
  return next?.currency === order.currency ? next : undefined;
}
