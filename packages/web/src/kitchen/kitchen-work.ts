import type { Id } from '@resto360/domain';
import type { Person } from '../staff/staff-session.ts';
import type { Intent } from '../station/station.ts';
import { isCancelUnread, isToDo, seenKeyOf, type BoardLine, type BoardTicket } from './board-tickets.ts';
import { Hand } from './hand.ts';
import { kitchenIntentsOf } from './kitchen-intents.ts';

/** What a cook does with the board. */
export type KitchenWork = {
  /** The cook has looked at a ticket: nothing on it is new any more. */
  readonly see: (ticket: BoardTicket) => void;
  readonly start: (ticket: BoardTicket, line: BoardLine) => void;
  readonly finish: (ticket: BoardTicket, line: BoardLine) => void;
  readonly takeBack: (line: BoardLine) => void;
  readonly readCancelled: (line: BoardLine) => void;
  /** The button below a ticket: all ready in one op; or, where only cancelled lines are left, all of them read. */
  readonly bump: (ticket: BoardTicket) => void;
  readonly recall: (ticket: BoardTicket) => void;
  readonly setSoldOut: (item: Id<'item'>, soldOut: boolean) => void;
};

/** Builds a cook's work. `tap` saves an op; `see` remembers what was looked at; the clock is an argument for tests. */
export function kitchenWorkOf(
  person: Person,
  doors: {
    readonly tap: (intent: Intent) => Promise<void>;
    readonly see: (keys: readonly string[]) => void;
    /** A clock that nobody can set. **Units** ms since whenever. */
    readonly nowMs: () => number;
  },
): KitchenWork {
  const intents = kitchenIntentsOf(person);
  const hand = new Hand();
  const { nowMs } = doors;
  const tap = (intent: Intent) => void doors.tap(intent);
  const seeLines = (ticket: BoardTicket, lines: readonly BoardLine[]) => {
    const fresh = lines.filter((line) => line.isFresh);
    if (fresh.length > 0) doors.see(fresh.map((line) => seenKeyOf(line.id, ticket.sentMark)));
  };
  const take = (what: string, leaves: boolean, run: () => void) => {
    if (!hand.takes(what, nowMs())) return;
    if (leaves) hand.movedTheBoard(nowMs());
    run();
  };
  return {
    see: (ticket) => seeLines(ticket, ticket.lines),
    start: (ticket, line) =>
      take(`start ${line.id}`, false, () => {
        seeLines(ticket, [line]);
        if (line.rank === 'sent') tap(intents.advance([line.id], 'preparing'));
      }),
    finish: (ticket, line) =>
      take(`box ${line.id}`, isLastToDo(ticket, line), () => {
        tap(intents.advance([line.id], 'ready'));
        if (isCancelUnread(line)) tap(intents.readCancelled(line.id));
      }),
    takeBack: (line) => take(`box ${line.id}`, false, () => tap(intents.recall([line.id]))),
    readCancelled: (line) => take(`read ${line.id}`, line.cancelled, () => tap(intents.readCancelled(line.id))),
    bump: (ticket) =>
      take(`bump ${ticket.key}`, true, () => {
        const open = ticket.lines.filter(isToDo);
        if (open.length > 0) tap(intents.advance(idsOf(open), 'ready'));
        else for (const line of ticket.lines.filter(isCancelUnread)) tap(intents.readCancelled(line.id));
      }),
    recall: (ticket) => take(`recall ${ticket.key}`, true, () => tap(intents.recall(idsOf(ticket.lines)))),
    setSoldOut: (item, soldOut) => tap(intents.soldOut(item, soldOut)),
  };
}

/** Whether this line is the last that keeps a ticket at the fire. */
function isLastToDo(ticket: BoardTicket, line: BoardLine): boolean {
  return !ticket.lines.some((other) => other.id !== line.id && (isToDo(other) || isCancelUnread(other)));
}

const idsOf = (lines: readonly BoardLine[]) => lines.map((line) => line.id);
