import { describe, expect, test } from 'vitest';
import { find, write } from '../kernel/view.ts';
import { acting, houseView, testId } from '../testing/test-house.ts';
import { codeOf, mustOk } from '../testing/test-view.ts';
import { choose } from './choice.ts';
import { markSoldOut } from './commands.ts';
import { itemAvailability, items, modifierGroups, modifiers } from './schema.ts';

describe('choosing a dish', () => {
  test.each<[string, string, string[], string]>([
    ['a dish without questions', 'garba', [], 'ok'],
    ['the least number of answers', 'fish', ['rice'], 'ok'],
    ['the most answers', 'fish', ['rice', 'alloco', 'hot'], 'ok'],
    ['the same answer twice: a double portion', 'fish', ['alloco', 'alloco'], 'ok'],
    ['a dish nobody knows', 'nothing', [], 'not_found'],
    ['a dish taken off the menu', 'old dish', [], 'not_found'],
    ['no answer to a question that wants one', 'fish', [], 'too_few_modifiers'],
    ['an answer to the other question only', 'fish', ['hot'], 'too_few_modifiers'],
    ['one answer too many', 'fish', ['rice', 'alloco', 'attieke'], 'too_many_modifiers'],
    ['two answers where one is allowed', 'fish', ['rice', 'hot', 'hot'], 'too_many_modifiers'],
    ['an answer nobody knows', 'fish', ['rice', 'nothing'], 'unknown_modifier'],
    ['an answer taken off the menu', 'fish', ['rice', 'gone'], 'unknown_modifier'],
    ['an answer to a question of another dish', 'garba', ['rice'], 'unknown_modifier'],
  ])('%s', (_case, item, chosen, code) => {
    expect(codeOf(choose(houseView(), testId(item), chosen.map(testId)))).toBe(code);
  });

  test('keeps the names and prices of the moment', () => {
    const view = houseView();
    const { item, modifiers: chosen } = mustOk(choose(view, testId('fish'), [testId('alloco')]));
    expect(item).toMatchObject({ name: 'Carpe', priceMinor: 4_500, taxBp: 1_800, taxIncluded: true });
    expect(chosen).toEqual([{ id: testId('alloco'), name: 'Alloco', priceMinor: 500 }]);
  });

  test('says which question wants how many', () => {
    expect(choose(houseView(), testId('fish'), [])).toMatchObject({
      error: { details: { group: 'Accompagnement', min: 1 } },
    });
  });

  test('a question that was taken off the menu is not asked, nor may it be answered', () => {
    const view = houseView().apply([write(modifierGroups, testId('garnish'), { deleted: true })]);
    expect(codeOf(choose(view, testId('fish'), []))).toBe('ok');
    expect(codeOf(choose(view, testId('fish'), [testId('rice')]))).toBe('unknown_modifier');
  });

  test('[SYN-6] a dish, an answer, whose creation has not arrived is not on the menu', () => {
    const view = houseView()
      .apply([write(items, testId('rumour'), { priceMinor: 500 })])
      .apply([write(modifiers, testId('rumoured answer'), { priceMinor: 500 })]);
    expect(codeOf(choose(view, testId('rumour'), []))).toBe('not_found');
    expect(codeOf(choose(view, testId('fish'), [testId('rumoured answer')]))).toBe('unknown_modifier');
  });
});

describe('sold out', () => {
  test('is refused to nobody in the house, and stops the dish being chosen', () => {
    const view = houseView();
    view.run(markSoldOut(view, { item: testId('garba'), soldOut: true }, acting('cook')));
    expect(codeOf(choose(view, testId('garba'), []))).toBe('item_sold_out');
    expect(codeOf(choose(view, testId('beer'), []))).toBe('ok');
  });

  test('is taken back: "back" is written, not left out because it is what nothing means', () => {
    const view = houseView();
    view.run(markSoldOut(view, { item: testId('garba'), soldOut: true }, acting()));
    view.run(markSoldOut(view, { item: testId('garba'), soldOut: false }, acting()));
    expect(find(view, itemAvailability, testId('garba'))?.soldOut).toBe(false);
    expect(codeOf(choose(view, testId('garba'), []))).toBe('ok');
  });

  test('of a dish nobody knows is refused', () => {
    expect(codeOf(markSoldOut(houseView(), { item: testId('nothing'), soldOut: true }, acting()))).toBe('not_found');
  });
});
