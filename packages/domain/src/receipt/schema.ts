import { fact, factCollection } from '../kernel/collection.ts';
import { idOf, listOf, money, nullable, text, time } from '../kernel/schema.ts';

/** Most lines one receipt covers; a larger order takes several. */
export const RECEIPT_LINES_MAX = 500;

/** Paper in the guest's hand: its number from the install's own series, the lines and the amount it covers (SYN-4, SYN-5). */
export const receipts = factCollection('receipts', {
  number: fact(text(24, 3)),
  order: fact(idOf('order')),
  payment: fact(nullable(idOf('payment')), null),
  lines: fact(listOf(idOf('line'), RECEIPT_LINES_MAX)),
  totalMinor: fact(money(-1_000_000_000)),
  by: fact(idOf('staff')),
  at: fact(time()),
});
