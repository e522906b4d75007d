import { ExceptionKind, type Exception } from '../kernel/exception.ts';
import type { Id } from '../kernel/ids.ts';
import { find, type View } from '../kernel/view.ts';
import { voidedOf } from '../order/corrections.ts';
import { isBound, partsOf, rootOf } from '../order/parts.ts';
import { orderLines, orders } from '../order/schema.ts';
import { claimToReject } from '../payment/attempt-exceptions.ts';
import { attemptById, isForeign } from '../payment/attempts.ts';
import { attemptToRefund, sendsBack } from '../payment/attempt-refunds.ts';
import { dueOf } from '../payment/due.ts';
import { mayCountHeld } from '../payment/attempt-state.ts';
import { rejectingWish } from '../payment/wishes.ts';
import { paymentAttempts } from '../server-collections.ts';
import { Action } from '../staff/rights.ts';
import { conflictOf } from './conflict-of.ts';
import { tooMuchBack } from './too-much-back.ts';
import { otherQuantity } from './other-quantity.ts';
import { Remedy } from './remedy.ts';

/**
 * One thing that a person can do. `how`: by an op of this device, by an edit of the house, on a page, at the server
 * alone (the office, with a line), or by waiting. **Units** `amountMinor` minor: money that moves or is given up.
 */
export type RemedyOption = {
  readonly remedy: Remedy;
  readonly how: 'op' | 'edit' | 'page' | 'server' | 'wait';
  readonly right: Action;
  readonly amountMinor: number | null;
  readonly quantity: number | null;
};

/** What can be done about an exception; the first is the proposal. */
export function remediesOf(view: View, one: Exception): readonly RemedyOption[] {
  return OPTIONS[one.kind](view, one);
}

type Options = (view: View, one: Exception) => readonly RemedyOption[];

const option = (remedy: Remedy, right: Action, more: Partial<RemedyOption> = {}): RemedyOption => ({
  remedy,
  how: 'op',
  right,
  amountMinor: null,
  quantity: null,
  ...more,
});
const accept = (remedy: Remedy) => option(remedy, Action.decide);
const only =
  (remedy: Remedy): Options =>
  () => [accept(remedy)];

