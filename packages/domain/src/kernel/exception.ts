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
  mergedInCircle: 'merged_in_circle',
  drawerOpenedTwice: 'drawer_opened_twice',
  floatUnknown: 'float_unknown',
  receiptNumberRepeated: 'receipt_number_repeated',
  receiptTwice: 'receipt_twice',
  rowWithoutCreation: 'row_without_creation',
  priceEditedTwice: 'price_edited_twice',
  quarantinedOp: 'quarantined_op',
  overRefunded: 'over_refunded',
  inSuspense: 'in_suspense',
  agedGrant: 'aged_grant',
  tabletCopied: 'tablet_copied',
  decidedTwice: 'decided_twice',
  referenceUsedTwice: 'reference_used_twice',
  claimUnproven: 'claim_unproven',
  amountHeld: 'amount_held',
  moneyLate: 'money_late',
  moneyMissing: 'money_missing',
} as const;
export type ExceptionKind = (typeof ExceptionKind)[keyof typeof ExceptionKind];

/** Something odd for a person: what, and whom it concerns. Derived from state, never stored; `decision` has what to do. */
export type Exception = {
  readonly id: Id<'exception'>;
  readonly kind: ExceptionKind;
  readonly subjects: readonly string[];
  readonly order: Id<'order'> | null;
  readonly amountMinor: number | null;
};

/** Builds an exception; its id is a UUIDv5 of kind and subjects, the same on every replica. */
export function exception(
  kind: ExceptionKind,
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
  };
}
