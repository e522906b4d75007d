import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import type { Mark, Row } from '../kernel/row.ts';
import { entityOf, find, listOfOrder, type View } from '../kernel/view.ts';
import { orderLines, orders, voids, type LineRank } from '../order/schema.ts';

/**
 * A line as the cook reads it.
 * - `cancelled`: nothing of it is left: removed by one till after another had sent it, or voided whole.
 * - `cancelledUnread`: units that were cancelled and of which no cook has read yet.
 * - `received`: a kitchen screen has shown this very send of it.
 */
export type TicketLine = {
  readonly id: Id<'line'>;
  readonly item: Id<'item'>;
  readonly name: string;
  readonly quantity: number;
  readonly modifiers: readonly string[];
  readonly note: string | null;
  readonly rank: LineRank;
  readonly cancelled: boolean;
  readonly cancelledUnread: number;
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
  const voided = new Map<Id, number>();
  for (const fact of listOfOrder(view, voids, orderId)) {
    voided.set(fact.line, (voided.get(fact.line) ?? 0) + fact.quantity);
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
    entry.lines.push(ticketLine(line, sentMark, voided.get(line.id) ?? 0));
    tickets.set(id, entry);
  }
  return [...tickets.values()]
    .map(({ ticket, lines }) => ({ ...ticket, lines: lines.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Which send a line left with: the mark that it wrote on the quantity. */
export function sentMarkOf(row: Row): Mark {
  return row.sx?.['quantity'] ?? row.st;
}

/** Units of a line that are not to be cooked any more. */
export function cancelledOf(view: View, line: Entity<typeof orderLines>): number {
  let voided = 0;
  for (const fact of listOfOrder(view, voids, line.order)) if (fact.line === line.id) voided += fact.quantity;
  return line.removed ? line.quantity : Math.min(line.quantity, voided);
}

function ticketLine(line: Entity<typeof orderLines>, sentMark: Mark, voided: number): TicketLine {
  const left = Math.max(0, line.quantity - voided);
  const cancelledUnits = line.removed ? line.quantity : line.quantity - left;
  return {
    id: line.id,
    item: line.item,
    name: line.name,
    quantity: left,
    modifiers: line.modifiers.map((modifier) => modifier.name),
    note: line.note,
    rank: line.status[1],
    cancelled: line.removed || left === 0,
    cancelledUnread: Math.max(0, cancelledUnits - line.cancelSeen),
    received: line.receivedMark === sentMark,
  };
}
