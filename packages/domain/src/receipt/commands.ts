import type { Id } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { write, type View } from '../kernel/view.ts';
import { totalsOf } from '../order/totals.ts';
import { takeCash, type CashIntent } from '../payment/commands.ts';
import type { Context } from '../staff/context.ts';
import { receiptNumber } from './number.ts';
import { RECEIPT_LINES_MAX, receipts } from './schema.ts';

/** Cash with the receipt it prints. `series` and `count` come from the install, in the same local transaction (SYN-8). */
export type CashAndReceiptIntent = CashIntent & {
  readonly receipt: Id<'receipt'>;
  readonly series: string;
  readonly count: number;
};

/**
 * Takes cash and writes its receipt: one op, whole or absent. The receipt that closes an order lists the lines it
 * covers; a receipt for a part of the money lists none.
 * **Errors** those of takeCash.
 */
export function takeCashWithReceipt(
  view: View,
  intent: CashAndReceiptIntent,
  context: Context,
): Result<readonly Change[], Refusal> {
  const taken = takeCash(view, intent, context);
  if (!taken.ok) return taken;
  const { changes, covers } = taken.value;
  const lines = covers ? totalsOf(view, intent.order).lines.filter((line) => line.quantity > 0) : [];
  const receipt = write(receipts, intent.receipt, {
    number: receiptNumber(intent.series, intent.count, intent.receipt),
    order: intent.order,
    payment: intent.id,
    lines: lines.slice(0, RECEIPT_LINES_MAX).map((line) => line.id),
    totalMinor: intent.amountMinor,
    by: context.actor,
    at: context.nowMs,
  });
  return ok([...changes, receipt]);
}
