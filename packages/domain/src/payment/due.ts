import type { Id } from '../kernel/ids.ts';
import { listOfOrder, type View } from '../kernel/view.ts';
import { partIdsOf } from '../order/parts.ts';
import { ownTotalsOf } from '../order/totals.ts';
import { attemptsOf } from './attempts.ts';
import { isCounted } from './attempt-state.ts';
import { payments, refunds } from './schema.ts';

/**
 * What an order owes. **Units** minor. `capturedMinor` is cash and its like, and what a read of a provider has proven;
 * `paidMinor` is that less what went back; `declaredMinor` is what claims say that nothing has proven yet; `dueMinor` is
 * what is left beside both, negative when too much was taken; `awaitedBackMinor` is what rails were asked to give back of what
 * counts, and nothing has proven yet. An order with nothing due is covered; it is paid when
 * `paidMinor` alone reaches its total (SYN-3).
 */
export type Due = {
  readonly totalMinor: number;
  readonly capturedMinor: number;
  readonly declaredMinor: number;
  readonly refundedMinor: number;
  readonly awaitedBackMinor: number;
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
  const attempts = attemptsOf(view, order);
  const overRails = attempts.reduce((sum, attempt) => sum + attempt.capturedMinor, 0);
  const declaredMinor = attempts.reduce((sum, attempt) => sum + attempt.declaredMinor, 0);
  const capturedMinor = listOfOrder(view, payments, order).reduce(
    (sum, payment) => sum + heldMinorOf(payment),
    overRails,
  );
  const overRailsBack = attempts.reduce((sum, attempt) => sum + attempt.refundedMinor, 0);
  const refundedMinor = listOfOrder(view, refunds, order).reduce(
    (sum, refund) => sum + backMinorOf(refund),
    overRailsBack,
  );
  const awaitedBackMinor = attempts.reduce(
    (sum, { state, ...one }) => sum + (isCounted(state) ? one.awaitedBackMinor : 0),
    0,
  );
  const paidMinor = capturedMinor - refundedMinor;
  const dueMinor = totalMinor - paidMinor - declaredMinor;
  return { totalMinor, capturedMinor, declaredMinor, refundedMinor, awaitedBackMinor, paidMinor, dueMinor };
}

/**
 * What a payment counts by being written down. Mobile money counts by its attempts, of which this is only the tender line.
 * **Units** minor.
 */
export function heldMinorOf({
  method,
  amountMinor,
}: {
  readonly method: string;
  readonly amountMinor: number;
}): number {
  return method === 'mobile' ? 0 : amountMinor;
}

const NOTHING: Due = {
  totalMinor: 0,
  capturedMinor: 0,
  declaredMinor: 0,
  refundedMinor: 0,
  awaitedBackMinor: 0,
  paidMinor: 0,
  dueMinor: 0,
};

const added = (one: Due, other: Due): Due => ({
  totalMinor: one.totalMinor + other.totalMinor,
  capturedMinor: one.capturedMinor + other.capturedMinor,
  declaredMinor: one.declaredMinor + other.declaredMinor,
  refundedMinor: one.refundedMinor + other.refundedMinor,
  awaitedBackMinor: one.awaitedBackMinor + other.awaitedBackMinor,
  paidMinor: one.paidMinor + other.paidMinor,
  dueMinor: one.dueMinor + other.dueMinor,
});

/** What a fact of refunds gave back; less than nothing where it reverses another. **Units** minor. */
export function backMinorOf(refund: { readonly amountMinor: number; readonly reverses: Id | null }): number {
  return refund.reverses === null ? refund.amountMinor : -refund.amountMinor;
}
