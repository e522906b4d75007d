import { refused } from './result.ts';

/** Every reason for which a command may say no. Words for each are in the app, in the reader's language. */
export const RefusalCode = {
  noRight: 'no_right',
  notFound: 'not_found',
  orderClosed: 'order_closed',
  orderEmpty: 'order_empty',
  nothingToSend: 'nothing_to_send',
  lineAlreadySent: 'line_already_sent',
  lineNotSent: 'line_not_sent',
  itemSoldOut: 'item_sold_out',
  tooFewModifiers: 'too_few_modifiers',
  tooManyModifiers: 'too_many_modifiers',
  unknownModifier: 'unknown_modifier',
  badQuantity: 'bad_quantity',
  badAmount: 'bad_amount',
  /** A text too long, a seat that cannot be: what the op's check found, with its path. */
  badValue: 'bad_value',
  reasonMissing: 'reason_missing',
  tenderedTooLow: 'tendered_too_low',
  nothingDue: 'nothing_due',
  notCovered: 'not_covered',
  shiftAlreadyOpen: 'shift_already_open',
  unsentLines: 'unsent_lines',
  /** The disk had it after all, though it said no: what was saved is what counts. */
  alreadySaved: 'already_saved',
  /** A save in which nothing is different: nothing is written. */
  nothingChanged: 'nothing_changed',
  tooManyChanges: 'too_many_changes',
  notEmpty: 'not_empty',
  nameTaken: 'name_taken',
  minAboveMax: 'min_above_max',
  answersMissing: 'answers_missing',
  lastOwner: 'last_owner',
  tableInUse: 'table_in_use',
  drawerOpen: 'drawer_open',
  lastDrawer: 'last_drawer',
  /** Somebody settled it, or what was odd about it has ended. */
  matterGone: 'matter_gone',
  /** What a decision did in the room cannot be taken back by a fact: a cancelled dish stays cancelled. */
  cannotUndo: 'cannot_undo',
  /** The roles that this device knows have aged: somebody with the right types their PIN (SYN-25). */
  approvalNeeded: 'approval_needed',
  alreadyMerged: 'already_merged',
  notMerged: 'not_merged',
  /** Paid together once, orders stay together. */
  paidTogether: 'paid_together',
  otherCurrency: 'other_currency',
  refundTooHigh: 'refund_too_high',
  /** The telephone's number, or the reference, is not one. */
  badPayer: 'bad_payer',
  badReference: 'bad_reference',
  /** The same reference was taken for another payment. */
  referenceUsed: 'reference_used',
  /** The rail is not there, or does not take this amount. */
  railClosed: 'rail_closed',
  amountOffRail: 'amount_off_rail',
  /** A request over a rail may still bring the money: taking more needs a manager's word. */
  paymentUnderWay: 'payment_under_way',
  /** The attempt stands where this can not be done any more. */
  attemptElsewhere: 'attempt_elsewhere',
} as const;
export type RefusalCode = (typeof RefusalCode)[keyof typeof RefusalCode];

/** Why a command said no, with what the words need (a name, a minimum). */
export type Refusal = { readonly code: RefusalCode; readonly details: Readonly<Record<string, string | number>> };

/** Shorthand for a refused command. */
export function refuse(code: RefusalCode, details: Refusal['details'] = {}) {
  return refused<Refusal>({ code, details });
}
