import { ExceptionKind, exception, type Exception } from '../kernel/exception.ts';
import type { Id } from '../kernel/ids.ts';
import { entityOf, listAll, type View } from '../kernel/view.ts';
import { voidedOf } from './corrections.ts';
import { circleOf, isBound, isClosed, listRoots, rootOf } from './parts.ts';
import { adjustments, orderLines, orders, voids } from './schema.ts';

/** Odd things about orders and lines (SYN-4). */
export function orderExceptions(view: View): Exception[] {
  return [...lineExceptions(view), ...tablesOpenedTwice(view), ...mergedInCircle(view), ...onAgedGrants(view)];
}

function lineExceptions(view: View): Exception[] {
  const found: Exception[] = [];
  for (const row of view.all(orderLines.name)) {
    const line = entityOf(orderLines, row);
    if (!line) continue;
    const about = { order: line.order };
    if (row.alt && Object.keys(row.alt).length > 0) {
      found.push(exception(ExceptionKind.sentTwiceDifferently, [line.id], about));
    }
    if (line.removed && line.status[1] !== 'draft') {
      found.push(exception(ExceptionKind.removedButSent, [line.id], about));
    }
    if (line.status[1] !== 'draft' && voidedOf(view, line.order, line.id) > line.quantity) {
      found.push(exception(ExceptionKind.overVoid, [line.id], about));
    }
  }
  return found;
}

// Orders that were merged are one, wherever their guests sit.
function tablesOpenedTwice(view: View): Exception[] {
  const byTable = new Map<Id, Set<Id>>();
  for (const order of listAll(view, orders)) {
    if (order.table === null || order.status[1] === 'closed') continue;
    byTable.set(order.table, (byTable.get(order.table) ?? new Set()).add(rootOf(view, order.id)));
  }
  return [...byTable.values()]
    .filter((roots) => roots.size > 1)
    .map((roots) => exception(ExceptionKind.tableOpenedTwice, [...roots]));
}

function mergedInCircle(view: View): Exception[] {
  return listRoots(view).flatMap(({ id }) => {
    const circle = isClosed(view, id) ? [] : circleOf(view, id);
    // Where both ways were paid for there is nothing to undo, and nothing that asks for it.
    return circle.every((part) => isBound(view, part))
      ? []
      : [exception(ExceptionKind.mergedInCircle, circle, { order: id })];
  });
}

// Cancelled, or given away, on a device that had read nothing of the house for days: it counts, and somebody looks (SYN-25).
function onAgedGrants(view: View): Exception[] {
  const facts = [...listAll(view, voids), ...listAll(view, adjustments)].filter(({ agedGrant }) => agedGrant);
  return facts.map(({ id, order }) => exception(ExceptionKind.agedGrant, [id], { order }));
}
