import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import type { Mark } from '../kernel/row.ts';
import { entityOf, find, listOfOrder, type View } from '../kernel/view.ts';
import { orderLines, orders, voids, type LineRank } from '../order/schema.ts';

/** A line as the cook reads it. `cancelled`: removed by one till after another had sent it, or voided whole. */
export type TicketLine = {
  readonly id: Id<'line'>;
  readonly name: string;
  readonly quantity: number;
  readonly modifiers: readonly string[];
  readonly note: string | null;
  readonly rank: LineRank;
  readonly cancelled: boolean;
};

/** What one tap on "send" asked of one station: derived from lines, never stored. */
export type Ticket = {
  readonly id: string;
  readonly order: Id<'order'>;
  readonly station: Id<'station'> | null;
  readonly sentMark: Mark;
  readonly lines: readonly TicketLine[];
};

/**
 * The tickets of an order: its sent lines, grouped by station and by the send they left with, oldest first.
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
    const sentMark = row.sx?.['quantity'] ?? row.st;
    const id = `${sentMark}:${line.station ?? ''}`;
    const entry = tickets.get(id) ?? { ticket: { id, order: orderId, station: line.station, sentMark }, lines: [] };
    entry.lines.push(ticketLine(line, voided.get(line.id) ?? 0));
    tickets.set(id, entry);
  }
  return [...tickets.values()]
    .map(({ ticket, lines }) => ({ ...ticket, lines: lines.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function ticketLine(line: Entity<typeof orderLines>, voided: number): TicketLine {
  const left = Math.max(0, line.quantity - voided);
  return {
    id: line.id,
    name: line.name,
    quantity: left,
    modifiers: line.modifiers.map((modifier) => modifier.name),
    note: line.note,
    rank: line.status[1],
    cancelled: line.removed || left === 0,
  };
}
