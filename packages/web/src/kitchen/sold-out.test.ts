import { expect, test } from 'vitest';
import { dishesToMark } from './sold-out.ts';

const item = (id: string, name: string, station: string, deleted = false) => ({ id, name, station, deleted }) as never;
const all = [
  item('1', 'Poulet braisé', 'grill'),
  item('2', 'Bœuf', 'grill'),
  item('3', 'Bock', 'bar'),
  item('4', 'Agouti', 'grill', true),
];
const idsOf = (by: Parameters<typeof dishesToMark>[1]) => dishesToMark(all, by).map(({ id }) => id);

test('a station marks its own dishes, those that are out on top; found without accents', () => {
  expect(idsOf({ place: null, asked: '', first: new Set() })).toEqual(['3', '2', '1']);
  expect(idsOf({ place: 'grill', asked: '', first: new Set(['1']) })).toEqual(['1', '2']);
  expect(idsOf({ place: null, asked: ' BRAISE', first: new Set() })).toEqual(['1']);
});
