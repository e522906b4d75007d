import type { Refusal } from '@resto360/domain';
import { EDIT_REFUSALS_EN } from './edit-refusals.en.ts';
import type { REFUSALS_FR } from './refusals.fr.ts';

type Details = Refusal['details'];
const text = (details: Details, name: string) => String(details[name] ?? '');

/** The same in English. */
export const REFUSALS_EN: typeof REFUSALS_FR = {
  cannot_undo: () => 'This can no longer be taken back. Put it right on the order itself.',
  already_merged: () => 'These orders are merged already.',
  not_merged: () => 'This order is not merged with another.',
  paid_together: () => 'Money was taken for these orders together: they stay merged.',
  other_currency: () => 'These orders are not in the same currency.',
  bad_payer: () => 'This phone number is not complete. Check it with the guest.',
  bad_reference: () => 'This reference is too short. Copy the one in the message.',
  reference_used: () => 'This reference was used for another payment. Ask the guest for their own message.',
  rail_closed: () => 'This way to pay is not available. Take another one.',
  amount_off_rail: () => 'This way to pay does not take this amount.',
  payment_under_way: () => 'A request is under way: the money may still come. Wait, or ask a manager.',
  attempt_elsewhere: () => 'This payment moved meanwhile. Look where it stands.',
  refund_too_high: () => 'More than what was taken can’t go back.',
  order_closed: () => 'This order is paid and closed. Open a new one at the table.',
  order_empty: () => 'The order is empty. Add a dish first.',
  line_already_sent: (details) =>
    `“${text(details, 'line')}” is sent already. For more, add a line; for less, cancel it.`,
  too_few_modifiers: (details) => `Choose at least ${text(details, 'min')}: ${text(details, 'group')}.`,
  too_many_modifiers: (details) => `Choose at most ${text(details, 'max')}: ${text(details, 'group')}.`,
  unknown_modifier: (details) => `The menu has changed for “${text(details, 'item')}”. Choose again.`,
  bad_quantity: (details) => `The quantity goes from 1 to ${text(details, 'max')}. For more, add a line.`,
  bad_amount: () => 'This amount is not possible. Correct it.',
  reason_missing: () => 'Say why, then try again.',
  tendered_too_low: () => 'The guest gave less than the amount. Correct the amount received.',
  nothing_due: () => 'Nothing is due on this order any more.',
  not_covered: () => 'The order is not paid in full yet.',
  shift_already_open: () => 'This drawer is open already.',
  unsent_lines: () => 'Dishes wait to be sent. Tap “Send”, or remove them, then take the payment.',
  ...EDIT_REFUSALS_EN,
};
