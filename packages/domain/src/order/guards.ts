import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse } from '../kernel/refusal.ts';
import { find, type View } from '../kernel/view.ts';
import { orderLines, orders } from './schema.ts';

/** The refusal of an order that is not known or closed, or undefined while it takes lines. */
export function notTakingLines(view: View, id: Id<'order'>) {
  const order = find(view, orders, id);
  if (!order) return refuse(RefusalCode.notFound, { what: 'order', id });
  return order.status[1] === 'closed' ? refuse(RefusalCode.orderClosed) : undefined;
}

/** The refusal of a line that was sent or taken back, or undefined while it waits. */
export function notDraft(view: View, line: Entity<typeof orderLines> | undefined, id: Id<'line'>) {
  if (!line || line.removed) return refuse(RefusalCode.notFound, { what: 'line', id });
  if (line.status[1] !== 'draft') return refuse(RefusalCode.lineAlreadySent, { line: line.name });
  return notTakingLines(view, line.order);
}
