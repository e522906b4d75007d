import type { Id } from '../kernel/ids.ts';
import { listOfOrder, type View } from '../kernel/view.ts';
import { totalsOf } from '../order/totals.ts';
import { payments } from './schema.ts';

/** What an order owes. **Units** minor. `dueMinor` is negative when too much was taken (SYN-3). */
export type Due = { readonly totalMinor: number; readonly capturedMinor: number; readonly dueMinor: number };

/** Total, captured and due of an order; payments + due = total, always. */
export function dueOf(view: View, order: Id<'order'>): Due {
  const { totalMinor } = totalsOf(view, order);
  const capturedMinor = listOfOrder(view, payments, order).reduce((sum, payment) => sum + payment.amountMinor, 0);
  return { totalMinor, capturedMinor, dueMinor: totalMinor - capturedMinor };
}
