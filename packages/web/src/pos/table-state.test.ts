import { expect, test } from 'vitest';
import {
  areas,
  MapView,
  makeStamp,
  nameId,
  orderLines,
  orders,
  tables,
  voids,
  write,
  type Change,
  type LineRank,
} from '@resto360/domain';
import { floorOf } from './table-state.ts';

const id = (word: string) => nameId(`floor:${word}`);
const viewOf = (changes: readonly Change[]) => {
  const view = new MapView();
  for (const [name, row, f] of changes) view.put(name, { id: row, v: 1, st: makeStamp(1, 0, 'T1T1T1T1T1'), f });
  return view;
};
const gone = { born: true, deleted: true } as const;
const house = [
  write(areas, id('area'), { ...gone, name: 'Terrasse' }),
  write(tables, id('sat'), { ...gone, area: id('area'), name: 'T1' }),
  write(tables, id('empty'), { ...gone, area: id('area'), name: 'T2' }),
];
const order = (rank: 'open' | 'closed') =>
  write(orders, id('order'), {
    born: true,
    openedBy: id('yao'),
    openedAt: 0,
    kind: 'dine_in',
    currency: 'XOF',
    table: id('sat'),
    status: [0, rank],
  });

test('a table taken away in the office stays in sight while somebody sits at it', () => {
  const { areas: shown } = floorOf(viewOf([...house, order('open')]));
  expect(shown.map(({ tables: cards }) => cards.map(({ table }) => table.name))).toEqual([['T1']]);
});

test('and is gone once they have paid', () => {
  expect(floorOf(viewOf([...house, order('closed')])).areas).toEqual([]);
});

const line = (rank: LineRank) =>
  write(orderLines, id('line'), {
    born: true,
    order: id('order'),
    addedBy: id('yao'),
    addedAt: 0,
    item: id('garba'),
    name: 'Garba',
    unitPriceMinor: 1_000,
    taxBp: 0,
    taxIncluded: true,
    station: null,
    modifiers: [],
    quantity: 2,
    seat: null,
    status: [0, rank],
  });
const voided = (quantity: number) =>
  write(voids, id('void'), { order: id('order'), line: id('line'), quantity, reason: 'x', by: id('yao'), at: 0 });
const stateAfter = (...changes: readonly Change[]) =>
  floorOf(viewOf([...house, order('open'), ...changes])).areas[0]?.tables[0]?.orders[0]?.state;

test.each([
  ['held', 'kitchen'],
  ['sent', 'kitchen'],
  ['preparing', 'kitchen'],
  ['ready', 'ready'],
  ['served', 'seated'],
] as const)('a table with a line that is %s is "%s", until nothing is left of it', (rank, expected) => {
  expect(stateAfter(line(rank))).toBe(expected);
  expect(stateAfter(line(rank), voided(1))).toBe(expected);
  expect(stateAfter(line(rank), voided(2))).toBe('seated');
});
