import { fact, factCollection } from '../kernel/collection.ts';
import { CURRENCIES, type Currency } from '../kernel/currencies.ts';
import { flag, idOf, installId, money, nullable, oneOf, text, time } from '../kernel/schema.ts';
import { REFERENCE_MAX } from './reference.ts';

/**
 * How money comes. `mobile` counts only by its attempts (PAY-11); `card` is what a terminal of its own took and the till
 * notes; `account` is put on a customer's account; `voucher` is paper of the house.
 */
export const PAYMENT_METHODS = ['cash', 'mobile', 'card', 'account', 'voucher'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];
/** How money goes back. */
const REFUND_METHODS = ['cash', 'mobile'] as const;

const CURRENCY_CODES = Object.keys(CURRENCIES) as Currency[];
const rail = () => text(40, 1);

/**
 * A line of what an order is paid with. Never refused, never deleted; booked on a shift, not on a clock (SYN-5).
 * **Units** minor. `amountMinor` is what it is for; `tipMinor` comes on top of it; `changeOwedMinor` is change that the
 * drawer had no coins for and that the guest has a right to · `label`: a slip's, an account's, a voucher's own name ·
 * `askedMinor`: what was asked for over a rail, whose `amountMinor` is 0, because an app of before rails adds up the
 * amounts of all payments (SYN-26); `tenderMinor` reads both.
 */
export const payments = factCollection('payments', {
  order: fact(idOf('order')),
  bill: fact(nullable(idOf('bill')), null),
  shift: fact(idOf('shift')),
  method: fact(oneOf(PAYMENT_METHODS)),
  rail: fact(nullable(rail()), null),
  label: fact(nullable(text(60, 1)), null),
  amountMinor: fact(money()),
  askedMinor: fact(nullable(money(1)), null),
  tenderedMinor: fact(money()),
  changeMinor: fact(money()),
  changeOwedMinor: fact(money(), 0),
  tipMinor: fact(money(), 0),
  currency: fact(oneOf(CURRENCY_CODES)),
  by: fact(idOf('staff')),
  at: fact(time()),
});

/** Change that was owed to a guest and that they came back for. **Units** minor. */
export const changeReturns = factCollection('change_returns', {
  order: fact(idOf('order')),
  payment: fact(idOf('payment')),
  shift: fact(idOf('shift')),
  amountMinor: fact(money(1)),
  by: fact(idOf('staff')),
  at: fact(time()),
});

/**
 * A till asks the server to get money over a rail: an attempt, whose id is this row's (O3, O4). It counts for nothing by
 * itself. `payer`: E.164 · `isDeferred`: to be sent when there is a line again, under a consent with an end (PAY-18).
 * **Units** minor, ms since 1970.
 */
export const paymentRequests = factCollection('payment_requests', {
  order: fact(idOf('order')),
  payment: fact(idOf('payment')),
  rail: fact(rail()),
  kind: fact(oneOf(['push', 'checkout'])),
  amountMinor: fact(money(1)),
  currency: fact(oneOf(CURRENCY_CODES)),
  payer: fact(nullable(text(16, 6)), null),
  operator: fact(nullable(text(40, 1)), null),
  isDeferred: fact(flag(), false),
  consentText: fact(nullable(text(400, 1)), null),
  consentBy: fact(nullable(oneOf(['verbal', 'signature', 'customer_tapped'])), null),
  consentUntil: fact(nullable(time()), null),
  install: fact(installId()),
  by: fact(idOf('staff')),
  approvedBy: fact(nullable(idOf('staff')), null),
  at: fact(time()),
});

/**
 * A reference that a guest's telephone showed, typed or scanned: an attempt too, by this row's id (O2). It covers an order
 * and does not pay it until it is proven (SYN-3). `reference`: as it is compared · `raw`: as it was typed.
 */
export const claims = factCollection('claims', {
  order: fact(idOf('order')),
  payment: fact(idOf('payment')),
  rail: fact(rail()),
  amountMinor: fact(money(1)),
  currency: fact(oneOf(CURRENCY_CODES)),
  reference: fact(text(REFERENCE_MAX, 1)),
  raw: fact(text(REFERENCE_MAX, 1)),
  payerLast4: fact(nullable(text(4, 4)), null),
  install: fact(installId()),
  by: fact(idOf('staff')),
  approvedBy: fact(nullable(idOf('staff')), null),
  at: fact(time()),
});

/** What a person asks of an attempt; the server does it, if the attempt still stands where it can be done. */
export const ATTEMPT_WISHES = [
  'cancel',
  'retry',
  'replaced',
  'attest',
  'reject_claim',
  'accept_amount',
  'give_back',
  'take_suggested',
] as const;
export type AttemptWish = (typeof ATTEMPT_WISHES)[number];

/**
 * A wish about an attempt, as a fact: a device never changes an attempt by itself (SYN section 3). `reason`: of
 * `take_suggested` the reference that somebody saw suggested, and said yes to.
 */
export const paymentWishes = factCollection('payment_wishes', {
  order: fact(idOf('order')),
  attempt: fact(idOf('attempt')),
  wish: fact(oneOf(ATTEMPT_WISHES)),
  reason: fact(text(120)),
  by: fact(idOf('staff')),
  approvedBy: fact(nullable(idOf('staff')), null),
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
  method: fact(oneOf(REFUND_METHODS)),
  amountMinor: fact(money(1)),
  currency: fact(oneOf(CURRENCY_CODES)),
  reason: fact(text(120, 1)),
  by: fact(idOf('staff')),
  approvedBy: fact(nullable(idOf('staff')), null),
  at: fact(time()),
  reverses: fact(nullable(idOf('refund')), null),
  agedGrant: fact(flag(), false),
});

/** How money of an attempt goes back: over its rail, which the server asks for, or in cash from a drawer, which is final. */
const ATTEMPT_REFUND_WAYS = ['rail', 'cash'] as const;

/**
 * Money of an attempt that goes back to its payer. Over a rail it is an attempt too, by this row's id: it counts once a read
 * has proven that it went (PAY-20). In cash it is booked on the shift of the drawer it came out of, and may be taken back by
 * one more fact, which `reverses` it. `shift` null over a rail. **Units** minor. **Why** no `refunds`: an app of before would
 * take what is only asked for, and what came late, off what the order was paid with (SYN-26).
 */
export const attemptRefunds = factCollection('attempt_refunds', {
  order: fact(idOf('order')),
  payment: fact(idOf('payment')),
  attempt: fact(idOf('attempt')),
  way: fact(oneOf(ATTEMPT_REFUND_WAYS)),
  rail: fact(rail()),
  shift: fact(nullable(idOf('shift')), null),
  amountMinor: fact(money(1)),
  currency: fact(oneOf(CURRENCY_CODES)),
  reason: fact(text(120, 1)),
  by: fact(idOf('staff')),
  approvedBy: fact(nullable(idOf('staff')), null),
  at: fact(time()),
  reverses: fact(nullable(idOf('refund')), null),
  agedGrant: fact(flag(), false),
});
