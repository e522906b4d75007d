import { fact, factCollection } from '../kernel/collection.ts';
import { CURRENCIES, type Currency } from '../kernel/currencies.ts';
import { flag, idOf, money, nullable, oneOf, text, time } from '../kernel/schema.ts';

/** How money came. More rails come with the payment issues. */
export const PAYMENT_METHODS = ['cash'] as const;

/** Money that changed hands. Never refused, never deleted; booked on a shift, not on a clock (SYN-5). */
export const payments = factCollection('payments', {
  order: fact(idOf('order')),
  bill: fact(nullable(idOf('bill')), null),
  shift: fact(idOf('shift')),
  method: fact(oneOf(PAYMENT_METHODS)),
  amountMinor: fact(money()),
  tenderedMinor: fact(money()),
  changeMinor: fact(money()),
  currency: fact(oneOf(Object.keys(CURRENCIES) as Currency[])),
  by: fact(idOf('staff')),
  at: fact(time()),
});

/**
 * Money that went back to a guest. A refund that was taken back is one more fact, which `reverses` it: the guest gave the
 * money back again. Both are booked on the shift of the drawer that they touched (SYN-3, SYN-5). **Units** minor.
 */
export const refunds = factCollection('refunds', {
  order: fact(idOf('order')),
  payment: fact(nullable(idOf('payment')), null),
  shift: fact(idOf('shift')),
  method: fact(oneOf(PAYMENT_METHODS)),
  amountMinor: fact(money(1)),
  currency: fact(oneOf(Object.keys(CURRENCIES) as Currency[])),
  reason: fact(text(120, 1)),
  by: fact(idOf('staff')),
  approvedBy: fact(nullable(idOf('staff')), null),
  at: fact(time()),
  reverses: fact(nullable(idOf('refund')), null),
  agedGrant: fact(flag(), false),
});
