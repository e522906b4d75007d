import { expect, test } from 'vitest';
import type { Intent } from '../station/station.ts';
import type { Person } from '../staff/staff-session.ts';
import { seenKeyOf } from './board-tickets.ts';
import { HAND } from './hand.ts';
import { kitchenWorkOf } from './kitchen-work.ts';
import { aLine, aTicket, SENT_AT, SENT_MARK } from './test-tickets.ts';

const cook: Person = { id: 'rose', born: true, name: 'Rose', role: 'cook', pinHash: '', active: true };

function atWork() {
  const kinds: string[] = [];
  const looked: string[] = [];
  const clock = { nowMs: SENT_AT };
  const work = kitchenWorkOf(cook, {
    tap: async (intent: Intent) => void kinds.push(intent.kind),
    see: (keys) => void looked.push(...keys),
    nowMs: () => (clock.nowMs += HAND.sameTapMs),
  });
  return { work, kinds, looked, clock };
}

test('a whole ticket is one op, and a second tap at once is none', () => {
  const { work, kinds, clock } = atWork();
  const ticket = aTicket('T1', [aLine('a'), aLine('b', { rank: 'preparing' }), aLine('c', { rank: 'ready' })]);
  work.bump(ticket);
  clock.nowMs -= HAND.sameTapMs;
  work.bump(aTicket('T2', [aLine('d')]));
  expect(kinds).toEqual(['kitchen.advance']);
});

test('"ready" never reads a cancelled line for the cook; where nothing else is left, the button says it was read', () => {
  const { work, kinds } = atWork();
  const cancelled = aLine('b', { cancelled: true, cancelledUnread: 1 });
  work.bump(aTicket('T1', [aLine('a'), cancelled]));
  expect(kinds).toEqual(['kitchen.advance']);
  work.bump(aTicket('T1', [aLine('a', { rank: 'ready' }), cancelled]));
  expect(kinds).toEqual(['kitchen.advance', 'kitchen.read_cancelled']);
});

test('work on one line looks at that line only; a tap on the head at all of them', () => {
  const { work, looked, kinds } = atWork();
  const ticket = aTicket('T1', [aLine('a', { isFresh: true }), aLine('b', { isFresh: true })]);
  work.start(ticket, ticket.lines[0] ?? aLine('a'));
  expect([kinds, looked]).toEqual([['kitchen.advance'], [seenKeyOf('a', SENT_MARK)]]);
  work.see(ticket);
  expect(looked.slice(1)).toEqual(['a', 'b'].map((id) => seenKeyOf(id, SENT_MARK)));
});

test('the box of a line of which less is wanted says ready and read', () => {
  const { work, kinds } = atWork();
  const less = aLine('a', { quantity: 2, cancelledUnread: 1 });
  work.finish(aTicket('T1', [less]), less);
  expect(kinds).toEqual(['kitchen.advance', 'kitchen.read_cancelled']);
});
