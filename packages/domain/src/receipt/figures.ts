import type { Id } from '../kernel/ids.ts';
import type { View } from '../kernel/view.ts';
import { totalsOf } from '../order/totals.ts';
import { dueOf } from '../payment/due.ts';
import { RECEIPT_LINES_MAX } from './schema.ts';

/**
 * What a receipt says of its order, read before its payment is in the view. The receipt that closes the order lists the
 * lines with what makes the total of them; one for a part of the money says the total and what was paid already.
 * **Units** minor.
 */
export function receiptFigures(view: View, order: Id<'order'>, covers: boolean) {
  const { totalMinor, paidMinor } = dueOf(view, order);
  const money = { orderTotalMinor: totalMinor, alreadyPaidMinor: paidMinor };
  return covers ? { ...coveredFigures(view, order), ...money } : money;
}

function coveredFigures(view: View, order: Id<'order'>) {
  const { discountMinor, serviceMinor, taxOnTopMinor, taxIncludedMinor, roundingMinor, ...totals } = totalsOf(
    view,
    order,
  );
  const due = totals.lines.filter((line) => line.quantity > 0);
  const listed = due.slice(0, RECEIPT_LINES_MAX);
  return {
    lines: listed.map(({ id, quantity, grossMinor }) => ({ line: id, quantity, amountMinor: grossMinor })),
    moreLines: due.length - listed.length,
    discountMinor,
    serviceMinor,
    taxOnTopMinor,
    taxIncludedMinor,
    roundingMinor,
  };
}
