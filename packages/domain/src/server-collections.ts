import { fact, latest, serverCollection } from './kernel/collection.ts';
import { flag, idOf, installId, integer, listOf, money, nullable, oneOf, text, time } from './kernel/schema.ts';

/**
 * Two people wrote one field without knowing of each other: what was kept, what lost, and whether a person must look
 * (SYN-23). `…By`: the install that wrote the value · `…Actor`: the person, null where the journal does not tell.
 */
export const conflicts = serverCollection('conflicts', {
  collection: fact(text(40)),
  row: fact(idOf('row')),
  field: fact(text(40)),
  keptJson: fact(text(20_000)),
  lostJson: fact(text(20_000)),
  keptBy: fact(installId()),
  lostBy: fact(installId()),
  keptActor: fact(nullable(text(60)), null),
  lostActor: fact(nullable(text(60)), null),
  keptMark: fact(text(40)),
  lostMark: fact(text(40)),
  rule: fact(oneOf(['latest', 'settled'])),
  needsPerson: fact(oneOf(['yes', 'no'])),
  op: fact(idOf('op')),
});

/**
 * An op that could not be applied: whom and how much it concerns, and what became of it: replayed, discarded by someone,
 * or brought back after that (SYN-10, SYN-19). **Units** `settledAt` ms since 1970, null where an older server noted none.
 */
export const quarantine = serverCollection('quarantine', {
  install: fact(installId()),
  kind: fact(text(40)),
  code: fact(text(60)),
  actor: fact(nullable(text(60)), null),
  stamp: fact(nullable(text(40)), null),
  orders: fact(listOf(idOf('order'), 20), []),
  amountMinor: fact(money(), 0),
  state: latest(oneOf(['waiting', 'replayed', 'discarded']), 'waiting'),
  settledVersion: latest(integer(0, Number.MAX_SAFE_INTEGER), 0),
  settledBy: latest(nullable(text(60)), null),
  settledAt: latest(nullable(integer(0, Number.MAX_SAFE_INTEGER)), null),
});

/**
 * An op of somebody, or of a device, whose right was withdrawn before it was written: it counts like any other, because
 * it happened, and stands apart for a person (SYN-25). `rows`: what it wrote · `amountMinor`: money it took.
 */
export const suspense = serverCollection('suspense', {
  install: fact(installId()),
  kind: fact(text(40)),
  actor: fact(nullable(text(60)), null),
  why: fact(oneOf(['person', 'device'])),
  orders: fact(listOf(idOf('order'), 20), []),
  rows: fact(listOf(idOf('row'), 100), []),
  amountMinor: fact(money(), 0),
});

/**
 * Where an attempt to get money over a rail stands, as the payment workers tell it (PAY-10). Its id is that of the request
 * or claim that began it. `nextUrl`: the page that the customer opens, shown as a code · `nextUssd`: what they dial ·
 * `suggested`: the reference that a claim's may have been meant to be, of money that came at `suggestedAt` (PAY-19).
 * `state` is an AttemptState, or one that a newer server knows. **Units** minor, ms since 1970.
 */
export const paymentAttempts = serverCollection('payment_attempts', {
  order: fact(idOf('order')),
  payment: fact(idOf('payment')),
  state: latest(text(30, 1)),
  failure: latest(nullable(text(40)), null),
  acceptedMinor: latest(money(), 0),
  reversedMinor: latest(money(), 0),
  grade: latest(nullable(oneOf(['provider', 'attested'])), null),
  isReplaced: latest(flag(), false),
  operatorTxn: latest(nullable(text(80)), null),
  nextUrl: latest(nullable(text(400)), null),
  nextUssd: latest(nullable(text(40)), null),
  nextUntil: latest(nullable(time()), null),
  suggested: latest(nullable(text(80)), null),
  suggestedAt: latest(nullable(time()), null),
  changedAt: latest(time()),
});

/**
 * The rails that a house can be paid over, as its server can use them: a till offers what stands here and hides the rest.
 * `flows`: how customers pay on it · `merchantCode`: what they dial or see on the wall · `isOpen`: `no` while nothing of
 * it answers, for apps of before `closedUntil`. **Units** minor.
 */
export const rails = serverCollection('rails', {
  rail: latest(text(40, 1)),
  name: latest(text(40, 1)),
  position: latest(integer(0, 1_000), 0),
  flows: latest(listOf(oneOf(['push', 'checkout', 'static_qr', 'ussd']), 4), []),
  operators: latest(listOf(text(40, 1), 12), []),
  needsPayer: latest(flag(), false),
  minMinor: latest(money(), 0),
  maxMinor: latest(money()),
  stepMinor: latest(money(1), 1),
  merchantCode: latest(nullable(text(80)), null),
  // How long a customer has to say yes. **Units** ms.
  windowMs: latest(integer(0, 86_400_000), 300_000),
  provesReferences: latest(flag(), false),
  // Whether money goes back over it: not at all, a payment whole, or a part of one too.
  refunds: latest(oneOf(['none', 'full', 'partial']), 'none'),
  isOpen: latest(oneOf(['yes', 'no']), 'yes'),
  // Until when the rail is left alone because it does not answer (PAY-17), null: it is not. **Why** a time: who said so may die.
  closedUntil: latest(nullable(time()), null),
  // The operators that are left alone until then, of those above; empty: the whole rail is.
  closedOperators: latest(listOf(text(40, 1), 12), []),
  isActive: latest(oneOf(['yes', 'no']), 'yes'),
});

/** The devices of the house, so that a receipt's series and a conflict's author have a name. */
export const devices = serverCollection('devices', {
  install: latest(installId()),
  kind: latest(oneOf(['pos', 'kitchen', 'office'])),
  series: latest(text(8, 1)),
  name: latest(text(60)),
  revoked: latest(oneOf(['yes', 'no']), 'no'),
  // The install that a copied tablet was before it got its own (SYN-12).
  copyOf: latest(nullable(installId()), null),
});
