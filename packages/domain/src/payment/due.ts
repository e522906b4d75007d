import type { Id } from '../kernel/ids.ts';
import { listOfOrder, type View } from '../kernel/view.ts';
import { partIdsOf } from '../order/parts.ts';
import { ownTotalsOf } from '../order/totals.ts';
import { payments, refunds } from './schema.ts';

/**
 * What an order owes. **Units** minor. `paidMinor` is what was captured less what went back; `dueMinor` is negative when
 * too much was taken (SYN-3).
 */
export type Due = {
  readonly totalMinor: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  readonly paidMinor: number;
  readonly dueMinor: number;
};

/** Total, captured, refunded and due of an order with all that was merged with it; captured − refunds + due = total. */
export function dueOf(view: View, order: Id<'order'>): Due {
  const [first = NOTHING, ...others] = partIdsOf(view, order).map((part) => ownDueOf(view, part));
  return others.reduce(added, first);
}

/** The same of one part alone: what reports of orders add up. */
export function ownDueOf(view: View, order: Id<'order'>): Due {
  const { totalMinor } = ownTotalsOf(view, order);
  const capturedMinor = listOfOrder(view, payments, order).reduce((sum, payment) => sum + payment.amountMinor, 0);
  const refundedMinor = listOfOrder(view, refunds, order).reduce((sum, refund) => sum + backMinorOf(refund), 0);
  const paidMinor = capturedMinor - refundedMinor;
  return { totalMinor, capturedMinor, refundedMinor, paidMinor, dueMinor: totalMinor - paidMinor };
}

const NOTHING: Due = { totalMinor: 0, capturedMinor: 0, refundedMinor: 0, paidMinor: 0, dueMinor: 0 };

const added = (one: Due, other: Due): Due => ({
  totalMinor: one.totalMinor + other.totalMinor,
  capturedMinor: one.capturedMinor + other.capturedMinor,
  refundedMinor: one.refundedMinor + other.refundedMinor,
  paidMinor: one.paidMinor + other.paidMinor,
  dueMinor: one.dueMinor + other.dueMinor,
});

/** What a fact of refunds gave back; less than nothing where it reverses another. **Units** minor. */
export function backMinorOf(refund: { readonly amountMinor: number; readonly reverses: Id | null }): number {
  return refund.reverses === null ? refund.amountMinor : -refund.amountMinor;
}
