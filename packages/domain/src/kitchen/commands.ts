import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { entityOf, find, write, type View } from '../kernel/view.ts';
import { LINE_RANKS, orderLines, type LineRank } from '../order/schema.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { cancelledOf, sentMarkOf } from './tickets.ts';

type Outcome = Result<readonly Change[], Refusal>;

/** Moves a line on: preparing, ready, served. Pressing twice, or behind another screen, changes nothing (SYN-2). */
export function advanceLine(
  view: View,
  intent: { readonly line: Id<'line'>; readonly to: Exclude<LineRank, 'draft' | 'held' | 'sent'> },
  context: Context,
): Outcome {
  const served = intent.to === 'served' && !withoutRight(context, Action.takeOrder);
  const denied = served ? undefined : withoutRight(context, Action.cook);
  if (denied) return denied;
  const line = find(view, orderLines, intent.line);
  if (!line) return refuse(RefusalCode.notFound, { what: 'line', id: intent.line });
  if (!isAtTheFire(line.status[1])) return refuse(RefusalCode.lineNotSent, { line: line.name });
  const further = LINE_RANKS.indexOf(intent.to) > LINE_RANKS.indexOf(line.status[1]);
  return ok([moved(line, [line.status[0], further ? intent.to : line.status[1]])]);
}

// Whoever begins a dish says under their own mark how much of what was cancelled had been read by then: a call of the
// course that comes later, from a till that knew of more, can't say it in their name.
function moved(line: Entity<typeof orderLines>, status: [number, LineRank]): Change {
  const begins = line.status[1] === 'sent' && status[1] !== 'sent';
  return write(orderLines, line.id, begins ? { status, cancelSeen: line.cancelSeen } : { status });
}

/**
 * Moves the lines of a ticket on in one op. A line that is further already stays where it is, and one that is not at the
 * fire (held, or unknown here) is left out.
 */
export function advanceLines(
  view: View,
  intent: { readonly lines: readonly Id<'line'>[]; readonly to: 'preparing' | 'ready' },
  context: Context,
): Outcome {
  const rise = (rank: LineRank) => LINE_RANKS.indexOf(intent.to) > LINE_RANKS.indexOf(rank);
  return writeStatuses(view, intent.lines, context, ([epoch, rank]) => (rise(rank) ? [epoch, intent.to] : undefined));
}

/** Takes the lines of a ticket back to the fire on purpose, in one op: those that were called ready or served. */
export function recallLines(view: View, intent: { readonly lines: readonly Id<'line'>[] }, context: Context): Outcome {
  return writeStatuses(view, intent.lines, context, ([epoch, rank]) =>
    isDone(rank) ? [epoch + 1, 'preparing'] : undefined,
  );
}

/** Takes a line back to the fire on purpose: the epoch rises (SYN-2). */
export function recallLine(view: View, intent: { readonly line: Id<'line'> }, context: Context): Outcome {
  const denied = withoutRight(context, Action.cook);
  if (denied) return denied;
  const line = find(view, orderLines, intent.line);
  if (!line) return refuse(RefusalCode.notFound, { what: 'line', id: intent.line });
  if (!isAtTheFire(line.status[1])) return refuse(RefusalCode.lineNotSent, { line: line.name });
  return ok([write(orderLines, intent.line, { status: [line.status[0] + 1, 'preparing'] })]);
}

/** Lines one op of the kitchen carries at most: an op holds 100 changes. */
export const LINES_PER_OP_MAX = 100;

/**
 * A screen has shown these lines: each keeps the mark of the send that it showed. A line that is called later, or sent
 * again, is a new send and is acknowledged anew.
 */
export function receiveLines(view: View, intent: { readonly lines: readonly Id<'line'>[] }, context: Context): Outcome {
  const denied = withoutRight(context, Action.cook);
  if (denied) return denied;
  const changes: Change[] = [];
  for (const id of intent.lines.slice(0, LINES_PER_OP_MAX)) {
    const row = view.get(orderLines.name, id);
    const line = row && entityOf(orderLines, row);
    if (!row || !line || line.status[1] === 'draft') continue;
    const receivedMark = sentMarkOf(row);
    if (line.receivedMark !== receivedMark) changes.push(write(orderLines, id, { receivedMark }));
  }
  return changes.length === 0 ? refuse(RefusalCode.nothingToSend) : ok(changes);
}

/** A cook has read that units of a line were cancelled. */
export function readCancelled(view: View, intent: { readonly line: Id<'line'> }, context: Context): Outcome {
  const denied = withoutRight(context, Action.cook);
  if (denied) return denied;
  const line = find(view, orderLines, intent.line);
  if (!line) return refuse(RefusalCode.notFound, { what: 'line', id: intent.line });
  return ok([write(orderLines, intent.line, { cancelSeen: cancelledOf(view, line) })]);
}

// Lines of which nothing changes are left out; where that is all of them, there is nothing to say.
function writeStatuses(
  view: View,
  lines: readonly Id<'line'>[],
  context: Context,
  next: (status: readonly [number, LineRank]) => [number, LineRank] | undefined,
): Outcome {
  const denied = withoutRight(context, Action.cook);
  if (denied) return denied;
  const changes: Change[] = [];
  for (const id of lines.slice(0, LINES_PER_OP_MAX)) {
    const line = find(view, orderLines, id);
    const status = line && isAtTheFire(line.status[1]) ? next(line.status) : undefined;
    if (line && status) changes.push(moved(line, status));
  }
  return changes.length === 0 ? refuse(RefusalCode.nothingToSend) : ok(changes);
}

const isDone = (rank: LineRank) => rank === 'ready' || rank === 'served';
const isAtTheFire = (rank: LineRank) => LINE_RANKS.indexOf(rank) >= LINE_RANKS.indexOf('sent');
