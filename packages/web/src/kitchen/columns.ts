import type { BoardTicket } from './board-tickets.ts';

/** How wide the columns are; remembered per device. **Units** px, the least width. */
export const DENSITIES = ['normal', 'dense', 'wide'] as const;
export type Density = (typeof DENSITIES)[number];
const WIDTHS: Readonly<Record<Density, number>> = { wide: 380, normal: 290, dense: 224 };
const GAP = 12;

/** How many columns fit. **Units** px. */
export function columnCount(width: number, density: Density): number {
  return Math.max(1, Math.floor((width + GAP) / (WIDTHS[density] + GAP)));
}

/**
 * Lays tickets into columns: each, the oldest first, onto the shortest one. The oldest stand on top, from left to right.
 * **Why** by the number of lines: a line that is done keeps its place, so that tickets do not jump under a finger.
 */
export function columnsOf(tickets: readonly BoardTicket[], count: number): BoardTicket[][] {
  const columns = Array.from({ length: count }, () => ({ height: 0, tickets: [] as BoardTicket[] }));
  for (const ticket of tickets) {
    const [first, ...others] = columns;
    if (!first) break;
    const shortest = others.reduce((low, one) => (one.height < low.height ? one : low), first);
    shortest.tickets.push(ticket);
    shortest.height += heightOf(ticket);
  }
  return columns.map((column) => column.tickets);
}

// In lines of text: the head, the button, and each line with what is written under its name.
function heightOf(ticket: BoardTicket): number {
  if (ticket.held !== null) return 2 + ticket.lines.length * 0.5;
  return ticket.lines.reduce((height, line) => height + (hasMore(line) ? 2 : 1.4), 3.5);
}

const hasMore = (line: BoardTicket['lines'][number]) => line.modifiers.length > 0 || line.note !== null;
