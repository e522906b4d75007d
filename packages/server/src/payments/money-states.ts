import { AttemptState, hasMoney } from '@resto360/domain';

/**
 * The states in which the money that an attempt names is its own (PAY-16), as a list in SQL. **Why** its text and no parameter: the
 * index of that money holds these rows alone, and is used where the query says the same.
 */
export const MONEY_STATES = Object.values(AttemptState)
  .filter(hasMoney)
  .map((state) => `'${state}'`)
  .join(', ');
