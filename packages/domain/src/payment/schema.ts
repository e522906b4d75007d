import { fact, factCollection } from '../kernel/collection.ts';
import { CURRENCIES, type Currency } from '../kernel/currencies.ts';
import { idOf, money, nullable, oneOf, time } from '../kernel/schema.ts';

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
