import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, write, type View } from '../kernel/view.ts';
import { draftsOf } from '../order/sending.ts';
import { orders } from '../order/schema.ts';
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
  const order = find(view, orders, intent.order);
  if (!order) return refuse(RefusalCode.notFound, { what: 'order', id: intent.order });
  if (order.status[1] === 'closed') return refuse(RefusalCode.orderClosed);
  if (draftsOf(view, intent.order).length > 0) return refuse(RefusalCode.unsentLines);
  const { dueMinor } = dueOf(view, intent.order);
  if (dueMinor > 0) return refuse(RefusalCode.notCovered, { dueMinor });
  return ok([write(orders, intent.order, { status: [order.status[0], 'closed'] })]);
}
