import { Action, may, type Exception, type Id, type Install, type Role, type View } from '@resto360/domain';
import { sidesOf } from '@resto360/domain/decision';

/** Where a matter is told: on which device, to whom, and with which order on the screen. */
export type Here = {
  readonly install: Install;
  readonly role: Role;
  /** Null where the page is about no order. */
  readonly order: Id<'order'> | null;
};

const OF_ORDER = ['order_lines', 'payments', 'receipts', 'voids', 'refunds'];

/**
 * Whether a matter concerns whoever stands here (NOT-4): whoever may decide for the house, the device on which a part of
 * it was done, and the one that works on its order.
 */
export function isConcerned(view: View, one: Exception, here: Here): boolean {
  if (may(here.role, Action.readReports)) return true;
  const orders = one.order === null ? one.subjects : [one.order];
  if (here.order !== null && orders.includes(here.order)) return true;
  if (sidesOf(view, one).some(({ install }) => install === here.install)) return true;
  return one.order !== null && wroteIn(view, one.order, here.install);
}

// A mark ends with the install that wrote it.
function wroteIn(view: View, order: Id<'order'>, install: Install): boolean {
  const rows = [view.get('orders', order), ...OF_ORDER.flatMap((name) => [...view.ofOrder(name, order)])];
  return rows.some((row) => row && [row.st, ...Object.values(row.sx ?? {})].some((mark) => mark.endsWith(install)));
}
