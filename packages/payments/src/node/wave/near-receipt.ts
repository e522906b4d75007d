import { editsBetween } from '../../edits-between.ts';
import type { AskedReference, CallContext, NearReceipt } from '../../provider.ts';
import { lineDifferences } from './line-differences.ts';
import { normalReference } from './normal-reference.ts';
import type { WaveTransaction } from './wave-transaction.ts';

/** So many mistakes people make in one reference. **Source** section 4.3 of the providers' page. */
const EDITS_MAX = 2;

/**
 * The one line of the wallet's list that a reference which stands on none may have been meant to be: in all but the reference
 * as it was asked. Undefined where there is none, or more than one: a suggestion that may be another guest's is none.
 */
export function nearReceipt(
  asked: AskedReference,
  lines: readonly WaveTransaction[],
  context: CallContext,
): NearReceipt | undefined {
  const typed = normalReference(asked.reference);
  const near = lines.filter(
    (line) =>
      line.way === 'in' &&
      line.amountMinor === asked.amountMinor &&
      editsBetween(typed, normalReference(line.id), EDITS_MAX) <= EDITS_MAX &&
      lineDifferences(line, asked, lines, context).length === 0,
  );
  const [first, ...others] = near;
  // A line that came on two pages is one.
  if (!first || others.some(({ id }) => id !== first.id)) return undefined;
  return { reference: first.id, amountMinor: first.amountMinor, atMs: first.atMs };
}
