import { describe, expect, test } from 'vitest';
import { edit, type RowEdit } from '../kernel/edit.ts';
import { find } from '../kernel/view.ts';
import { acting, houseView, testId } from '../testing/test-house.ts';
import { codeOf, mustOk } from '../testing/test-view.ts';
import { choose } from './choice.ts';
import { editMenu } from './edit.ts';
import { categories, items, modifierGroups, modifiers, stations } from './schema.ts';

const [garba, fish, category, garnish] = [testId('garba'), testId('fish'), testId('category'), testId('garnish')];
const save = (edits: readonly RowEdit[], role: 'manager' | 'waiter' = 'manager') =>
  editMenu(houseView(), edits, acting(role));

describe('a save of the menu', () => {
  test('[TEN-15] is a manager’s', () => {
    expect(codeOf(save([edit(items, garba, { priceMinor: 1 })], 'waiter'))).toBe('no_right');
    expect(mustOk(save([edit(items, garba, { priceMinor: 1 })]))).toEqual([['items', garba, { priceMinor: 1 }]]);
  });

  test.each<[string, RowEdit[], string]>([
    ['a dish under no heading', [edit(items, garba, { category: testId('nothing') })], 'not_found'],
    ['a dish at no station', [edit(items, garba, { station: testId('nothing') })], 'not_found'],
    ['a dish without a station', [edit(items, garba, { station: null })], 'ok'],
    ['a dish with a question nobody knows', [edit(items, garba, { modifierGroups: [testId('no')] })], 'not_found'],
    ['a heading with dishes taken off', [edit(categories, category, { deleted: true })], 'not_empty'],
    ['a station with dishes taken away', [edit(stations, testId('bar'), { deleted: true })], 'not_empty'],
    ['more answers wanted than allowed', [edit(modifierGroups, garnish, { min: 2, max: 1 })], 'min_above_max'],
    ['more answers wanted than offered', [edit(modifierGroups, garnish, { min: 4, max: 5 })], 'answers_missing'],
    [
      'the answers of a question that wants one taken away',
      ['attieke', 'alloco', 'rice'].map((word) => edit(modifiers, testId(word), { deleted: true })),
      'answers_missing',
    ],
    ['an answer to no question', [edit(modifiers, testId('new'), { group: testId('no'), name: 'X' })], 'not_found'],
    ['nothing', [edit(items, garba, { name: 'Garba' })], 'nothing_changed'],
  ])('%s', (_case, edits, code) => {
    expect(codeOf(save(edits))).toBe(code);
  });

  test('a heading goes together with its last dishes, and a dish may come with its heading', () => {
    const dishes = ['garba', 'fish', 'beer'].map((word) => edit(items, testId(word), { deleted: true }));
    expect(codeOf(save([edit(categories, category, { deleted: true }), ...dishes]))).toBe('ok');
    const heading = edit(categories, testId('new heading'), { name: 'Boissons' });
    expect(codeOf(save([edit(items, garba, { category: heading.id }), heading]))).toBe('ok');
  });

  test('a dish taken off comes back, but not under a heading that is gone', () => {
    const view = houseView();
    view.run(editMenu(view, [edit(items, garba, { deleted: true })], acting()));
    expect(codeOf(choose(view, garba, []))).toBe('not_found');
    view.run(editMenu(view, [edit(items, garba, { deleted: false })], acting()));
    expect(codeOf(choose(view, garba, []))).toBe('ok');
    const rest = ['garba', 'fish', 'beer'].map((word) => edit(items, testId(word), { deleted: true }));
    view.run(editMenu(view, [edit(categories, category, { deleted: true }), ...rest], acting()));
    expect(codeOf(editMenu(view, [edit(items, garba, { deleted: false })], acting()))).toBe('not_found');
  });

  test('a question taken off is not asked any more, whatever its answers', () => {
    const view = houseView();
    view.run(editMenu(view, [edit(modifierGroups, garnish, { deleted: true })], acting()));
    expect(codeOf(choose(view, fish, []))).toBe('ok');
    expect(find(view, items, fish)?.modifierGroups).toContain(garnish);
  });
});
