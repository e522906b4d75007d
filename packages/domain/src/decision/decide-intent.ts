import type { Id } from '../kernel/ids.ts';
import type { Till } from '../payment/refunds.ts';
import type { Remedy } from './remedy.ts';

/** What a person taps. `row`: the id of the one row that a remedy may create (a refund, a void of a whole dish). */
export type DecideIntent = {
  readonly exception: Id<'exception'>;
  readonly remedy: Remedy;
  readonly row: Id;
  readonly till: Till;
  /** Said with a refund or a cancelled dish. */
  readonly reason: string;
};
