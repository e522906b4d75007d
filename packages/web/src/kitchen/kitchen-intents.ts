import {
  advanceLines,
  markSoldOut,
  readCancelled,
  recallLines,
  receiveLines,
  type Context,
  type Id,
} from '@resto360/domain';
import type { Intent } from '../station/station.ts';
import type { Person } from '../staff/staff-session.ts';

/** A cook's taps as intents, and what the screen itself tells. */
export function kitchenIntentsOf(person: Person) {
  const actor = person.id;
  const now = (): Context => ({ actor, role: person.role, nowMs: Date.now() });
  return {
    advance: (lines: readonly Id<'line'>[], to: 'preparing' | 'ready'): Intent => ({
      kind: 'kitchen.advance',
      actor,
      make: (view) => advanceLines(view, { lines, to }, now()),
    }),
    recall: (lines: readonly Id<'line'>[]): Intent => ({
      kind: 'kitchen.recall',
      actor,
      make: (view) => recallLines(view, { lines }, now()),
    }),
    receive: (lines: readonly Id<'line'>[]): Intent => ({
      kind: 'kitchen.receive',
      actor,
      make: (view) => receiveLines(view, { lines }, now()),
    }),
    readCancelled: (line: Id<'line'>): Intent => ({
      kind: 'kitchen.read_cancelled',
      actor,
      make: (view) => readCancelled(view, { line }, now()),
    }),
    soldOut: (item: Id<'item'>, soldOut: boolean): Intent => ({
      kind: 'menu.sold_out',
      actor,
      make: (view) => markSoldOut(view, { item, soldOut }, now()),
    }),
  };
}
