import { describe, expect, test } from 'vitest';
import { alarmOf, heardOf } from './alarms.ts';
import { targetOf } from './board-keys.ts';
import { seenKeyOf, type BoardLine } from './board-tickets.ts';
import { columnCount, columnsOf } from './columns.ts';
import { Hand, HAND } from './hand.ts';
import { lastBumped } from './last-bumped.ts';
import { clockAge, paceOf } from './pace.ts';
import { signatureOf } from './signature.ts';
import { Staleness } from './staleness.ts';
import { aLine, aTicket, SENT_AT, SENT_MARK } from './test-tickets.ts';
import { toComeOut } from './to-come-out.ts';

const MIN = 60_000;

test.each([
  [0, 'fresh', '0:00'],
  [-5_000, 'fresh', '0:00'],
  [4 * MIN + 12_000, 'fresh', '4:12'],
  [10 * MIN - 1, 'fresh', '9:59'],
  [10 * MIN, 'slow', '10:00'],
  [20 * MIN, 'late', '20:00'],
  [119 * MIN, 'late', '119:00'],
  [125 * MIN, 'late', '2 h 05'],
])('[KIT-1] an age of %i ms is %s and reads %s', (ageMs, pace, said) => {
  expect(paceOf(ageMs)).toBe(pace);
  expect(clockAge(ageMs).replaceAll('\u00a0', ' ')).toBe(said);
});

test('what is to come out: units by dish that are not ready, the largest first, held and cancelled left out', () => {
  const fish = { item: 'fish', name: 'Carpe' };
  const tickets = [
    aTicket('T1', [aLine('a', { ...fish, quantity: 2 }), aLine('b', { item: 'rice', name: 'Riz', quantity: 3 })]),
    aTicket('T2', [
      aLine('c', { ...fish, quantity: 4, rank: 'preparing' }),
      aLine('d', { ...fish, quantity: 9, rank: 'ready' }),
      aLine('e', { ...fish, quantity: 9, cancelled: true, cancelledUnread: 9 }),
    ]),
    aTicket('T3', [aLine('f', { ...fish, quantity: 9, rank: 'held' })], { held: 2 }),
  ];
  expect(toComeOut(tickets)).toEqual([
    { ...fish, units: 6 },
    { item: 'rice', name: 'Riz', units: 3 },
  ]);
});

test.each<[string, Partial<BoardLine>]>([
  ['a quantity', { quantity: 2 }],
  ['a rank', { rank: 'preparing' }],
  ['a note', { note: 'vite' }],
  ['a cancel', { cancelledUnread: 1 }],
  ['a first look', { isFresh: true }],
])('a card is drawn again for %s', (_what, said) => {
  expect(signatureOf(aTicket('T1', [aLine('a', said)]))).not.toBe(signatureOf(aTicket('T1', [aLine('a')])));
});

test('a card stays as it is for what it does not show', () => {
  expect(signatureOf(aTicket('T1', [aLine('a', { received: true })]))).toBe(signatureOf(aTicket('T1', [aLine('a')])));
});

const ticket = (key: string, lines: number) =>
  aTicket(
    key,
    Array.from({ length: lines }, (_, index) => aLine(`${key}${index}`)),
  );
const keysOf = (columns: ReturnType<typeof columnsOf>) => columns.map((one) => one.map(({ key }) => key));

describe('columns', () => {
  test('the oldest stand on top from left to right, the next on the shortest', () => {
    const tickets = [ticket('a', 9), ticket('b', 1), ticket('c', 4), ticket('d', 1), ticket('e', 1)];
    expect(keysOf(columnsOf(tickets, 3))).toEqual([['a'], ['b', 'd'], ['c', 'e']]);
    expect(keysOf(columnsOf(tickets, 1))).toEqual([['a', 'b', 'c', 'd', 'e']]);
  });

  test('a line that is done moves no ticket', () => {
    const done = aTicket('a', [aLine('a0', { rank: 'ready' }), aLine('a1')]);
    const before = columnsOf([ticket('a', 2), ticket('b', 2), ticket('c', 1)], 2);
    expect(keysOf(columnsOf([done, ticket('b', 2), ticket('c', 1)], 2))).toEqual(keysOf(before));
  });

  test.each([
    [1_256, 'normal', 4],
    [1_256, 'dense', 5],
    [1_256, 'wide', 3],
    [1_896, 'normal', 6],
    [374, 'normal', 1],
    [100, 'wide', 1],
  ] as const)('in %i px, %s: %i', (width, density, count) => {
    expect(columnCount(width, density)).toBe(count);
  });
});

const fresh = (id: string) => aLine(id, { isFresh: true });
const cancelled = (units: number) => aTicket('T1', [aLine('a', { quantity: 2, cancelledUnread: units })]);

