import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, write, type View } from '../kernel/view.ts';
import { draftsOf } from '../order/sending.ts';
import { isClosed, partsOf, rootOf } from '../order/parts.ts';
import { PARTS_MAX, orders } from '../order/schema.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { dueOf } from './due.ts';

/**
 * Closes an order on which nothing is due: opened by mistake, voided whole, or given away. An order that owes is closed
 * by the payment that covers it, never by hand.
 * **Errors** no_right, not_found, order_closed, unsent_lines, not_covered.
 */
export function closeOrder(
  view: View,
  intent: { readonly order: Id<'order'> },
  context: Context,
): Result<readonly Change[], Refusal> {
  const denied = withoutRight(context, Action.takeOrder);
  if (denied) return denied;
  if (!find(view, orders, intent.order)) return refuse(RefusalCode.notFound, { what: 'order', id: intent.order });
  if (isClosed(view, intent.order)) return refuse(RefusalCode.orderClosed);
  if (draftsOf(view, intent.order).length > 0) return refuse(RefusalCode.unsentLines);
  const { dueMinor } = dueOf(view, intent.order);
  if (dueMinor > 0) return refuse(RefusalCode.notCovered, { dueMinor });
  return ok(closings(view, intent.order));
}

/**
 * Closes every part of a merged order that is open, and says with which order it was closed: what is paid together stays
 * together, whoever separates it meanwhile on another till (ORD-1).
 */
export function closings(view: View, order: Id<'order'>): readonly Change[] {
  const root = rootOf(view, order);
  return openParts(view, root).map(({ id, status }) => {
    const closed = { status: [status[0], 'closed'] as const };
    return write(orders, id, id === root ? closed : { ...closed, closedWith: root });
  });
}

/**
 * Binds the open parts of a merged order to its root: money for some of the bill is money for all of it. Separated
 * afterwards, or on another till meanwhile, a part would owe what is paid already, and its root would have too much.
 */
export function bindings(view: View, order: Id<'order'>): readonly Change[] {
  const root = rootOf(view, order);
  const free = openParts(view, root).filter(({ id, closedWith }) => id !== root && closedWith !== root);
  return free.map(({ id }) => write(orders, id, { closedWith: root }));
}

const openParts = (view: View, root: Id<'order'>) =>
  partsOf(view, root)
    .filter(({ status }) => status[1] !== 'closed')
    .slice(0, PARTS_MAX);
