import { isCancelUnread, seenKeyOf, type BoardTicket } from './board-tickets.ts';

/** What calls a cook: something new, or something cancelled. */
export type Alarm = 'fresh' | 'cancelled';

/** What was on a board: the sends of its lines, and how many cancelled units of each nobody has read of. */
export type Heard = { readonly sends: ReadonlySet<string>; readonly cancelled: ReadonlyMap<string, number> };

/** What is on a board now, to be compared with later. */
export function heardOf(tickets: readonly BoardTicket[]): Heard {
  const sends = new Set<string>();
  const cancelled = new Map<string, number>();
  for (const ticket of tickets) {
    for (const line of ticket.lines) {
      sends.add(seenKeyOf(line.id, ticket.sentMark));
      if (isCancelUnread(line)) cancelled.set(line.id, line.cancelledUnread);
    }
  }
  return { sends, cancelled };
}

/** What is to be heard of a change of the board; the cancelled first, because there a hand may have to stop. */
export function alarmOf(before: Heard, tickets: readonly BoardTicket[]): Alarm | undefined {
  const lines = tickets.flatMap((ticket) => ticket.lines.map((line) => ({ line, mark: ticket.sentMark })));
  const isMoreCancelled = lines.some(
    ({ line }) => isCancelUnread(line) && line.cancelledUnread > (before.cancelled.get(line.id) ?? 0),
  );
  if (isMoreCancelled) return 'cancelled';
  const isNew = lines.some(({ line, mark }) => line.isFresh && !before.sends.has(seenKeyOf(line.id, mark)));
  return isNew ? 'fresh' : undefined;
}
