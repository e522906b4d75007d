import type { BoardTicket } from './board-tickets.ts';

/**
 * Everything of a ticket that its card shows, as one text: a card is drawn again only when this changed.
 * **Why**: every op repaints the page, and 300 open lines must not be drawn for one that moved.
 */
export function signatureOf(ticket: BoardTicket): string {
  const { key, place, title, waiter, area, nth, held, at } = ticket;
  const lines = ticket.lines.map((line) => [
    line.id,
    line.name,
    line.quantity,
    line.modifiers,
    line.note,
    line.rank,
    line.cancelled,
    line.cancelledUnread,
    line.cancelledAt,
    line.isFresh,
  ]);
  return JSON.stringify([key, place, title, waiter, area, nth, held, at, lines]);
}
