import { ExceptionKind } from '../kernel/exception.ts';

/** What a person can do about an exception. */
export const Remedy = {
  giveBack: 'give_back',
  keepSurplus: 'keep_surplus',
  takeBack: 'take_back',
  acceptLoss: 'accept_loss',
  reopenAndCharge: 'reopen_and_charge',
  cancelLine: 'cancel_line',
  chargeLine: 'charge_line',
  keepSent: 'keep_sent',
  otherQuantity: 'other_quantity',
  acceptMove: 'accept_move',
  acceptVoids: 'accept_voids',
  mergeOrders: 'merge_orders',
  moveOne: 'move_one',
  keepBothOrders: 'keep_both_orders',
  keepMerged: 'keep_merged',
  separateOrders: 'separate_orders',
  firstCount: 'first_count',
  countFloat: 'count_float',
  noCount: 'no_count',
  keepBothReceipts: 'keep_both_receipts',
  waitForDevice: 'wait_for_device',
  dismissRow: 'dismiss_row',
  keepPrice: 'keep_price',
  otherPrice: 'other_price',
  acceptSuspense: 'accept_suspense',
  acceptAged: 'accept_aged',
  acceptCopy: 'accept_copy',
  acceptBothDecisions: 'accept_both_decisions',
  rejectClaim: 'reject_claim',
  attestClaim: 'attest_claim',
  acceptAmount: 'accept_amount',
  holdBack: 'hold_back',
  countLate: 'count_late',
  gaveLateBack: 'gave_late_back',
  refundOverRail: 'refund_over_rail',
  settledByHand: 'settled_by_hand',
  keepBothClaims: 'keep_both_claims',
  replayOp: 'replay_op',
  discardOp: 'discard_op',
} as const;
export type Remedy = (typeof Remedy)[keyof typeof Remedy];

/** Asked of the server, which alone ends an attempt: until it has, nothing has changed, and it may drop the wish. */
const ASKED: ReadonlySet<string> = new Set([
  Remedy.rejectClaim,
  Remedy.attestClaim,
  Remedy.acceptAmount,
  Remedy.holdBack,
  Remedy.countLate,
]);
const ENDS_ITSELF: ReadonlySet<string> = new Set([
  ...ASKED,
  Remedy.refundOverRail,
  Remedy.giveBack,
  Remedy.takeBack,
  Remedy.reopenAndCharge,
  Remedy.chargeLine,
  Remedy.mergeOrders,
  Remedy.keepMerged,
  Remedy.separateOrders,
]);

/** Whether a remedy only asks the server for something: the matter stays until the server has done it. */
export const isAskedOfServer = (remedy: string): boolean => ASKED.has(remedy);

/**
 * Whether what a remedy wrote ends the exception by itself. Then its decision hides nothing: should the same come up
 * again, with the same amount even, it is another matter.
 */
export function endsItself(remedy: string, kind: string): boolean {
  return ENDS_ITSELF.has(remedy) || (remedy === Remedy.cancelLine && kind === ExceptionKind.lineAfterClose);
}
