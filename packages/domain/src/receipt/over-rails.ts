import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, write, type View } from '../kernel/view.ts';
import { isClosed, partIdsOf, rootOf } from '../order/parts.ts';
import { attemptsOf } from '../payment/attempts.ts';
import { isCounted } from '../payment/attempt-state.ts';
import { closings } from '../payment/close-order.ts';
import { dueOf } from '../payment/due.ts';
import { claimPayment, type RailIntent } from '../payment/over-rails.ts';
import { payments } from '../payment/schema.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { receiptFigures } from './figures.ts';
import { receiptNumber } from './number.ts';
import { receipts } from './schema.ts';

/** A receipt's id and its number in this install's series, taken in the same local transaction (SYN-8). */
export type ReceiptIntent = { readonly receipt: Id<'receipt'>; readonly series: string; readonly count: number };

type Outcome = Result<readonly Change[], Refusal>;

/**
 * A claim with the paper that the guest takes along: it says that the payment is declared and not proven.
 * **Errors** those of claimPayment.
 */
export function claimPaymentWithReceipt(
  view: View,
  intent: RailIntent & ReceiptIntent & { readonly raw: string; readonly payerLast4?: string },
  context: Context,
): Outcome {
  const taken = claimPayment(view, intent, context);
  if (!taken.ok) return taken;
  const { order, changes, covers } = taken.value;
  return ok([...changes, paperOf(view, { ...intent, order, payment: intent.id, covers }, context)]);
}

/**
 * Money over a rail was proven: its receipt, and the closing of the order where nothing is due any more. Written by the
 * till that had asked, or by any other on which somebody wants the paper.
 * **Errors** no_right, not_found, attempt_elsewhere while it is not proven, nothing_due where its receipt is there.
 */
export function settleAttempt(
  view: View,
  intent: ReceiptIntent & { readonly attempt: Id<'attempt'>; readonly order: Id<'order'> },
  context: Context,
): Outcome {
  const denied = withoutRight(context, Action.takeCash);
  if (denied) return denied;
  const parts = partIdsOf(view, intent.order);
  const attempt = parts.flatMap((part) => attemptsOf(view, part)).find(({ id }) => id === intent.attempt);
  const payment = find(view, payments, attempt?.payment ?? '');
  if (!attempt || !payment) return refuse(RefusalCode.notFound, { what: 'attempt', id: intent.attempt });
  if (!isCounted(attempt.state)) return refuse(RefusalCode.attemptElsewhere, { state: attempt.state });
  if (receiptOfPayment(view, payment.id, parts)) return refuse(RefusalCode.nothingDue);
  const order = rootOf(view, intent.order);
  const covers = dueOf(view, order).dueMinor <= 0 && !isClosed(view, order);
  const amountMinor = attempt.capturedMinor;
  const paper = paperOf(view, { ...intent, order, payment: payment.id, covers, amountMinor }, context);
  return ok([...(covers ? closings(view, order) : []), paper]);
}

/** Whether a payment has its paper. */
export function receiptOfPayment(view: View, payment: Id<'payment'>, parts: readonly Id<'order'>[]): boolean {
  return parts.some((part) => [...view.ofOrder(receipts.name, part)].some(({ f }) => f['payment'] === payment));
}

type Written = ReceiptIntent & {
  readonly order: Id<'order'>;
  readonly payment: Id<'payment'>;
  readonly covers: boolean;
  readonly amountMinor: number;
};

// What was paid before this payment: once its money is proven it is in the view already.
function paperOf(
  view: View,
  { receipt, series, count, order, payment, covers, amountMinor }: Written,
  context: Context,
) {
  const figures = receiptFigures(view, order, covers);
  const { paidMinor, declaredMinor, totalMinor } = dueOf(view, order);
  const own = attemptsOf(view, order).some((one) => one.payment === payment && one.capturedMinor > 0) ? amountMinor : 0;
  const alreadyPaidMinor = Math.max(0, Math.min(paidMinor + declaredMinor - own, totalMinor - amountMinor));
  return write(receipts, receipt, {
    number: receiptNumber(series, count, receipt),
    order,
    payment,
    ...figures,
    alreadyPaidMinor,
    totalMinor: amountMinor,
    by: context.actor,
    at: context.nowMs,
  });
}
