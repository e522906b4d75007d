import { describe, expect, test } from 'vitest';
import { find, makeStamp, MapView, orderLines, type Id, type Json, type LineRank } from '@resto360/domain';
import { lineGroupsOf, type LineGroups } from './line-groups.ts';
import { listDrawers } from './list-drawers.ts';
import { storyOf } from './story.ts';
import { intentsOf } from './order-intents.ts';
import { floorOf, mostUrgent } from './table-state.ts';
import { isUnreceived, UNRECEIVED_AFTER_MS, unreceivedOf } from './unreceived.ts';

const SENT_MS = 1_763_798_400_000;
const MARK = `~${makeStamp(SENT_MS, 0, 'T1T1T1T1T1')}`;
const id = (last: string): Id => `00000000-0000-7000-8000-${last.padStart(12, '0')}`;
const [ORDER, TABLE, AREA, GRILL, YAO] = ['a', 'b', 'c', 'd', 'e'].map(id) as [Id, Id, Id, Id, Id];

type Fields = Readonly<Record<string, Json>>;

/** A house with one table, an order at it, a grill with a screen and one linked kitchen screen. */
function house(): MapView {
  const view = new MapView();
  const put = (collection: string, row: Id, f: Fields) => view.put(collection, { id: row, v: 1, st: MARK, f });
  put('areas', AREA, { born: true, name: 'Terrasse' });
  put('tables', TABLE, { born: true, area: AREA, name: 'T1' });
  put('stations', GRILL, { born: true, name: 'Grill' });
  put('devices', id('f'), { install: 'K1K1K1K1K1', kind: 'kitchen', series: 'K1', name: '', revoked: 'no' });
  put('orders', ORDER, orderFields());
  return view;
}

const orderFields = (more: Fields = {}): Fields => ({
  born: true,
  openedBy: YAO,
  openedAt: SENT_MS - 60_000,
  kind: 'dine_in',
  currency: 'XOF',
  table: TABLE,
  covers: 4,
  ...more,
});

function line(view: MapView, last: string, rank: LineRank, more: Fields = {}): Id {
  const f = {
    born: true,
    order: ORDER,
    addedBy: YAO,
    addedAt: SENT_MS,
    item: id('9'),
    name: 'Garba',
    unitPriceMinor: 1_000,
    taxBp: 0,
    taxIncluded: true,
    station: GRILL,
    modifiers: [],
    quantity: 2,
    status: [0, rank],
    ...more,
  };
  view.put('order_lines', { id: id(last), v: 1, st: MARK, f });
  return id(last);
}

const late = SENT_MS + UNRECEIVED_AFTER_MS;
const warned = (view: MapView, row: Id, nowMs = late) => {
  const found = find(view, orderLines, row);
  return found !== undefined && isUnreceived(view, found, nowMs);
};

describe('a line that no kitchen screen has shown', () => {
  test('[F10] is told after ten seconds, not before, and no longer once a screen has shown this very send', () => {
    const view = house();
    expect(warned(view, line(view, '1', 'sent'), late - 1)).toBe(false);
    expect(warned(view, line(view, '1', 'sent'))).toBe(true);
    expect(unreceivedOf(view, ORDER, late)).toBe(1);
    expect(warned(view, line(view, '1', 'sent', { receivedMark: MARK }))).toBe(false);
    expect(warned(view, line(view, '1', 'sent', { receivedMark: `~${makeStamp(1, 0, 'T1T1T1T1T1')}` }))).toBe(true);
  });

  test.each<[string, LineRank, Fields]>([
    ['a draft', 'draft', {}],
    ['held', 'held', {}],
    ['what cooks already', 'preparing', {}],
    ['taken back', 'sent', { removed: true }],
  ])('is not told of %s', (_case, rank, more) => {
    const view = house();
    expect(warned(view, line(view, '1', rank, more))).toBe(false);
  });

  test('is not told where nobody could show it: no kitchen screen, one that left, a station without a screen', () => {
    const none = house();
    none.put('devices', { id: id('f'), v: 1, st: MARK, f: { install: 'T', kind: 'pos', revoked: 'no' } });
    expect(warned(none, line(none, '1', 'sent'))).toBe(false);
    const left = house();
    left.put('devices', { id: id('f'), v: 1, st: MARK, f: { install: 'K', kind: 'kitchen', revoked: 'yes' } });
    expect(warned(left, line(left, '1', 'sent'))).toBe(false);
    const blind = house();
    blind.put('stations', { id: GRILL, v: 1, st: MARK, f: { born: true, name: 'Bar', hasScreen: false } });
    expect(warned(blind, line(blind, '1', 'sent'))).toBe(false);
  });
});

const stateOf = (view: MapView) => floorOf(view).areas[0]?.tables[0]?.orders[0]?.state;

