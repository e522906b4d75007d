import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import type { receipts } from './schema.ts';

type Receipt = Entity<typeof receipts>;
type Listed = Exclude<Receipt['lines'][number], Id>;

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
  const lines = receipt.lines.filter(isListed);
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
  return receipt.lines.map((entry) => (typeof entry === 'string' ? entry : entry.line));
}

/** Whether a receipt says of this line what it came to. The first app named lines by id alone; a fact is never rewritten. */
export function isListed(entry: Receipt['lines'][number]): entry is Listed {
  return typeof entry !== 'string';
}
