import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, write, type View } from '../kernel/view.ts';
import type { Context } from '../staff/context.ts';
import { Action, may } from '../staff/rights.ts';
import type { staff } from '../staff/schema.ts';
import { circleOf, isBound, partsOf, rootOf } from './parts.ts';
import { PARTS_MAX, orders } from './schema.ts';

type Outcome = Result<readonly Change[], Refusal>;
type Order = Entity<typeof orders>;

/**
 * Makes one order of two: guests who sit down together and pay together. Only a pointer is written; every line and every
 * payment stays with the order it was made for (ORD-1). A waiter may merge orders that they opened themselves.
 * **Errors** no_right, not_found, order_closed, already_merged, other_currency, too_many_changes.
 */
export function mergeOrders(
  view: View,
  intent: { readonly order: Id<'order'>; readonly into: Id<'order'> },
  context: Context,
): Outcome {
  const [from, into] = [intent.order, intent.into].map((id) => partsOf(view, id));
  const [order, root] = [from?.[0], into?.[0]];
  if (!from || !order) return refuse(RefusalCode.notFound, { what: 'order', id: intent.order });
  if (!into || !root) return refuse(RefusalCode.notFound, { what: 'order', id: intent.into });
  const parts = [...from, ...into];
  const denied = notTheirs(parts, context);
  if (denied) return denied;
  if (order.id === root.id || order.id !== intent.order) return refuse(RefusalCode.alreadyMerged);
  if (parts.some(isDone)) return refuse(RefusalCode.orderClosed);
  if (order.currency !== root.currency) return refuse(RefusalCode.otherCurrency);
  if (parts.length > PARTS_MAX) return refuse(RefusalCode.tooManyChanges, { max: PARTS_MAX });
  return ok([write(orders, order.id, { mergedInto: root.id })]);
}

/**
 * Takes an order out of the merged one it is a part of; what had been merged into it goes along. The root can't leave
 * its parts, but where they point at each other in a circle it can.
 * **Errors** no_right, not_found, not_merged, paid_together, order_closed.
 */
export function unmergeOrder(view: View, intent: { readonly order: Id<'order'> }, context: Context): Outcome {
  const order = find(view, orders, intent.order);
  if (!order) return refuse(RefusalCode.notFound, { what: 'order', id: intent.order });
  const denied = notTheirs(partsOf(view, order.id), context);
  if (denied) return denied;
  if (isBound(view, order.id)) return refuse(RefusalCode.paidTogether);
  if (order.mergedInto === null || (rootOf(view, order.id) === order.id && circleOf(view, order.id).length === 0)) {
    return refuse(RefusalCode.notMerged);
  }
  return isDone(order) ? refuse(RefusalCode.orderClosed) : ok([write(orders, order.id, { mergedInto: null })]);
}

const isDone = (order: Order) => order.status[1] === 'closed';

/** Whether somebody may merge an order with another, or take it out of one: a cashier any, a waiter what they opened. */
export function mayMerge(
  view: View,
  order: Id<'order'>,
  { id, role }: Pick<Entity<typeof staff>, 'id' | 'role'>,
): boolean {
  return notTheirs(partsOf(view, order), { actor: id, role }) === undefined;
}

function notTheirs(parts: readonly Order[], { actor, role }: Pick<Context, 'actor' | 'role'>) {
  const areTheirs = may(role, Action.takeOrder) && parts.every((one) => one.openedBy === actor);
  if (may(role, Action.mergeOrders) || areTheirs) return undefined;
  return refuse(RefusalCode.noRight, { action: Action.mergeOrders, role });
}
