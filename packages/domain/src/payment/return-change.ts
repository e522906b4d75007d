import type { Id, Install } from '../kernel/ids.ts';
import { isAmount } from '../kernel/money.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, listOfOrder, write, type View } from '../kernel/view.ts';
import { impliedOpening } from '../shift/commands.ts';
import { openShiftOf } from '../shift/shifts.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { changeReturns, payments } from './schema.ts';

/**
 * A guest comes back for change that the drawer had no coins for. It comes out of the drawer that is named, on its open
 * shift, and opens one where none is known, as cash does (SYN-5). **Units** minor.
 * **Errors** no_right, not_found, bad_amount for more than is owed still.
 */
export function returnChange(
  view: View,
  intent: {
    readonly id: Id<'change'>;
    readonly payment: Id<'payment'>;
    readonly amountMinor: number;
    readonly drawer: Id<'drawer'>;
    readonly install: Install;
    readonly newShift: Id<'shift'>;
  },
  context: Context,
): Result<readonly Change[], Refusal> {
  const denied = withoutRight(context, Action.takeCash);
  if (denied) return denied;
  const payment = find(view, payments, intent.payment);
  if (!payment) return refuse(RefusalCode.notFound, { what: 'payment', id: intent.payment });
  const { amountMinor, drawer, newShift } = intent;
  const owedMinor = owedChangeOf(view, payment.id);
  if (!isAmount(amountMinor) || amountMinor < 1 || amountMinor > owedMinor) {
    return refuse(RefusalCode.badAmount, { dueMinor: owedMinor });
  }
  const open = openShiftOf(view, drawer);
  const opening = open ? [] : [impliedOpening({ ...intent, id: newShift }, context)];
  const told = { payment: payment.id, amountMinor, by: context.actor, at: context.nowMs };
  const back = write(changeReturns, intent.id, { order: payment.order, shift: open?.id ?? newShift, ...told });
  return ok([...opening, back]);
}

/** The change of a payment that its guest has not come back for. **Units** minor. */
export function owedChangeOf(view: View, payment: Id<'payment'>): number {
  const found = find(view, payments, payment);
  if (!found) return 0;
  const back = listOfOrder(view, changeReturns, found.order).filter((one) => one.payment === payment);
  return found.changeOwedMinor - back.reduce((sum, one) => sum + one.amountMinor, 0);
}
