import { expect, test } from 'vitest';
import { items, modifierGroups } from '../menu/schema.ts';
import { houseView, testId } from '../testing/test-house.ts';
import { codeOf, mustOk } from '../testing/test-view.ts';
import { changesOf, edit, listEdited } from './edit.ts';
import { lastPlace, moved } from './reorder.ts';

const garba = testId('garba');

test('[SYN-23] only what differs is written, so that edits of other fields of the row stay', () => {
  const form = { name: 'Garba', priceMinor: 1_200, taxBp: 1_800, emoji: null };
  expect(mustOk(changesOf(houseView(), [edit(items, garba, form)]))).toEqual([['items', garba, { priceMinor: 1_200 }]]);
});

test('a list is compared by what it holds', () => {
  const same = edit(items, testId('fish'), { modifierGroups: [testId('garnish'), testId('heat')] });
  expect(codeOf(changesOf(houseView(), [same]))).toBe('nothing_changed');
});

test('a row that is not there is created whole; part of one that is not there creates nothing', () => {
  const fields = { category: testId('category'), name: ' Kédjénou ', priceMinor: 3_000 };
  expect(mustOk(changesOf(houseView(), [edit(items, testId('new'), fields)]))).toEqual([
    ['items', testId('new'), { born: true, ...fields, name: 'Kédjénou' }],
  ]);
  expect(codeOf(changesOf(houseView(), [edit(items, testId('new'), { priceMinor: 5 })]))).toBe('not_found');
});

test.each([
  [edit(items, garba, { priceMinor: -1 }), 'priceMinor'],
  [edit(items, garba, { name: '   ' }), 'name'],
  [edit(items, garba, { taxBp: 10_001 }), 'taxBp'],
])('a value that cannot be is refused with its field', (one, field) => {
  expect(changesOf(houseView(), [one])).toMatchObject({ error: { code: 'bad_value', details: { field } } });
});

test('a save holds as many rows as an op may', () => {
  const edits = Array.from({ length: 101 }, (_, index) => edit(modifierGroups, testId(`g${index}`), { name: 'Q' }));
  expect(codeOf(changesOf(houseView(), edits))).toBe('too_many_changes');
  expect(codeOf(changesOf(houseView(), edits.slice(1)))).toBe('ok');
});

test('rows are seen as they will be', () => {
  const view = houseView();
  const list = listEdited(view, items, [
    edit(items, garba, { deleted: true }),
    edit(items, testId('new'), { name: 'Nouveau', category: testId('category'), priceMinor: 1 }),
  ]);
  expect(list.find(({ id }) => id === garba)).toMatchObject({ name: 'Garba', deleted: true });
  expect(list.find(({ name }) => name === 'Nouveau')).toMatchObject({ deleted: false, taxIncluded: true });
});

const list = (...positions: number[]) => positions.map((position, index) => ({ id: `id${index}`, position }));

test('a row that moves swaps with its neighbour and touches no other', () => {
  expect(moved(list(0, 5, 9), 'id1', -1)).toEqual([
    { id: 'id1', position: 0 },
    { id: 'id0', position: 5 },
  ]);
  expect(moved(list(0, 5, 9), 'id1', 1)).toEqual([
    { id: 'id2', position: 5 },
    { id: 'id1', position: 9 },
  ]);
});

test('the first does not move up, nor does what is not in the list', () => {
  expect(moved(list(0, 1), 'id0', -1)).toEqual([]);
  expect(moved(list(0, 1), 'nobody', 1)).toEqual([]);
});

test('positions that are equal are told apart first', () => {
  expect(moved(list(0, 0, 0), 'id0', 1)).toEqual([
    { id: 'id0', position: 1 },
    { id: 'id2', position: 2 },
  ]);
  expect(lastPlace(list(0, 7))).toBe(8);
  expect(lastPlace([])).toBe(0);
});
