import type { Id } from '../kernel/ids.ts';
import { listOfOrder, type View } from '../kernel/view.ts';
import { totalsOf } from '../order/totals.ts';
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

/** Total, captured, refunded and due of an order; captured − refunds + due = total, always. */
export function dueOf(view: View, order: Id<'order'>): Due {
  const { totalMinor } = totalsOf(view, order);
  const capturedMinor = listOfOrder(view, payments, order).reduce((sum, payment) => sum + payment.amountMinor, 0);
  const refundedMinor = listOfOrder(view, refunds, order).reduce((sum, refund) => sum + backMinorOf(refund), 0);
  const paidMinor = capturedMinor - refundedMinor;
  return { totalMinor, capturedMinor, refundedMinor, paidMinor, dueMinor: totalMinor - paidMinor };
}

/** What a fact of refunds gave back; less than nothing where it reverses another. **Units** minor. */
export function backMinorOf(refund: { readonly amountMinor: number; readonly reverses: Id | null }): number {
  return refund.reverses === null ? refund.amountMinor : -refund.amountMinor;
}
