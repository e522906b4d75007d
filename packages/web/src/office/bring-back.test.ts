import { expect, test } from 'vitest';
import {
  areas,
  categories,
  edit,
  editMenu,
  editTables,
  items,
  makeStamp,
  MapView,
  nameId,
  stations,
  tables,
  write,
  type Change,
  type RowEdit,
  type View,
} from '@resto360/domain';
import { dishBack, removedDishes, removedTables, tableBack } from './bring-back.ts';

const id = (word: string) => nameId(`bring-back:${word}`);
const context = { actor: id('owner'), role: 'owner', nowMs: 0 } as const;
const viewOf = (changes: readonly Change[]) => {
  const view = new MapView();
  for (const [name, row, f] of changes) view.put(name, { id: row, v: 1, st: makeStamp(1, 0, 'T1T1T1T1T1'), f });
  return view;
};
const born = { born: true, deleted: false } as const;
const gone = { born: true, deleted: true } as const;
const dish = { ...gone, priceMinor: 500, station: id('grill') } as const;

const menu = viewOf([
  write(categories, id('plats'), { ...born, name: 'Plats' }),
  write(categories, id('boissons'), { ...born, name: 'Boissons' }),
  write(categories, id('old'), { ...gone, name: 'Anciens' }),
  write(stations, id('grill'), { ...gone, name: 'Grill' }),
  write(stations, id('bar'), { ...born, name: 'Bar' }),
  write(items, id('garba'), { ...dish, category: id('plats'), name: 'Garba' }),
  write(items, id('agouti'), { ...dish, category: id('old'), name: 'Agouti' }),
  write(items, id('bock'), { ...dish, category: id('boissons'), name: 'Bock', station: id('bar') }),
  write(items, id('riz'), { ...dish, deleted: false, category: id('plats'), name: 'Riz' }),
]);

test('a heading offers its own removed dishes, and those that have no heading any more', () => {
  expect(removedDishes(menu, id('plats')).map(({ name }) => name)).toEqual(['Agouti', 'Garba']);
  expect(removedDishes(menu, id('boissons')).map(({ name }) => name)).toEqual(['Agouti', 'Bock']);
});

test.each([
  ['agouti', 'plats', { deleted: false, category: id('plats'), station: null }],
  ['garba', 'plats', { deleted: false, station: null }],
  ['bock', 'boissons', { deleted: false }],
])('%s comes back under %s, and to no station that is gone', (word, heading, fields) => {
  const item = removedDishes(menu, id(heading)).find((one) => one.id === id(word));
  const edits = item ? [dishBack(menu, item, id(heading))] : [];
  expect(editMenu(menu, edits, context)).toEqual({ ok: true, value: [['items', id(word), fields]] });
});

const floor = (area: string) =>
  viewOf([
    write(areas, id('salle'), { ...born, name: 'Salle', position: 1 }),
    write(areas, id('cour'), { ...born, name: 'Cour', position: 2 }),
    write(areas, id('old'), { ...gone, name: 'Ancienne' }),
    write(tables, id('t1'), { ...gone, area: id(area), name: 'T1' }),
  ]);

const tablesBack = (view: View): RowEdit[] =>
  removedTables(view)
    .map((table) => tableBack(view, table))
    .filter((one) => one !== undefined);

test.each([
  ['cour', { deleted: false }],
  ['old', { deleted: false, area: id('salle') }],
])('a table of the area %s comes back where there is a place for it', (area, fields) => {
  const view = floor(area);
  const edits = tablesBack(view);
  expect(editTables(view, edits, context)).toEqual({ ok: true, value: [['tables', id('t1'), fields]] });
});

test('a table whose name another one took meanwhile is refused, and stays removed', () => {
  const view = floor('cour');
  const taken = edit(tables, id('t2'), { area: id('salle'), name: 'T1' });
  const back = tablesBack(view);
  expect(editTables(view, [taken, ...back], context)).toMatchObject({ ok: false, error: { code: 'name_taken' } });
});
