import { expect, test } from 'vitest';
import { makeStamp, MapView, type Id, type Json, type LineRank } from '@resto360/domain';
import { boardOf, seenKeyOf } from './board-tickets.ts';
import { SENT_AT } from './test-tickets.ts';

const [restaurantOrder, otherOrder, table, area, waiter, grill] = ['o1', 'o2', 't', 'a', 'w', 'g'];
const stamp = (afterMs: number) => makeStamp(SENT_AT + afterMs, 0, 'T1T1T1T1T1');

/** A house of one table, with lines of two orders. */
function aView() {
  const view = new MapView();
  const put = (collection: string, id: Id, f: Record<string, Json>, sx: Record<string, string> = {}) =>
    view.put(collection, { id, v: 1, st: stamp(0), f: { born: true, ...f }, sx });
  put('areas', area, { name: 'Terrasse' });
  put('tables', table, { area, name: 'T7' });
  put('stations', grill, { name: 'Grill' });
  put('staff', waiter, { name: 'Yao Kouamé', role: 'waiter', pinHash: 'x', active: true });
  const order = { openedBy: waiter, openedAt: SENT_AT, kind: 'dine_in', currency: 'XOF' };
  put('orders', restaurantOrder, { ...order, table, status: [0, 'open'] });
  put('orders', otherOrder, { ...order, label: 'Moussa', kind: 'takeaway', status: [0, 'closed'] });
  const line = (id: Id, of: Id, rank: LineRank, sentMs: number, more: Record<string, Json> = {}) =>
    put(
      'order_lines',
      id,
      {
        order: of,
        addedBy: waiter,
        addedAt: SENT_AT,
        item: `item ${id}`,
        name: id,
        unitPriceMinor: 1,
        taxBp: 0,
        taxIncluded: true,
        station: grill,
        modifiers: [],
        quantity: 3,
        seat: null,
        status: [0, rank],
        ...more,
      },
      { quantity: `~${stamp(sentMs)}`, status: `~${stamp(sentMs + 500)}` },
    );
  return { view, line, put };
}

test('tickets stand by stage, with where they go; a second ticket is told as such; a paid order is still cooked', () => {
  const { view, line } = aView();
  line('late', restaurantOrder, 'sent', 9_000);
  line('early', restaurantOrder, 'preparing', 1_000);
  line('suite', restaurantOrder, 'held', 1_000, { course: 2 });
  line('paid', otherOrder, 'sent', 5_000);
  const board = boardOf(view, new Set());
  expect(board.cooking.map(({ title, nth, at }) => [title, nth, at - SENT_AT])).toEqual([
    ['T7', 1, 1_000],
    ['Moussa', 1, 5_000],
    ['T7', 2, 9_000],
  ]);
  expect(board.cooking[0]).toMatchObject({ waiter: 'Yao', area: 'Terrasse', place: 'Grill' });
  expect(board.held.map(({ title, held }) => [title, held])).toEqual([['T7', 2]]);
});

test('a ticket is counted among those of its order at its own station: what the bar had is no first ticket of the grill', () => {
  const { view, line, put } = aView();
  put('stations', 'bar', { name: 'Bar' });
  line('beer', restaurantOrder, 'sent', 1_000, { station: 'bar' });
  line('fish', restaurantOrder, 'sent', 2_000);
  line('more fish', restaurantOrder, 'sent', 3_000);
  const { cooking } = boardOf(view, new Set());
  expect(cooking.map(({ place, nth }) => [place, nth])).toEqual([
    ['Bar', 1],
    ['Grill', 1],
    ['Grill', 2],
  ]);
});

test('a line is new until it was looked at or started; a done ticket has the age of its last call', () => {
  const { view, line } = aView();
  line('new', restaurantOrder, 'sent', 1_000);
  line('begun', restaurantOrder, 'preparing', 1_000);
  line('done', otherOrder, 'ready', 2_000);
  const freshIn = (seen: ReadonlySet<string>) =>
    boardOf(view, seen).cooking.flatMap(({ lines }) => lines.filter(({ isFresh }) => isFresh).map(({ id }) => id));
  expect(freshIn(new Set())).toEqual(['new']);
  expect(freshIn(new Set([seenKeyOf('new', `~${stamp(1_000)}`)]))).toEqual([]);
  expect(boardOf(view, new Set()).ready.map(({ at }) => at - SENT_AT)).toEqual([2_500]);
});

test('a cancelled line stays until a cook has read it, also on a ticket that is done; one that waits just goes', () => {
  const { view, line, put } = aView();
  const cancel = (id: Id, quantity: number) =>
    put('voids', `void ${id}`, { order: restaurantOrder, line: id, quantity, reason: 'x', by: waiter, at: SENT_AT });
  line('less', restaurantOrder, 'ready', 1_000);
  line('gone', restaurantOrder, 'sent', 2_000);
  line('read', restaurantOrder, 'sent', 3_000, { cancelSeen: 3 });
  line('waits', restaurantOrder, 'held', 4_000, { course: 2 });
  line('eaten', restaurantOrder, 'served', 5_000);
  cancel('less', 1);
  for (const id of ['gone', 'read', 'waits', 'eaten']) cancel(id, 3);
  const board = boardOf(view, new Set());
  expect(board.cooking.map(({ lines }) => lines.map(({ id, quantity }) => [id, quantity]))).toEqual([
    [['less', 2]],
    [['gone', 0]],
  ]);
  expect([board.held, board.ready]).toEqual([[], []]);
});

test('[SYN-20] a paid order of days ago that comes again is nothing to cook; an open one is, however old', () => {
  const { view, line } = aView();
  line('paid', otherOrder, 'sent', 5_000);
  line('open', restaurantOrder, 'sent', 5_000);
  const titles = (nowMs: number) => boardOf(view, new Set(), nowMs).cooking.map(({ title }) => title);
  expect(new Set(titles(SENT_AT + 60_000))).toEqual(new Set(['Moussa', 'T7']));
  expect(titles(SENT_AT + 3 * 86_400_000)).toEqual(['T7']);
});
