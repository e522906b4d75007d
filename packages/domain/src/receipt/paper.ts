import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import type { receipts } from './schema.ts';

type Receipt = Entity<typeof receipts>;
type Listed = Receipt['lines'][number];

/** What is printed of a receipt besides its own figures. **Units** minor. */
export type Paper = {
  readonly lines: readonly Listed[];
  /** What the lines that found no room on the paper come to, so that its figures add up. */
  readonly moreMinor: number;
  /** What was still due when this payment was made; above 0 on a receipt for a part of the money. */
  readonly leftMinor: number;
};

/** A receipt as paper: from the fact alone, so that it says the same for ever (SYN-4). */
export function paperOf(receipt: Receipt): Paper {
  const lines = entriesOf(receipt).filter((entry) => typeof entry !== 'string');
  const listedMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const addedMinor = receipt.serviceMinor + receipt.taxOnTopMinor + receipt.roundingMinor;
  const coveredMinor = receipt.orderTotalMinor - addedMinor + receipt.discountMinor;
  return {
    lines,
    moreMinor: receipt.moreLines > 0 ? coveredMinor - listedMinor : 0,
    leftMinor: Math.max(0, receipt.orderTotalMinor - receipt.alreadyPaidMinor - receipt.totalMinor),
  };
}

/** The lines a receipt names; `moreLines` others are covered without a name. */
export function lineIdsOf(receipt: Receipt): Id<'line'>[] {
  return entriesOf(receipt).map((entry) => (typeof entry === 'string' ? entry : entry.line));
}

// A receipt written before amounts were listed names its lines by id alone. A fact is never rewritten.
const entriesOf = (receipt: Receipt): readonly (Listed | Id<'line'>)[] => receipt.lines;
