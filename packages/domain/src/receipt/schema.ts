import { fact, factCollection } from '../kernel/collection.ts';
import { AMOUNT_MAX_MINOR } from '../kernel/money.ts';
import { either, idOf, integer, listOf, money, nullable, record, text, time } from '../kernel/schema.ts';
import { QUANTITY_MAX } from '../order/schema.ts';

/** Most lines one receipt lists, so that its op stays below 64 kB; `moreLines` says how many it covers besides. */
export const RECEIPT_LINES_MAX = 500;

/** One line as the paper shows it. **Units** minor: price × quantity, before anything is taken off or added. */
export const paperLine = record({ line: idOf('line'), quantity: integer(1, QUANTITY_MAX), amountMinor: money() });

// A sum over an order may be wider than one amount, and cash is never refused for being much.
const sum = () => integer(0, Number.MAX_SAFE_INTEGER);

/**
 * Paper in the guest's hand: its number from the install's own series, the lines and the figures as they were printed.
 * Nothing that happens to the order later changes them (SYN-4, SYN-5). Tendered and change are in the payment.
 * **Units** minor. Lines − discount + service + tax on top + rounding = order total; already paid + total ≤ order total.
 */
export const receipts = factCollection('receipts', {
  number: fact(text(24, 3)),
  order: fact(idOf('order')),
  payment: fact(nullable(idOf('payment')), null),
  /**
   * Of the receipt that closes the order; a receipt for a part of the money lists none. The first app named its lines by
   * id alone.
   */
  lines: fact(listOf(either(paperLine, idOf('line')), RECEIPT_LINES_MAX), []),
  moreLines: fact(integer(0, 1_000_000), 0),
  discountMinor: fact(sum(), 0),
  serviceMinor: fact(sum(), 0),
  taxOnTopMinor: fact(sum(), 0),
  taxIncludedMinor: fact(sum(), 0),
  roundingMinor: fact(money(-AMOUNT_MAX_MINOR), 0),
  /** What the whole order came to; 0 on receipts written before they said it. */
  orderTotalMinor: fact(sum(), 0),
  /** Captured before this payment, less what had gone back; below 0 where more had gone back than was taken. */
  alreadyPaidMinor: fact(integer(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER), 0),
  /** What this receipt is for: the amount of its payment. */
  totalMinor: fact(money(-1_000_000_000)),
  by: fact(idOf('staff')),
  at: fact(time()),
});
