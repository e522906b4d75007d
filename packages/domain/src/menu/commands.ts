import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, write, type View } from '../kernel/view.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { itemAvailability, items } from './schema.ts';

/** Says that a dish is out, or back. Anyone in the room may; the till that hears of it stops offering it. */
export function markSoldOut(
  view: View,
  intent: { readonly item: Id<'item'>; readonly soldOut: boolean },
  context: Context,
): Result<readonly Change[], Refusal> {
  const denied = withoutRight(context, Action.markSoldOut);
  if (denied) return denied;
  if (!find(view, items, intent.item)) return refuse(RefusalCode.notFound, { what: 'item', id: intent.item });
  return ok([write(itemAvailability, intent.item, { born: true, soldOut: intent.soldOut })]);
}
