import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, write, type View } from '../kernel/view.ts';
import { voidLine, voidedOf } from '../order/corrections.ts';
import { orderLines, orders } from '../order/schema.ts';
import { takeHandedBack } from '../payment/attempt-refunds.ts';
import { refundCash, reverseRefund, type Till } from '../payment/refunds.ts';
import { attemptRefunds, refunds } from '../payment/schema.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { canUndo } from './can-undo.ts';
import { Remedy } from './remedy.ts';
import { decisions } from './schema.ts';

type Outcome = Result<readonly Change[], Refusal>;
type Decision = Entity<typeof decisions>;

/** Who takes a decision back. `row`: the id of the one row that it may create. */
export type UndoIntent = {
  readonly exception: Id<'exception'>;
  readonly row: Id;
  readonly till: Till;
  readonly reason: string;
};

const RIGHTS: Readonly<Record<string, Action>> = {
  [Remedy.giveBack]: Action.refund,
  [Remedy.gaveLateBack]: Action.refund,
  [Remedy.takeBack]: Action.refund,
  [Remedy.acceptLoss]: Action.refund,
  [Remedy.reopenAndCharge]: Action.reopenOrder,
  [Remedy.cancelLine]: Action.voidLine,
  [Remedy.otherQuantity]: Action.voidLine,
  [Remedy.mergeOrders]: Action.mergeOrders,
  [Remedy.keepMerged]: Action.mergeOrders,
  [Remedy.separateOrders]: Action.mergeOrders,
};

/** The right that it takes to undo a decision: that of its remedy. */
export const rightToUndo = (remedy: string): Action => RIGHTS[remedy] ?? Action.decide;

/**
 * Takes a decision back: the matter is open again, and what the remedy did is reversed by facts, never deleted. A
 * refund comes back into the drawer, a reopened order closes, a line that was added is voided, merged orders part again.
 * **Errors** matter_gone when nothing stands; cannot_undo for a dish that was cancelled, for an order that went on
 * meanwhile, and where what was written is not on this device any more; no_right; and those of what reverses it.
 */
export function undoDecision(view: View, intent: UndoIntent, context: Context): Outcome {
  const decision = find(view, decisions, intent.exception);
  if (decision?.state !== 'decided') return refuse(RefusalCode.matterGone);
  const denied = withoutRight(context, rightToUndo(decision.remedy));
  if (denied) return denied;
  const changes = reversed(view, decision, intent, context);
  if (!changes.ok) return changes;
  const { remedy, amountMinor, wrote } = decision;
  const undone = { state: 'undone' as const, remedy, by: context.actor, at: context.nowMs, amountMinor, wrote };
  return ok([...changes.value, write(decisions, decision.id, undone)]);
}

function reversed(view: View, decision: Decision, intent: UndoIntent, context: Context): Outcome {
  if (!canUndo(view, decision)) return refuse(RefusalCode.cannotUndo);
  const { remedy, order: of, wrote } = decision;
  const { row, reason, till } = intent;
  const handed = wrote.map((id) => find(view, attemptRefunds, id)).find((one) => one !== undefined);
  if (remedy === Remedy.gaveLateBack && handed)
    return takeHandedBack(view, { refund: handed.id, reason, till }, context);
  const refund = wrote.map((id) => find(view, refunds, id)).find((one) => one !== undefined);
  if (remedy === Remedy.giveBack || remedy === Remedy.takeBack) {
    if (!refund) return refuse(RefusalCode.cannotUndo);
    if (remedy === Remedy.giveBack) return reverseRefund(view, { refund: refund.id, reason, till }, context);
    const { order, amountMinor } = refund;
    return refundCash(view, { id: row, order, amountMinor, reason, till }, context);
  }
  if (remedy === Remedy.reopenAndCharge && of !== null) {
    return ok([write(orders, of, { status: [find(view, orders, of)?.status[0] ?? 0, 'closed'] })]);
  }
  if (remedy === Remedy.mergeOrders) return ok(wrote.map((id) => write(orders, id, { mergedInto: null })));
  const lines = linesBack(view, decision);
  return lines ? ok(lines) : addedLineVoided(view, decision, intent, context);
}

// A line that was taken back comes back, and one that was charged again goes.
function linesBack(view: View, { remedy, wrote }: Decision): Change[] | undefined {
  if (remedy !== Remedy.cancelLine && remedy !== Remedy.chargeLine) return undefined;
  const known = wrote.filter((id) => find(view, orderLines, id));
  return known.map((id) => write(orderLines, id, { removed: remedy === Remedy.chargeLine }));
}

function addedLineVoided(view: View, decision: Decision, intent: UndoIntent, context: Context): Outcome {
  if (decision.remedy !== Remedy.otherQuantity) return ok([]);
  const line = decision.wrote.map((id) => find(view, orderLines, id)).find((one) => one !== undefined);
  if (!line) return ok([]);
  const { row, reason } = intent;
  const left = line.quantity - voidedOf(view, line.order, line.id);
  return left <= 0 ? ok([]) : voidLine(view, { id: row, line: line.id, quantity: left, reason }, context);
}
