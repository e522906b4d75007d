import type { Id } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { write, type View } from '../kernel/view.ts';
import { takeCash, type CashIntent } from '../payment/commands.ts';
import type { Context } from '../staff/context.ts';
import { receiptFigures } from './figures.ts';
import { receiptNumber } from './number.ts';
import { receipts } from './schema.ts';

/** Cash with the receipt it prints. `series` and `count` come from the install, in the same local transaction (SYN-8). */
export type CashAndReceiptIntent = CashIntent & {
  readonly receipt: Id<'receipt'>;
  readonly series: string;
  readonly count: number;
};

/**
 * Takes cash and writes its receipt: one op, whole or absent. The receipt is a copy of the paper: what it says is never
 * computed again (SYN-4).
 * **Errors** those of takeCash.
 */
export function takeCashWithReceipt(
  view: View,
  intent: CashAndReceiptIntent,
  context: Context,
): Result<readonly Change[], Refusal> {
  const taken = takeCash(view, intent, context);
  if (!taken.ok) return taken;
  const { order, changes, covers } = taken.value;
  const receipt = write(receipts, intent.receipt, {
    number: receiptNumber(intent.series, intent.count, intent.receipt),
    order,
    payment: intent.id,
    ...receiptFigures(view, order, covers),
    totalMinor: intent.amountMinor,
    by: context.actor,
    at: context.nowMs,
  });
  return ok([...changes, receipt]);
}
