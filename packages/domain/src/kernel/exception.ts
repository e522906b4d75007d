import type { Id } from './ids.ts';
import { nameId } from './name-id.ts';

/** What can look wrong after a join (SYN-4). Nothing is dropped in any of them; a person decides. */
export const ExceptionKind = {
  lineAfterClose: 'line_after_close',
  overpaid: 'overpaid',
  movedAfterPayment: 'moved_after_payment',
  sentTwiceDifferently: 'sent_twice_differently',
  removedButSent: 'removed_but_sent',
  overVoid: 'over_void',
  tableOpenedTwice: 'table_opened_twice',
  drawerOpenedTwice: 'drawer_opened_twice',
  floatUnknown: 'float_unknown',
  receiptNumberRepeated: 'receipt_number_repeated',
  rowWithoutCreation: 'row_without_creation',
  priceEditedTwice: 'price_edited_twice',
  quarantinedOp: 'quarantined_op',
  overRefunded: 'over_refunded',
  inSuspense: 'in_suspense',
} as const;
export type ExceptionKind = (typeof ExceptionKind)[keyof typeof ExceptionKind];

/** What a person can do about it in one tap. */
export const Proposal = {
  reopenAndCharge: 'reopen_and_charge',
  giveBack: 'give_back',
  checkTheTable: 'check_the_table',
  keepSentQuantity: 'keep_sent_quantity',
  confirmCancelled: 'confirm_cancelled',
  voidTheRest: 'void_the_rest',
  moveOrCloseOne: 'move_or_close_one',
  keepFirstOpening: 'keep_first_opening',
  countTheFloat: 'count_the_float',
  keepBothReceipts: 'keep_both_receipts',
  waitForDevice: 'wait_for_device',
  choosePrice: 'choose_price',
  updateAndReplay: 'update_and_replay',
  takeItBack: 'take_it_back',
  askWhoDidIt: 'ask_who_did_it',
} as const;
export type Proposal = (typeof Proposal)[keyof typeof Proposal];

/** Something odd for a person: what, whom it concerns, what is proposed. Derived from state, never stored. */
export type Exception = {
  readonly id: Id<'exception'>;
  readonly kind: ExceptionKind;
  readonly subjects: readonly string[];
  readonly order: Id<'order'> | null;
  readonly amountMinor: number | null;
  readonly proposal: Proposal;
};

/** What an exception speaks of, without what is proposed: a decision still names it when it has ended. */
export type Matter = Omit<Exception, 'proposal'>;

/** Builds an exception; its id is a UUIDv5 of kind and subjects, the same on every replica. */
export function exception(
  kind: ExceptionKind,
  proposal: Proposal,
  subjects: readonly string[],
  about: { readonly order?: Id<'order'> | null; readonly amountMinor?: number | null } = {},
): Exception {
  const sorted = [...subjects].toSorted();
  return {
    id: nameId(`exception:${kind}:${sorted.join(',')}`),
    kind,
    subjects: sorted,
    order: about.order ?? null,
    amountMinor: about.amountMinor ?? null,
    proposal,
  };
}
