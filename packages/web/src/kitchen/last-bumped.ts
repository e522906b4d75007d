import type { BoardTicket } from './board-tickets.ts';

/** The ticket that was called ready last and still waits at the pass: the one that a slip of the hand concerns. */
export function lastBumped(ready: readonly BoardTicket[]): BoardTicket | undefined {
  return ready.find((ticket) => ticket.lines.some((line) => line.rank === 'ready'));
}
