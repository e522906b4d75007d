import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, write, type View } from '../kernel/view.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { isVoidedWhole, voidedOf } from './corrections.ts';
import { notTakingLines } from './guards.ts';
import { listOfParts } from './parts.ts';
import { LINE_RANKS, orderLines, orders } from './schema.ts';

type Outcome = Result<readonly Change[], Refusal>;
type Line = Entity<typeof orderLines>;

/**
 * Sends what waits to the kitchen: the first course at once, later ones to be held until they are called. Each line's
 * dish, quantity and seat are written again: from here on they are settled, and no draft edit from another till may change what the cook reads (SYN-1).
 */
export function sendOrder(view: View, intent: { readonly order: Id<'order'> }, context: Context): Outcome {
  const denied = withoutRight(context, Action.takeOrder) ?? notTakingLines(view, intent.order);
  if (denied) return denied;
  const drafts = draftsOf(view, intent.order);
  if (drafts.length === 0) return refuse(RefusalCode.nothingToSend);
  const leaves = leavingAtOnce(listOfParts(view, orderLines, intent.order));
  return ok(withinOneOp(drafts.map((line) => settled(line, leaves(line) ? 'sent' : 'held'))));
}

/**
 * Calls a course that the kitchen holds, of a paid order too: what guests have paid for must be cooked. Its lines are settled again: the call is a send of its own, with its own
 * ticket, age and acknowledgement. What was voided while they waited is no news: nobody began it, so it counts as read.
 */
export function fireCourse(
  view: View,
  intent: { readonly order: Id<'order'>; readonly course: number },
  context: Context,
): Outcome {
  const denied = withoutRight(context, Action.takeOrder);
  if (denied) return denied;
  if (!find(view, orders, intent.order)) return refuse(RefusalCode.notFound, { what: 'order', id: intent.order });
  const held = heldOf(view, intent.order).filter((line) => line.course === intent.course);
  if (held.length === 0) return refuse(RefusalCode.nothingToSend);
  return ok(withinOneOp(held.map((line) => called(view, line))));
}

/** The lines of an order that the kitchen knows and waits with; of one that was voided whole nothing is waited for. */
export function heldOf(view: View, order: Id<'order'>): Line[] {
  return listOfParts(view, orderLines, order).filter(
    (line) => line.status[1] === 'held' && !line.removed && !isVoidedWhole(view, line),
  );
}

/** The lines of an order that wait to be sent, in the order they were added. */
export function draftsOf(view: View, order: Id<'order'>): Line[] {
  return listOfParts(view, orderLines, order)
    .filter((line) => line.status[1] === 'draft' && !line.removed)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Which lines of an order go to the fire with the next send: those without a course, and those of the course that is
 * being cooked, or of the first one where none was called yet.
 */
function leavingAtOnce(lines: readonly Line[]): (line: Line) => boolean {
  const inCourses = lines.filter((line) => line.course > 0 && !line.removed);
  const called = inCourses.filter((line) => LINE_RANKS.indexOf(line.status[1]) >= LINE_RANKS.indexOf('sent'));
  const now =
    called.length > 0
      ? Math.max(...called.map((line) => line.course))
      : Math.min(...inCourses.map((line) => line.course));
  return (line) => line.course <= now;
}

/** Lines one send carries at most, and the characters they may take: an op holds 100 changes and 64 kB. */
export const LINES_PER_SEND_MAX = 100;
const SEND_CHARACTERS_MAX = 40_000;

// What fits into one op; the next tap sends the rest.
function withinOneOp(changes: readonly Change[]): Change[] {
  let characters = 0;
  return changes.slice(0, LINES_PER_SEND_MAX).filter((change, index) => {
    characters += JSON.stringify(change).length;
    return index === 0 || characters <= SEND_CHARACTERS_MAX;
  });
}

function called(view: View, line: Line): Change {
  const voided = voidedOf(view, line.order, line.id);
  const [collection, id, fields] = settled(line, 'sent');
  return [collection, id, voided === 0 ? fields : { ...fields, cancelSeen: voided }];
}

function settled(line: Line, rank: 'held' | 'sent'): Change {
  return write(orderLines, line.id, {
    item: line.item,
    name: line.name,
    unitPriceMinor: line.unitPriceMinor,
    taxBp: line.taxBp,
    taxIncluded: line.taxIncluded,
    station: line.station,
    modifiers: line.modifiers,
    quantity: line.quantity,
    seat: line.seat,
    status: [line.status[0], rank],
  });
}
