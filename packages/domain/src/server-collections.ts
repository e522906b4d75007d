import { fact, latest, serverCollection } from './kernel/collection.ts';
import { idOf, installId, integer, listOf, money, nullable, oneOf, text } from './kernel/schema.ts';

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
