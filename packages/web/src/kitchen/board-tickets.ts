import {
  areas,
  find,
  listAll,
  msOfMark,
  orders,
  staff,
  stations,
  tables,
  ticketsOf,
  type Entity,
  type Id,
  type Mark,
  type Ticket,
  type TicketLine,
  type View,
} from '@resto360/domain';

/** Done tickets that the page holds at most: the latest. */
const READY_MAX = 60;

/** A line on the board. `isFresh`: nobody started it, and this screen's cook has not touched it yet. */
export type BoardLine = TicketLine & { readonly isFresh: boolean };

/**
 * A ticket as the board shows it.
 * - `title`: the table, or the label of an order to take away; null when it has none.
 * - `place`: the station's name.
 * - `nth`: which ticket of its order this is at its station, from 1: whether a cook had one of this table before.
 * - `at`: when it was sent, or, of a done ticket, when its last line was called ready. **Units** ms since 1970.
 */
export type BoardTicket = {
  readonly key: string;
  readonly station: Id<'station'> | null;
  readonly place: string | null;
  readonly title: string | null;
  readonly waiter: string | null;
  readonly area: string | null;
  readonly nth: number;
  readonly held: number | null;
  readonly at: number;
  readonly sentMark: Mark;
  readonly lines: readonly BoardLine[];
};

/** What is at the fire, what waits for its course, what is done. */
export const STAGES = ['cooking', 'held', 'ready'] as const;
export type Stage = (typeof STAGES)[number];
export type Board = Readonly<Record<Stage, readonly BoardTicket[]>>;

/** The name under which a cook's look at one send of a line is remembered. */
export function seenKeyOf(line: Id<'line'>, sentMark: Mark): string {
  return `${line}${sentMark.slice(0, 13)}`;
}

/** A paid order whose dishes were sent longer ago than this is nothing to cook, whatever is written to it. **Units** ms. */
const COLD_MS = 24 * 3_600_000;

/**
 * Every ticket of every station, by stage: the oldest first, and of what is done the latest first. **Why** `nowMs`: an
 * order of days ago comes whole when somebody gives money back for it (SYN-20), with dishes that nobody ever bumped.
 */
export function boardOf(view: View, seen: ReadonlySet<string>, nowMs = 0): Board {
  const board: Record<Stage, BoardTicket[]> = { cooking: [], held: [], ready: [] };
  for (const order of listAll(view, orders)) {
    const counts = new Map<Id | null, number>();
    for (const ticket of ticketsOf(view, order.id)) {
      if (order.status[1] === 'closed' && nowMs - msOfMark(ticket.sentMark) > COLD_MS) continue;
      const nth = (counts.get(ticket.station) ?? 0) + (ticket.held === null ? 1 : 0);
      counts.set(ticket.station, nth);
      const stage = stageOf(ticket);
      if (stage) board[stage].push(boardTicket(view, order, ticket, { stage, nth, seen }));
    }
  }
  return {
    cooking: board.cooking.toSorted(oldestFirst),
    held: board.held.toSorted(oldestFirst),
    ready: board.ready.toSorted((a, b) => oldestFirst(b, a)).slice(0, READY_MAX),
  };
}

/** A line at which something is to be done. */
export function isToDo(line: TicketLine): boolean {
  return !line.cancelled && (line.rank === 'sent' || line.rank === 'preparing');
}

/** A line of which units were cancelled while that still matters to a cook, and no cook has said so. */
export function isCancelUnread(line: TicketLine): boolean {
  return line.cancelledUnread > 0 && line.rank !== 'served' && line.rank !== 'held';
}

function stageOf({ lines, held }: Ticket): Stage | undefined {
  if (held !== null) return lines.some((line) => !line.cancelled) ? 'held' : undefined;
  if (lines.some((line) => isToDo(line) || isCancelUnread(line))) return 'cooking';
  return lines.some((line) => !line.cancelled) ? 'ready' : undefined;
}

function boardTicket(
  view: View,
  order: Entity<typeof orders>,
  ticket: Ticket,
  on: { readonly stage: Stage; readonly nth: number; readonly seen: ReadonlySet<string> },
): BoardTicket {
  const table = find(view, tables, order.table ?? '');
  const lines = ticket.lines.filter((line) => !line.cancelled || isCancelUnread(line));
  const doneAt = () => Math.max(...lines.map((line) => msOfMark(line.rankMark)));
  return {
    key: `${order.id}:${ticket.id}`,
    station: ticket.station,
    place: find(view, stations, ticket.station ?? '')?.name ?? null,
    title: table?.name ?? order.label,
    waiter: find(view, staff, order.openedBy)?.name.split(' ')[0] ?? null,
    area: find(view, areas, table?.area ?? '')?.name ?? null,
    nth: on.nth,
    held: ticket.held,
    at: on.stage === 'ready' ? doneAt() : msOfMark(ticket.sentMark),
    sentMark: ticket.sentMark,
    lines: lines.map((line) => ({ ...line, isFresh: isFresh(line, ticket.sentMark, on.seen) })),
  };
}

function isFresh(line: TicketLine, sentMark: Mark, seen: ReadonlySet<string>): boolean {
  return line.rank === 'sent' && !line.cancelled && !seen.has(seenKeyOf(line.id, sentMark));
}

const oldestFirst = (a: BoardTicket, b: BoardTicket) => a.at - b.at || (a.key < b.key ? -1 : 1);
