import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import { markOf } from '../kernel/mark-of.ts';
import type { Mark, Row } from '../kernel/row.ts';
import { readStamp } from '../kernel/stamp.ts';
import { entityOf, find, listOfOrder, type View } from '../kernel/view.ts';
import { orderLines, orders, voids, type LineRank } from '../order/schema.ts';

/**
 * A line as the cook reads it.
 * - `cancelled`: nothing of it is left: removed by one till after another had sent it, or voided whole.
 * - `cancelledUnread`: units that were cancelled and of which no cook has read yet.
 * - `cancelledAt`: when units were last cancelled. **Units** ms since 1970, by the clock of the till that did.
 * - `received`: a kitchen screen has shown this very send of it.
 * - `rankMark`: when it came to its rank, as a mark.
 */
export type TicketLine = {
  readonly id: Id<'line'>;
  readonly item: Id<'item'>;
  readonly name: string;
  readonly quantity: number;
  readonly modifiers: readonly string[];
  readonly note: string | null;
  readonly rank: LineRank;
  readonly rankMark: Mark;
  readonly cancelled: boolean;
  readonly cancelledUnread: number;
  readonly cancelledAt: number | null;
  readonly received: boolean;
};

/** What one tap on "send" asked of one station: derived from lines, never stored. `held`: the course it waits for. */
export type Ticket = {
  readonly id: string;
  readonly order: Id<'order'>;
  readonly station: Id<'station'> | null;
  readonly sentMark: Mark;
  readonly held: number | null;
  readonly lines: readonly TicketLine[];
};

/**
 * The tickets of an order: its sent lines, grouped by station and by the send they left with, oldest first. Lines that
 * wait for their course are tickets of their own until it is called.
 * **Why** by the mark of the quantity: the send writes it, and every replica holds the same one after the join.
 */
export function ticketsOf(view: View, orderId: Id<'order'>): Ticket[] {
  if (!find(view, orders, orderId)) return [];
  const voided = new Map<Id, Voided>();
  for (const { line, quantity, at } of listOfOrder(view, voids, orderId)) {
    const before = voided.get(line) ?? NOTHING_VOIDED;
    voided.set(line, { quantity: before.quantity + quantity, at: Math.max(before.at, at) });
  }
  const tickets = new Map<string, { ticket: Omit<Ticket, 'lines'>; lines: TicketLine[] }>();
  for (const row of view.ofOrder(orderLines.name, orderId)) {
    const line = entityOf(orderLines, row);
    if (!line || line.status[1] === 'draft') continue;
    const sentMark = sentMarkOf(row);
    const held = line.status[1] === 'held' ? line.course : null;
    const id = `${sentMark}:${line.station ?? ''}${held === null ? '' : `:${held}`}`;
    const entry = tickets.get(id) ?? {
      ticket: { id, order: orderId, station: line.station, sentMark, held },
      lines: [],
    };
    entry.lines.push(ticketLine(line, row, voided.get(line.id) ?? NOTHING_VOIDED));
    tickets.set(id, entry);
  }
  return [...tickets.values()]
    .map(({ ticket, lines }) => ({ ...ticket, lines: lines.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** **Units** `at` ms since 1970: the latest. */
type Voided = { readonly quantity: number; readonly at: number };
const NOTHING_VOIDED: Voided = { quantity: 0, at: 0 };

/** Which send a line left with: the mark that it wrote on the quantity. */
export function sentMarkOf(row: Row): Mark {
  return row.sx?.['quantity'] ?? row.st;
}

/** The moment of a mark. **Units** ms since 1970, by the clock of the device that wrote. */
export function msOfMark(mark: Mark): number {
  return readStamp(stampOf(mark)).ms;
}

/** Units of a line that are not to be cooked any more. */
export function cancelledOf(view: View, line: Entity<typeof orderLines>): number {
  let voided = 0;
  for (const fact of listOfOrder(view, voids, line.order)) if (fact.line === line.id) voided += fact.quantity;
  return line.removed ? line.quantity : Math.min(line.quantity, voided);
}

// A call says of what was cancelled before it that nobody need read it. Not where a cook has begun under another call,
// of a till that knew of less: who begins says under their own mark what they had read.
function cancelSeenOf(line: Entity<typeof orderLines>, row: Row): number {
  const sentAt = stampOf(sentMarkOf(row));
  const seenMark = markOf(orderLines, row, 'cancelSeen');
  const isOfCall = seenMark !== undefined && stampOf(seenMark) === sentAt;
  const hasBegun = line.status[1] !== 'held' && line.status[1] !== 'sent';
  return isOfCall && hasBegun ? 0 : line.cancelSeen;
}

const stampOf = (mark: Mark) => mark.replace('~', '');

function ticketLine(line: Entity<typeof orderLines>, row: Row, voided: Voided): TicketLine {
  const left = Math.max(0, line.quantity - voided.quantity);
  const cancelledUnits = line.removed ? line.quantity : line.quantity - left;
  const removedAt = line.removed ? msOfMark(row.sx?.['removed'] ?? row.st) : 0;
  return {
    id: line.id,
    item: line.item,
    name: line.name,
    quantity: left,
    modifiers: line.modifiers.map((modifier) => modifier.name),
    note: line.note,
    rank: line.status[1],
    rankMark: row.sx?.['status'] ?? row.st,
    cancelled: line.removed || left === 0,
    cancelledUnread: Math.max(0, cancelledUnits - cancelSeenOf(line, row)),
    cancelledAt: cancelledUnits === 0 ? null : Math.max(voided.at, removedAt),
    received: line.receivedMark === sentMarkOf(row),
  };
}