const OPTIONS: Readonly<Record<ExceptionKind, Options>> = {
  [ExceptionKind.overpaid]: (view, { order, amountMinor }) => [
    option(Remedy.giveBack, Action.refund, { amountMinor }),
    ...(attemptToRefund(view, order ?? '', amountMinor ?? 0)
      ? [option(Remedy.refundOverRail, Action.refund, { amountMinor })]
      : []),
    option(Remedy.keepSurplus, Action.decide, { amountMinor }),
  ],
  [ExceptionKind.overRefunded]: (view, one) => {
    const { amountMinor } = one;
    // One refund comes back whole; what is left after it asks again.
    const refund = tooMuchBack(view, one);
    return [
      ...(refund ? [option(Remedy.takeBack, Action.decide, { amountMinor: refund.amountMinor })] : []),
      option(Remedy.acceptLoss, Action.refund, { amountMinor }),
    ];
  },
  [ExceptionKind.lineAfterClose]: (_, { amountMinor }) => [
    option(Remedy.reopenAndCharge, Action.reopenOrder, { amountMinor }),
    option(Remedy.cancelLine, Action.voidLine, { amountMinor }),
  ],
  [ExceptionKind.movedAfterPayment]: only(Remedy.acceptMove),
  [ExceptionKind.sentTwiceDifferently]: (view, one) => {
    const quantity = otherQuantity(view, one);
    return [
      accept(Remedy.keepSent),
      ...(quantity === undefined ? [] : [option(Remedy.otherQuantity, Action.voidLine, { quantity })]),
    ];
  },
  [ExceptionKind.removedButSent]: (view, { subjects: [id = ''] }) => {
    const line = find(view, orderLines, id);
    const left = line ? line.quantity - voidedOf(view, line.order, id) : 0;
    const cancel = option(Remedy.cancelLine, Action.voidLine, { quantity: Math.max(0, left) });
    return left > 0 ? [cancel, option(Remedy.chargeLine, Action.decide, { quantity: left })] : [cancel];
  },
  [ExceptionKind.overVoid]: only(Remedy.acceptVoids),
  [ExceptionKind.tableOpenedTwice]: (view, { subjects }) => [
    ...(canMerge(view, subjects) ? [option(Remedy.mergeOrders, Action.mergeOrders)] : []),
    option(Remedy.moveOne, Action.takeOrder, { how: 'page' }),
    accept(Remedy.keepBothOrders),
  ],
  [ExceptionKind.mergedInCircle]: (view, { subjects }) => [
    option(Remedy.keepMerged, Action.mergeOrders),
    ...(subjects.some((id) => isBound(view, id)) ? [] : [option(Remedy.separateOrders, Action.mergeOrders)]),
  ],
  [ExceptionKind.drawerOpenedTwice]: only(Remedy.firstCount),
  [ExceptionKind.floatUnknown]: () => [
    option(Remedy.countFloat, Action.openShift, { how: 'page' }),
    accept(Remedy.noCount),
  ],
  [ExceptionKind.receiptNumberRepeated]: only(Remedy.keepBothReceipts),
  [ExceptionKind.receiptTwice]: only(Remedy.keepBothReceipts),
  [ExceptionKind.rowWithoutCreation]: () => [
    option(Remedy.waitForDevice, Action.decide, { how: 'wait' }),
    accept(Remedy.dismissRow),
  ],
  [ExceptionKind.priceEditedTwice]: (view, one) => [
    accept(Remedy.keepPrice),
    ...(conflictOf(view, one) ? [option(Remedy.otherPrice, Action.editMenu, { how: 'edit' })] : []),
  ],
  [ExceptionKind.inSuspense]: only(Remedy.acceptSuspense),
  // Whoever may cancel a dish looks at what was cancelled without a line.
  [ExceptionKind.agedGrant]: () => [option(Remedy.acceptAged, Action.voidLine)],
  // Who does not know the second tablet takes its right away, which ends it.
  [ExceptionKind.tabletCopied]: () => [option(Remedy.acceptCopy, Action.manageDevices)],
  [ExceptionKind.referenceUsedTwice]: (view, { subjects, amountMinor }) => {
    const attempt = attemptById(view, claimToReject(view, subjects)?.id ?? '');
    const isRejectable = attempt !== undefined && rejectingWish(attempt) !== undefined;
    return [
      ...(isRejectable ? [option(Remedy.rejectClaim, Action.answerForPayment, { amountMinor })] : []),
      option(Remedy.keepBothClaims, Action.answerForPayment),
    ];
  },
  [ExceptionKind.claimUnproven]: (view, { subjects: [id = ''], amountMinor }) => [
    ...(find(view, paymentAttempts, id)?.failure === 'reference_reused'
      ? []
      : [option(Remedy.attestClaim, Action.answerForPayment, { amountMinor })]),
    option(Remedy.rejectClaim, Action.answerForPayment, { amountMinor }),
  ],
  [ExceptionKind.amountHeld]: (view, { subjects: [id = ''], amountMinor }) => [
    ...(mayCountHeld(find(view, paymentAttempts, id)?.failure ?? null)
      ? [option(Remedy.acceptAmount, Action.answerForPayment, { amountMinor })]
      : []),
    option(Remedy.holdBack, Action.answerForPayment, { amountMinor }),
  ],
  // What still owes may be paid by it; what does not, sends it back: over its rail, or out of a drawer.
  [ExceptionKind.moneyLate]: (view, { subjects: [id = ''], order, amountMinor }) => {
    const attempt = attemptById(view, id);
    if (attempt?.told && isForeign(attempt.told)) return [option(Remedy.settledByHand, Action.refund)];
    const count = option(Remedy.countLate, Action.answerForPayment, { amountMinor });
    const back = [
      ...(attempt && sendsBack(view, attempt, amountMinor ?? 0)
        ? [option(Remedy.refundOverRail, Action.refund, { amountMinor })]
        : []),
      option(Remedy.gaveLateBack, Action.refund, { amountMinor }),
    ];
    return dueOf(view, rootOf(view, order ?? '')).dueMinor > 0 ? [count, ...back] : [...back, count];
  },
  [ExceptionKind.moneyMissing]: (_, { amountMinor }) => [
    option(Remedy.reopenAndCharge, Action.reopenOrder, { amountMinor }),
    option(Remedy.acceptLoss, Action.refund, { amountMinor }),
  ],
  [ExceptionKind.decidedTwice]: only(Remedy.acceptBothDecisions),
  [ExceptionKind.quarantinedOp]: (_, { amountMinor }) => [
    option(Remedy.replayOp, Action.manageDevices, { how: 'server', amountMinor }),
    option(Remedy.discardOp, Action.manageDevices, { how: 'server', amountMinor }),
  ],
};

// Orders in two currencies, and one of which a part is paid already, are no one order.
function canMerge(view: View, ids: readonly Id[]): boolean {
  const parts = ids.flatMap((id) => partsOf(view, id));
  return (
    new Set(parts.map(({ currency }) => currency)).size === 1 && !parts.some(({ status }) => status[1] === 'closed')
  );
}

/** The order of an exception that one of its remedies opens; undefined where there is none to open. */
export function orderToOpen(view: View, { kind, subjects, order }: Exception): string | undefined {
  if (order !== null) return order;
  if (kind !== ExceptionKind.tableOpenedTwice) return undefined;
  const open = subjects.flatMap((id) => find(view, orders, id) ?? []);
  return open.toSorted((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? 1 : -1))[0]?.id;
}
