import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse } from '../kernel/refusal.ts';
import { find, type View } from '../kernel/view.ts';
import { isClosed } from './parts.ts';
import { type orderLines, orders } from './schema.ts';

/** The refusal of an order that is not known or closed with all its parts, or undefined while it takes lines. */
export function notTakingLines(view: View, id: Id<'order'>) {
  if (!find(view, orders, id)) return refuse(RefusalCode.notFound, { what: 'order', id });
  return isClosed(view, id) ? refuse(RefusalCode.orderClosed) : undefined;
}

/** The refusal of a line that was sent or taken back, or undefined while it waits. */
export function notDraft(view: View, line: Entity<typeof orderLines> | undefined, id: Id<'line'>) {
  if (!line || line.removed) return refuse(RefusalCode.notFound, { what: 'line', id });
  if (line.status[1] !== 'draft') return refuse(RefusalCode.lineAlreadySent, { line: line.name });
  return notTakingLines(view, line.order);
}
