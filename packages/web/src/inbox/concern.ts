import {
  Action,
  find,
  may,
  orders,
  partIdsOf,
  type Exception,
  type Id,
  type Install,
  type Role,
  type View,
} from '@resto360/domain';
import { sidesOf } from '@resto360/domain/decision';
import type { Route } from '../shell/route.ts';

/** Where a matter is told: on which device, and to whom. */
export type Here = { readonly install: Install; readonly role: Role };

const OF_ORDER = ['order_lines', 'payments', 'receipts', 'voids', 'refunds', 'attempt_refunds'];

/**
 * Whether a matter concerns whoever stands here, whatever page is there (NOT-4): whoever may decide for the house, and
 * the device on which a part of it was done.
 */
export function isConcerned(view: View, one: Exception, here: Here): boolean {
  if (may(here.role, Action.readReports)) return true;
  if (sidesOf(view, one).some(({ install }) => install === here.install)) return true;
  return one.order !== null && wroteIn(view, one.order, here.install);
}

/**
 * Whether a page shows what a matter is about, whoever stands before it: its order or one that was merged with it, or a
 * table of these. A closed order left its table, but who has that table on the screen is the one to ask.
 */
export function isOnScreen(view: View, { order, subjects }: Exception, route: Route): boolean {
  const parts = (order === null ? subjects : [order]).flatMap((id) => partIdsOf(view, id));
  if ('order' in route) return parts.includes(route.order);
  return 'table' in route && parts.some((id) => find(view, orders, id)?.table === route.table);
}

// A mark ends with the install that wrote it.
function wroteIn(view: View, order: Id<'order'>, install: Install): boolean {
  const rows = [view.get('orders', order), ...OF_ORDER.flatMap((name) => [...view.ofOrder(name, order)])];
  return rows.some((row) => row && [row.st, ...Object.values(row.sx ?? {})].some((mark) => mark.endsWith(install)));
}