describe('what is heard', () => {
  const before = heardOf([aTicket('T1', [fresh('a')])]);

  test('something new, once', () => {
    const after = [aTicket('T1', [fresh('a')]), aTicket('T2', [fresh('b')])];
    expect(alarmOf(before, after)).toBe('fresh');
    expect(alarmOf(heardOf(after), after)).toBeUndefined();
  });

  test('something cancelled, before anything new, and each further unit', () => {
    expect(alarmOf(before, [cancelled(1), aTicket('T2', [fresh('b')])])).toBe('cancelled');
    expect(alarmOf(heardOf([cancelled(1)]), [cancelled(1)])).toBeUndefined();
    expect(alarmOf(heardOf([cancelled(1)]), [cancelled(2)])).toBe('cancelled');
    expect(alarmOf(heardOf([cancelled(2)]), [cancelled(0)])).toBeUndefined();
  });

  test('not a line that comes back to the fire', () => {
    expect(alarmOf(heardOf([]), [aTicket('T1', [aLine('a', { rank: 'preparing' })])])).toBeUndefined();
  });
});

const look = (heardAt: number | null, nowMs: number) => new Staleness().since({ heardAt, nowMs, pageMs: 0 });

test('[F10] [KIT-3] the board is stale when the server was not heard for more than 12 s, and says since when', () => {
  expect(look(SENT_AT, SENT_AT + 12_000)).toBeUndefined();
  expect(look(SENT_AT, SENT_AT + 12_001)).toEqual({ since: SENT_AT });
  expect(look(null, SENT_AT)).toEqual({ since: null });
  // The second on the screen begins before what was heard in it.
  expect(look(SENT_AT, SENT_AT - 999)).toBeUndefined();
});

test('[F10] [KIT-3] a clock that was set back makes no board fresh: not at a start in 1970, nor later', () => {
  expect(look(SENT_AT, 60_000)).toEqual({ since: SENT_AT });
  expect(look(SENT_AT, SENT_AT - 5_000)).toEqual({ since: SENT_AT });
});

test('[F10] [KIT-3] a clock that goes back again and again, or stands still, makes no dead line fresh', () => {
  const staleness = new Staleness();
  const isFresh = (pageMs: number, heardAt = SENT_AT) =>
    staleness.since({ heardAt, nowMs: heardAt + 1_000, pageMs }) === undefined;
  expect([0, 12_000, 12_001, 60_000].map((pageMs) => isFresh(pageMs))).toEqual([true, true, false, false]);
  expect([60_000, 72_000, 72_001].map((pageMs) => isFresh(pageMs, SENT_AT + 1))).toEqual([true, true, false]);
});

test('a second tap on the same thing, and one on a board that just moved, is not meant', () => {
  const hand = new Hand();
  expect(hand.takes('box a', SENT_AT)).toBe(true);
  expect(hand.takes('box a', SENT_AT + HAND.sameTapMs - 1)).toBe(false);
  expect(hand.takes('box b', SENT_AT + HAND.sameTapMs - 1)).toBe(true);
  hand.movedTheBoard(SENT_AT + 1_000);
  expect(hand.takes('box c', SENT_AT + 1_000 + HAND.afterLeavingMs - 1)).toBe(false);
  expect(hand.takes('box c', SENT_AT + 1_000 + HAND.afterLeavingMs)).toBe(true);
});

describe('keys', () => {
  const columns = [[0, 3], [1], [2, 4, 5]];
  test.each([
    ['1', -1, 0],
    ['6', -1, 5],
    ['7', 0, undefined],
    ['0', 0, undefined],
    ['ArrowRight', -1, 0],
    ['ArrowRight', 0, 1],
    ['ArrowRight', 3, 1],
    ['ArrowRight', 5, 5],
    ['ArrowLeft', 5, 1],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 2, 4],
    ['ArrowUp', 4, 2],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 1, 1],
    ['a', 0, undefined],
  ])('%s from %i leads to %s', (key, from, to) => {
    expect(targetOf(key, from, columns)).toBe(to);
  });

  test('lead nowhere on an empty board', () => {
    expect(targetOf('ArrowDown', -1, [[], []])).toBeUndefined();
    expect(targetOf('1', -1, [])).toBeUndefined();
  });
});

test('the ticket to call back is the last one that waits at the pass, not one that was served', () => {
  const served = aTicket('T1', [aLine('a', { rank: 'served' })]);
  const waiting = aTicket('T2', [aLine('b', { rank: 'served' }), aLine('c', { rank: 'ready' })]);
  expect(lastBumped([served, waiting])?.key).toBe('T2');
  expect(lastBumped([served])).toBeUndefined();
});

test('one look is remembered for one send of a line: a course that is called is new again', () => {
  const later = SENT_MARK.replace(/^~.{12}/, `~${(SENT_AT + 1).toString(16).padStart(12, '0')}`);
  expect(seenKeyOf('a', SENT_MARK)).not.toBe(seenKeyOf('a', later));
});
