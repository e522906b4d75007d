import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import { isAmount } from '../kernel/money.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, listOfOrder, write, type View } from '../kernel/view.ts';
import { agreed, withoutApproval, withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { isClosed } from './parts.ts';
import { adjustments, orderLines, orders, voids } from './schema.ts';

type Outcome = Result<readonly Change[], Refusal>;

/** Less of a sent line: a fact with quantity, reason and whoever agreed. The line itself is never rewritten (SYN-1). */
export function voidLine(
  view: View,
  intent: {
    readonly id: Id<'void'>;
    readonly line: Id<'line'>;
    readonly quantity: number;
    readonly reason: string;
    readonly approvedBy?: Id<'staff'> | null;
  },
  context: Context,
): Outcome {
  const denied = withoutRight(context, Action.voidLine);
  if (denied) return denied;
  const line = find(view, orderLines, intent.line);
  if (!line) return refuse(RefusalCode.notFound, { what: 'line', id: intent.line });
  if (line.status[1] === 'draft') return refuse(RefusalCode.lineNotSent, { line: line.name });
  if (intent.reason.trim() === '') return refuse(RefusalCode.reasonMissing);
  const left = line.quantity - voidedOf(view, line.order, line.id);
  if (!Number.isSafeInteger(intent.quantity) || intent.quantity < 1 || intent.quantity > left) {
    return refuse(RefusalCode.badQuantity, { max: left });
  }
  const unapproved = withoutApproval(view, context, Action.voidLine);
  if (unapproved) return unapproved;
  return ok([
    write(voids, intent.id, {
      order: line.order,
      line: line.id,
      quantity: intent.quantity,
      reason: intent.reason,
      by: context.actor,
      ...agreed(context, intent.approvedBy ?? null),
      at: context.nowMs,
    }),
  ]);
}

/** How many of a line were voided, as the facts say; a total clamps it at the line's quantity. */
export function voidedOf(view: View, order: Id<'order'>, line: Id<'line'>): number {
  let quantity = 0;
  for (const fact of listOfOrder(view, voids, order)) if (fact.line === line) quantity += fact.quantity;
  return quantity;
}

/** Whether nothing of a line is left: neither to be cooked, nor to be served or paid. */
export function isVoidedWhole(view: View, line: Entity<typeof orderLines>): boolean {
  return voidedOf(view, line.order, line.id) >= line.quantity;
}

/** Takes money off an order or a line: a discount in share or amount, or a comp. */
export function adjustOrder(
  view: View,
  intent: {
    readonly id: Id<'adjustment'>;
    readonly order: Id<'order'>;
    readonly line?: Id<'line'> | null;
    readonly kind: 'discount' | 'comp';
    readonly shareBp?: number;
    readonly amountMinor?: number;
    readonly reason: string;
  },
  context: Context,
): Outcome {
  const denied = withoutRight(context, Action.adjust);
  if (denied) return denied;
  const order = find(view, orders, intent.order);
  if (!order) return refuse(RefusalCode.notFound, { what: 'order', id: intent.order });
  if (isClosed(view, intent.order)) return refuse(RefusalCode.orderClosed);
  if (intent.reason.trim() === '') return refuse(RefusalCode.reasonMissing);
  const shareBp = intent.kind === 'comp' ? 10_000 : (intent.shareBp ?? 0);
  const amountMinor = intent.amountMinor ?? 0;
  if (!isShare(shareBp) || !isAmount(amountMinor) || amountMinor < 0 || (shareBp === 0) === (amountMinor === 0)) {
    return refuse(RefusalCode.badAmount);
  }
  const unapproved = withoutApproval(view, context, Action.adjust);
  if (unapproved) return unapproved;
  return ok([
    write(adjustments, intent.id, {
      // What is taken off a line lies with the line, in whichever part of a merged order that is.
      order: find(view, orderLines, intent.line ?? '')?.order ?? intent.order,
      line: intent.line ?? null,
      kind: intent.kind,
      shareBp,
      amountMinor,
      reason: intent.reason,
      by: context.actor,
      ...agreed(context, null),
      at: context.nowMs,
    }),
  ]);
}

/** Opens a closed order again, on purpose: the epoch rises, so that no late "closed" undoes it (SYN-2). */
export function reopenOrder(view: View, intent: { readonly order: Id<'order'> }, context: Context): Outcome {
  const denied = withoutRight(context, Action.reopenOrder);
  if (denied) return denied;
  const order = find(view, orders, intent.order);
  if (!order) return refuse(RefusalCode.notFound, { what: 'order', id: intent.order });
  return ok([write(orders, intent.order, { status: [order.status[0] + 1, 'open'] })]);
}

const isShare = (value: number) => Number.isSafeInteger(value) && value >= 0 && value <= 10_000;