describe('a table', () => {
  test.each<[string, readonly LineRank[], string, string]>([
    ['guests sit', [], 'open', 'seated'],
    ['nothing was sent', ['draft'], 'open', 'seated'],
    ['the kitchen works', ['served', 'sent'], 'open', 'kitchen'],
    ['a course is held', ['served', 'held'], 'open', 'kitchen'],
    ['something waits at the pass', ['preparing', 'ready'], 'open', 'ready'],
    ['everything is served', ['served'], 'open', 'seated'],
    ['the bill was asked for', ['served'], 'billed', 'billed'],
    ['a dish comes after the bill', ['ready'], 'billed', 'ready'],
  ])('%s: %j, %s → %s', (_case, ranks, orderRank, expected) => {
    const view = house();
    view.put('orders', { id: ORDER, v: 1, st: MARK, f: orderFields({ status: [0, orderRank] }) });
    for (const [index, rank] of ranks.entries()) line(view, String(index), rank);
    expect(stateOf(view)).toBe(expected);
  });

  test('with several orders shows the one that asks most for somebody', () => {
    expect(mostUrgent(['seated', 'kitchen', 'billed', 'ready'])).toBe('ready');
    expect(mostUrgent(['seated', 'kitchen'])).toBe('kitchen');
    expect(mostUrgent([])).toBe('seated');
  });
});

test('drawers and favourites stand in one order, whatever order the rows came in', () => {
  const rows = [
    ['drawers', id('21'), { born: true, name: 'Caisse du comptoir' }],
    ['drawers', id('20'), { born: true, name: 'Bourse' }],
    ['drawers', id('22'), { born: true, name: 'Ancienne', deleted: true }],
  ] as const;
  const namesOf = (order: typeof rows | readonly (typeof rows)[number][]) => {
    const view = new MapView();
    for (const [collection, row, f] of order) view.put(collection, { id: row, v: 1, st: MARK, f });
    return listDrawers(view).map(({ name }) => name);
  };
  expect(namesOf(rows)).toEqual(['Bourse', 'Caisse du comptoir']);
  expect(namesOf(rows.toReversed())).toEqual(namesOf(rows));
});

test('the story of an order is told from facts and marks, oldest first', () => {
  const view = house();
  line(view, '1', 'served');
  line(view, '2', 'sent', { name: 'Bock', quantity: 1 });
  line(view, '3', 'draft');
  const by = { by: YAO, at: SENT_MS + 5_000 };
  view.put('voids', {
    id: id('5'),
    v: 1,
    st: MARK,
    f: { order: ORDER, line: id('1'), quantity: 1, reason: 'renversé', ...by },
  });
  const paid = { order: ORDER, shift: id('6'), method: 'cash', amountMinor: 2_000, tenderedMinor: 2_000 };
  const at = SENT_MS + 9_000;
  view.put('payments', {
    id: id('7'),
    v: 1,
    st: MARK,
    f: { ...paid, changeMinor: 0, currency: 'XOF', by: YAO, at },
  });
  expect(storyOf(view, ORDER).map(({ kind, what, amountMinor }) => [kind, what, amountMinor])).toEqual([
    ['opened', '', null],
    ['sent', '2× Garba, 1× Bock', null],
    ['voided', '1× Garba (renversé)', null],
    ['paid', '', 2_000],
  ]);
  expect(storyOf(view, id('0'))).toEqual([]);
});

test.each<[LineRank, keyof LineGroups]>([
  ['draft', 'draft'],
  ['held', 'held'],
  ['sent', 'kitchen'],
  ['preparing', 'kitchen'],
  ['ready', 'ready'],
  ['served', 'served'],
])('a line that is %s stands under %s, and under void when nothing of it is left', (rank, group) => {
  const view = house();
  const row = line(view, '1', rank);
  const standsIn = () => {
    const groups = Object.entries(lineGroupsOf(view, ORDER));
    return groups.flatMap(([name, lines]) => lines.map(({ quantity }) => [name, quantity]));
  };
  expect(standsIn()).toEqual([[group, 2]]);
  view.put('voids', {
    id: id('8'),
    v: 1,
    st: MARK,
    f: { order: ORDER, line: row, quantity: 2, reason: 'x', by: YAO, at: 0 },
  });
  if (rank !== 'draft') expect(standsIn()).toEqual([['void', 2]]);
});

test('a change of a draft that is refused leaves the line that stood there', () => {
  const view = house();
  const draft = line(view, '1', 'draft');
  const choice = { item: id('9'), quantity: 1, modifiers: [], note: 'sans sel' };
  const owner = { id: YAO, role: 'owner', name: 'Yao', active: true } as Parameters<typeof intentsOf>[0];
  const made = intentsOf(owner)
    .replace(draft, id('2'), ORDER, choice)
    .make(view, { identity: {} as never, receiptCount: 0, isAged: false, approvedBy: null });
  expect(made.ok ? made.value : made.error.code).toBe('not_found');
});
