import type { Entity } from '../kernel/collection.ts';
import type { Id, Install } from '../kernel/ids.ts';
import { isAmount } from '../kernel/money.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, write, type View } from '../kernel/view.ts';
import { isClosed, rootOf } from '../order/parts.ts';
import { draftsOf } from '../order/sending.ts';
import { orders } from '../order/schema.ts';
import { impliedOpening } from '../shift/commands.ts';
import { openShiftOf } from '../shift/shifts.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { bindings, closings } from './close-order.ts';
import { dueOf } from './due.ts';
import { payments, type PaymentMethod } from './schema.ts';
import { attemptsUnderWay, replacements, withoutOverride } from './replacing.ts';

/**
 * What a till asks when cash is counted. **Units** minor. `amountMinor` is what the order gets, `tenderedMinor` what was
 * handed over, `tipMinor` what the guest leaves of it, `changeOwedMinor` what the drawer has no coins for.
 */
export type CashIntent = {
  readonly id: Id<'payment'>;
  readonly order: Id<'order'>;
  readonly drawer: Id<'drawer'>;
  readonly install: Install;
  /** Id for the shift that this cash opens when none of the drawer is known to be open. */
  readonly newShift: Id<'shift'>;
  readonly amountMinor: number;
  readonly tenderedMinor: number;
  readonly tipMinor?: number;
  readonly changeOwedMinor?: number;
  /** Cash where it is left out. Of what is noted and not counted there is no change: `tenderedMinor` is what it is for. */
  readonly method?: Exclude<PaymentMethod, 'mobile'>;
  /** A slip's, an account's, a voucher's own name. */
  readonly label?: string;
};

/** Cash taken: the order it is booked on (the root of a merged one), the changes, and whether they cover what was due. */
export type CashTaken = { readonly order: Id<'order'>; readonly changes: readonly Change[]; readonly covers: boolean };

/**
 * Takes cash for an order: part of what is due or all of it. Covers the order → the same op closes it, so that money
 * and status can never arrive apart (F1, F12); part of a merged bill → the same op binds its parts together (ORD-1). Cash is never refused for want of a shift (SYN-5).
 * While a request over a rail may still bring the money, taking cash beside it takes the word of somebody who answers for
 * it; then whatever that request brings goes back (PAY-15).
 * **Errors** no_right, not_found, order_closed, unsent_lines, order_empty, nothing_due, bad_amount, tendered_too_low,
 * payment_under_way, approval_needed.
 */
export function takeCash(view: View, intent: CashIntent, context: Context): Result<CashTaken, Refusal> {
  const denied = withoutRight(context, Action.takeCash);
  if (denied) return denied;
  const order = find(view, orders, rootOf(view, intent.order));
  if (!order) return refuse(RefusalCode.notFound, { what: 'order', id: intent.order });
  const { totalMinor, capturedMinor, dueMinor } = dueOf(view, intent.order);
  if (draftsOf(view, intent.order).length > 0) return refuse(RefusalCode.unsentLines);
  if (totalMinor === 0 && capturedMinor === 0) return refuse(RefusalCode.orderEmpty);
  if (dueMinor <= 0) return refuse(isClosed(view, order.id) ? RefusalCode.orderClosed : RefusalCode.nothingDue);
  if (!isAmount(intent.amountMinor) || intent.amountMinor < 1 || intent.amountMinor > dueMinor) {
    return refuse(RefusalCode.badAmount, { dueMinor });
  }
  const { tipMinor = 0, changeOwedMinor = 0 } = intent;
  if (![tipMinor, changeOwedMinor].every((part) => isAmount(part) && part >= 0)) return refuse(RefusalCode.badAmount);
  const keptMinor = intent.amountMinor + tipMinor + changeOwedMinor;
  const isCash = (intent.method ?? 'cash') === 'cash';
  if (!isCash && intent.tenderedMinor !== keptMinor) return refuse(RefusalCode.badAmount, { dueMinor });
  if (!isAmount(intent.tenderedMinor) || intent.tenderedMinor < keptMinor) {
    return refuse(RefusalCode.tenderedTooLow, { amountMinor: keptMinor });
  }
  const underWay = attemptsUnderWay(view, order.id);
  const notReplaced = withoutOverride(view, underWay, context);
  if (notReplaced) return notReplaced;
  const shift = openShiftOf(view, intent.drawer);
  const covers = intent.amountMinor === dueMinor;
  const opening = shift ? [] : [impliedOpening({ ...intent, id: intent.newShift }, context)];
  const payment = paymentChange(intent, order, shift?.id ?? intent.newShift, context);
  const closing = covers ? closings(view, order.id) : bindings(view, order.id);
  const replacing = replacements(underWay, intent.id, context);
  return ok({ order: order.id, changes: [...opening, payment, ...replacing, ...closing], covers });
}

function paymentChange(intent: CashIntent, order: Entity<typeof orders>, shift: Id<'shift'>, context: Context): Change {
  const { tipMinor = 0, changeOwedMinor = 0 } = intent;
  return write(payments, intent.id, {
    order: order.id,
    bill: null,
    shift,
    method: intent.method ?? 'cash',
    label: intent.label?.trim() || null,
    amountMinor: intent.amountMinor,
    tenderedMinor: intent.tenderedMinor,
    changeMinor: intent.tenderedMinor - intent.amountMinor - tipMinor - changeOwedMinor,
    changeOwedMinor,
    tipMinor,
    currency: order.currency,
    by: context.actor,
    at: context.nowMs,
  });
}
