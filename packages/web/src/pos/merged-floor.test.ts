import { MapView, areas, makeStamp, nameId, orderLines, orders, tables, write, type Change } from '@resto360/domain';
import { expect, test } from 'vitest';
import { nameOfOrder } from '../shell/order-name.ts';
import { lineGroupsOf } from './line-groups.ts';
import { movable } from './movable.ts';
import { storyOf } from './story.ts';
import { coversOf, floorOf, hasLines, openOrdersAt } from './table-state.ts';

const id = (word: string) => nameId(`merged floor:${word}`);
const [four, seven, awa] = ['order of 4', 'order of 7', 'order of awa'].map(id) as [string, string, string];
const order = (
  of: string,
  table: string | null,
  more: Parameters<typeof write<typeof orders.fields>>[2] = {},
): Change =>
  write(orders, of, {
    born: true,
    openedBy: id('yao'),
    openedAt: 1_000,
    kind: 'dine_in',
    currency: 'XOF',
    table: table === null ? null : id(table),
    covers: 2,
    ...more,
  });
const line = (of: string, unitPriceMinor: number): Change =>
  write(orderLines, id(`line of ${of}`), {
    born: true,
    order: of,
    addedBy: id('yao'),
    addedAt: 0,
    item: id('garba'),
    name: 'Garba',
    unitPriceMinor,
    taxBp: 0,
    taxIncluded: true,
    station: null,
    modifiers: [],
    quantity: 1,
    seat: null,
    status: [0, of === seven ? 'ready' : 'sent'],
  });
const viewOf = (...changes: readonly Change[]) => {
  const view = new MapView();
  const house = [
    write(areas, id('area'), { born: true, name: 'Terrasse' }),
    ...['4', '7', '9'].map((name) => write(tables, id(name), { born: true, area: id('area'), name })),
  ];
  for (const [name, row, f] of [...house, ...changes])
    view.put(name, { id: row, v: 1, st: makeStamp(2_000, 0, 'T1T1T1T1T1'), f });
  return view;
};
const merged = () =>
  viewOf(
    order(four, '4'),
    order(seven, '7', { mergedInto: four }),
    order(awa, null, { mergedInto: seven, label: 'Awa' }),
    line(four, 1_000),
    line(seven, 2_000),
    line(awa, 500),
  );
const words = { tableOf: (name: string) => `Table ${name}`, takeaway: 'À emporter' };

test('[ORD-1] the floor shows one order at each of its tables, with the whole of what it owes', () => {
  const floor = floorOf(merged());
  const at = (name: string) => floor.areas[0]?.tables.find(({ table }) => table.name === name)?.orders;
  const whole = { id: four, table: id('4'), dueMinor: 3_500, covers: 6, state: 'ready' };
  expect([at('4'), at('7'), at('9')]).toMatchObject([[whole], [whole], []]);
  expect([floor.takeaway, floor.owing]).toEqual([[], []]);
  expect(openOrdersAt(merged(), id('7'))).toMatchObject([whole]);
});

test('[ORD-1] whichever part is asked for, the page has all lines, guests and what happened', () => {
  const view = merged();
  for (const part of [four, seven, awa]) {
    const { ready, kitchen } = lineGroupsOf(view, part);
    expect([ready.length, kitchen.length, coversOf(view, part), hasLines(view, part)]).toEqual([1, 2, 6, true]);
    expect(
      storyOf(view, part)
        .filter(({ kind }) => kind === 'merged')
        .map(({ what }) => what)
        .toSorted(),
    ).toEqual(['7', '7 + 4']);
  }
});

test('[ORD-1] a table whose part was paid apart is free; the order stands where somebody still sits', () => {
  const view = viewOf(
    order(four, '4', { status: [0, 'closed'] }),
    order(seven, '7', { mergedInto: four }),
    line(seven, 2_000),
  );
  const taken = floorOf(view).areas[0]?.tables.filter(({ orders: here }) => here.length > 0);
  expect(taken).toMatchObject([{ table: { name: '7' }, orders: [{ id: four, table: id('7'), dueMinor: 2_000 }] }]);
});

test('[ORD-1] "change table" means the guests of the table on the screen; where nobody can tell, they are asked for', () => {
  const view = merged();
  const who = (at?: string, named?: string) =>
    movable(view, four, { at: at === undefined ? undefined : id(at), named }).moved?.map((part) => part.id);
  expect([who('4'), who('7'), who(), who('9'), who(undefined, awa)]).toEqual([
    [four],
    [seven],
    undefined,
    undefined,
    [awa],
  ]);
  expect(movable(view, seven, { at: undefined, named: undefined }).places).toHaveLength(3);
  const alone = viewOf(order(four, '4'));
  expect(movable(alone, four, { at: undefined, named: undefined }).moved).toMatchObject([{ id: four }]);
});

test('an order is called by its tables and names', () => {
  const view = merged();
  const parts = ['4', '7'].map((name) => ({ table: id(name), label: null }));
  const guest = { table: null, label: 'Awa' };
  expect(nameOfOrder(view, parts, words)).toBe('Table 4 + 7');
  expect(nameOfOrder(view, [...parts, guest], words)).toBe('Table 4 + 7 + Awa');
  expect(nameOfOrder(view, [guest, { table: null, label: null }], words)).toBe('Awa + À emporter');
});
