import { adminCollection, fact, factCollection, latest } from '../kernel/collection.ts';
import { flag, idOf, installId, integer, listOf, money, nullable, text, time } from '../kernel/schema.ts';

/** A cash drawer or purse, of one till or shared. */
export const drawers = adminCollection('drawers', {
  name: latest(text(40, 1)),
  deleted: latest(flag(), false),
});

/** A shift begins: who, which drawer, how much float. `implied`: cash came first, the float is unknown (SYN-5). */
export const shiftOpenings = factCollection('shift_openings', {
  drawer: fact(idOf('drawer')),
  floatMinor: fact(nullable(money()), null),
  openedBy: fact(idOf('staff')),
  install: fact(installId()),
  at: fact(time()),
  implied: fact(flag(), false),
});

/** Most tills that one closing names. */
export const MISSING_MAX = 50;

/**
 * A shift ends with a count; the first closing closes, later ones are recounts. It says what the till that closed knew by
 * then: cash taken and given back, of which tills it had not read everything (PAY-1). `takenMinor` null: closed by an app that did not say. **Units** minor.
 */
export const shiftClosings = factCollection('shift_closings', {
  shift: fact(idOf('shift')),
  drawer: fact(idOf('drawer')),
  countedMinor: fact(money()),
  closedBy: fact(idOf('staff')),
  at: fact(time()),
  takenMinor: fact(nullable(integer(0, Number.MAX_SAFE_INTEGER)), null),
  refundedMinor: fact(integer(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER), 0),
  missing: fact(listOf(installId(), MISSING_MAX), []),
});
