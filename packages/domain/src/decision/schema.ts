import { fixed, intentCollection, latestTogether } from '../kernel/collection.ts';
import { AMOUNT_MAX_MINOR } from '../kernel/money.ts';
import { idOf, listOf, money, nullable, oneOf, text, time } from '../kernel/schema.ts';

/** Most subjects that a decision names; an exception of more keeps the first. */
export const SUBJECTS_MAX = 60;
/** Most rows that a remedy writes. */
export const WROTE_MAX = 20;

/** The group of what was decided: one mark for all of it. */
export const MATTER = 'matter';

/**
 * What a person decided about an exception. A row's id is the exception's, so that two people who decide one matter meet
 * in one row; the later decision counts, and where the remedies differ a person is told of both (`decided_twice`).
 * **Why** INTENT: the decision and its remedy are one op, on a dead line too (docs/adr).
 * **Units** `amountMinor` minor, as it was seen: another amount is another matter. Where a refund came back it is that
 * refund's, which may be less than was too much.
 */
export const decisions = intentCollection('decisions', {
  kind: fixed(text(40, 1)),
  subjects: fixed(listOf(text(60), SUBJECTS_MAX)),
  order: fixed(nullable(idOf('order')), null),
  state: latestTogether(oneOf(['decided', 'undone']), MATTER),
  remedy: latestTogether(text(40, 1), MATTER),
  by: latestTogether(idOf('staff'), MATTER),
  at: latestTogether(time(), MATTER),
  amountMinor: latestTogether(nullable(money(-AMOUNT_MAX_MINOR)), MATTER),
  /** The rows that the remedy wrote: what an undo looks at. */
  wrote: latestTogether(listOf(idOf('row'), WROTE_MAX), MATTER),
});
