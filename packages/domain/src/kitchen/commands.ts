import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, write, type View } from '../kernel/view.ts';
import { LINE_RANKS, orderLines, type LineRank } from '../order/schema.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';

type Outcome = Result<readonly Change[], Refusal>;

/** Moves a line on: preparing, ready, served. Pressing twice, or behind another screen, changes nothing (SYN-2). */
export function advanceLine(
  view: View,
  intent: { readonly line: Id<'line'>; readonly to: Exclude<LineRank, 'draft' | 'sent'> },
  context: Context,
): Outcome {
  const served = intent.to === 'served' && !withoutRight(context, Action.takeOrder);
  const denied = served ? undefined : withoutRight(context, Action.cook);
  if (denied) return denied;
  const line = find(view, orderLines, intent.line);
  if (!line) return refuse(RefusalCode.notFound, { what: 'line', id: intent.line });
  if (line.status[1] === 'draft') return refuse(RefusalCode.lineNotSent, { line: line.name });
  const further = LINE_RANKS.indexOf(intent.to) > LINE_RANKS.indexOf(line.status[1]);
  return ok([write(orderLines, intent.line, { status: [line.status[0], further ? intent.to : line.status[1]] })]);
}

/** Takes a line back to the fire on purpose: the epoch rises (SYN-2). */
export function recallLine(view: View, intent: { readonly line: Id<'line'> }, context: Context): Outcome {
  const denied = withoutRight(context, Action.cook);
  if (denied) return denied;
  const line = find(view, orderLines, intent.line);
  if (!line) return refuse(RefusalCode.notFound, { what: 'line', id: intent.line });
  if (line.status[1] === 'draft') return refuse(RefusalCode.lineNotSent, { line: line.name });
  return ok([write(orderLines, intent.line, { status: [line.status[0] + 1, 'preparing'] })]);
}
