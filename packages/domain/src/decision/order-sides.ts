import type { Exception } from '../kernel/exception.ts';
import { markOf } from '../kernel/mark-of.ts';
import { entityOf, type View } from '../kernel/view.ts';
import { orderLines, orders, voids } from '../order/schema.ts';
import { installOf, side, wroteAt, type Side } from './side.ts';

/** A line as it was added or sent. */
export function linesOf(view: View, { subjects: [id = ''], amountMinor }: Exception, what: 'line' | 'send'): Side[] {
  const row = view.get(orderLines.name, id);
  const line = row && entityOf(orderLines, row);
  if (!line) return [];
  const { quantity, name: text, addedBy: by } = line;
  return [side(what, { text, quantity, amountMinor, by, ...wroteAt(markOf(orderLines, row, 'quantity')) })];
}

/** Where it was taken back. */
export function removalOf(view: View, { subjects: [id = ''] }: Exception): Side[] {
  const row = view.get(orderLines.name, id);
  return row ? [side('removal', wroteAt(markOf(orderLines, row, 'removed')))] : [];
}

/** The move of an order to the table it has. */
export function moveOf(view: View, { subjects: [id = ''] }: Exception): Side[] {
  const row = view.get(orders.name, id);
  const order = row && entityOf(orders, row);
  return order ? [side('move', { value: order.table, ...wroteAt(markOf(orders, row, 'table')) })] : [];
}

/** What different tills sent of one line. */
export function sendsOf(view: View, { subjects: [id = ''] }: Exception): Side[] {
  const row = view.get(orderLines.name, id);
  const line = row && entityOf(orderLines, row);
  if (!line) return [];
  const { name: text, quantity } = line;
  const kept = side('send', { text, quantity, isKept: true, ...wroteAt(markOf(orderLines, row, 'quantity')) });
  const lost = (row.alt?.['quantity'] ?? []).map(([mark, value]) =>
    side('send', { text, quantity: Number(value), isKept: false, ...wroteAt(mark) }),
  );
  return [kept, ...lost];
}

/** What was voided of it. */
export function voidsOf(view: View, { subjects: [id = ''], order }: Exception): Side[] {
  return [...view.ofOrder(voids.name, order ?? '')].flatMap((row) => {
    const fact = entityOf(voids, row);
    if (fact?.line !== id) return [];
    const { quantity, by, at, reason: text } = fact;
    return [side('void', { quantity, by, at, text, install: installOf(row.st) })];
  });
}

/** The orders of one table. */
export function ordersOf(view: View, { subjects }: Exception): Side[] {
  return subjects.flatMap((id) => {
    const row = view.get(orders.name, id);
    const order = row && entityOf(orders, row);
    if (!order) return [];
    const { openedBy: by, openedAt: at } = order;
    return [side('order', { value: id, by, at, install: wroteAt(markOf(orders, row, 'table') ?? row.st).install })];
  });
}

/** Which order was merged into which. */
export function mergesOf(view: View, { subjects }: Exception): Side[] {
  return subjects.flatMap((id) => {
    const row = view.get(orders.name, id);
    const order = row && entityOf(orders, row);
    return order
      ? [side('merge', { text: id, value: order.mergedInto, ...wroteAt(markOf(orders, row, 'mergedInto')) })]
      : [];
  });
}
