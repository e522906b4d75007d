import type { BoardLine, BoardTicket } from './board-tickets.ts';

/** The hour at which the tests of the board begin. **Units** ms since 1970. */
export const SENT_AT = 1_763_798_400_000;
export const SENT_MARK = `~${SENT_AT.toString(16).padStart(12, '0')}0000T1T1T1T1T1`;

/** A line of a ticket, sent and seen by nobody, where a test says nothing else. */
export function aLine(id: string, said: Partial<BoardLine> = {}): BoardLine {
  return {
    id,
    item: `item ${id}`,
    name: `Plat ${id}`,
    quantity: 1,
    modifiers: [],
    note: null,
    rank: 'sent',
    rankMark: SENT_MARK,
    cancelled: false,
    cancelledUnread: 0,
    cancelledAt: null,
    received: false,
    isFresh: false,
    ...said,
  };
}

/** A ticket of a table with some lines. */
export function aTicket(key: string, lines: readonly BoardLine[], said: Partial<BoardTicket> = {}): BoardTicket {
  return {
    key,
    station: null,
    place: null,
    title: key,
    waiter: 'Awa',
    area: 'Salle',
    nth: 1,
    held: null,
    at: SENT_AT,
    sentMark: SENT_MARK,
    lines,
    ...said,
  };
}
