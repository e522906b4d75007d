import { advanceLines, listAll, orders, receiveLines, ticketsOf, type LineRank } from '@resto360/domain';
import type { Tap } from '@resto360/sync/client';
import type { Hands } from '../hands.ts';
import { simple } from '../service.ts';

/** A cook reads what is new, then moves the oldest ticket on by one: a tap for a ticket, as on the kitchen's screen. */
export function cookNext({ view, context }: Hands): Tap | undefined {
  const open = listAll(view, orders).filter(({ status }) => status[1] !== 'closed');
  const tickets = open
    .flatMap(({ id }) => ticketsOf(view, id))
    .filter(({ held }) => held === null)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const fresh = tickets.flatMap(({ lines }) => lines.filter(({ received }) => !received).map(({ id }) => id));
  if (fresh.length > 0) return simple('kitchen.receive', () => receiveLines(view, { lines: fresh }, context));
  for (const [from, to] of [
    ['preparing', 'ready'],
    ['sent', 'preparing'],
  ] as const) {
    const lines = at(tickets, from);
    if (lines) return simple('kitchen.advance', () => advanceLines(view, { lines, to }, context));
  }
  return undefined;
}

/** The lines of the oldest ticket with a dish at this rank that was not cancelled. */
function at(tickets: ReturnType<typeof ticketsOf>, rank: LineRank) {
  const isAt = (line: (typeof tickets)[number]['lines'][number]) => line.rank === rank && !line.cancelled;
  return tickets.find(({ lines }) => lines.some(isAt))?.lines.map(({ id }) => id);
}
