import type { KINDS_FR } from './kinds.fr.ts';

/** The same in English. */
export const KINDS_EN: typeof KINDS_FR = {
  overpaid: 'Paid too much',
  over_refunded: 'Gave back too much',
  money_late: 'Money came late',
  amount_held: 'Another amount',
  reference_used_twice: 'Reference used twice',
  claim_unproven: 'Payment to check',
  money_missing: 'Payment did not come',
  line_after_close: 'Dish after payment',
  quarantined_op: 'Entry put apart',
  in_suspense: 'Without permission',
  aged_grant: 'Three days offline',
  tablet_copied: 'Tablet copied',
  decided_twice: 'Decided twice',
  removed_but_sent: 'Removed but sent',
  sent_twice_differently: 'Sent twice',
  over_void: 'Too many cancelled',
  table_opened_twice: 'Table opened twice',
  merged_in_circle: 'Merged both ways',
  moved_after_payment: 'Table changed',
  price_edited_twice: 'Price changed twice',
  drawer_opened_twice: 'Drawer opened twice',
  float_unknown: 'Float not counted',
  receipt_number_repeated: 'Receipt number repeated',
  row_without_creation: 'Incomplete entry',
};
