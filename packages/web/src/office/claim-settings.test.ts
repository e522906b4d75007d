import { expect, test } from 'vitest';
import { edit, editFloor, find, settings, type Json } from '@resto360/domain';
import { id, NOW_MS, TestHouse } from '../payment/test-house.ts';
import { claimTextsOf, readClaimTexts, usualLimitsOf, usualTextsOf } from './claim-settings.ts';

const SAID = { claimMaxMinor: 5_000, claimSumMaxMinor: 0, claimCountMax: 7, claimAgeMaxHours: 24 };

function houseWith(more: Readonly<Record<string, Json>> = {}, currency = 'XOF') {
  const { view, put } = withPut();
  put({ born: true, name: 'Maquis', currency, timezone: 'Africa/Abidjan', ...more });
  const house = find(view, settings, id('house'));
  if (!house) throw new Error('the house is there');
  return { view, house, usual: usualLimitsOf(view) };
}

function withPut() {
  const house = new TestHouse();
  const put = (fields: Readonly<Record<string, Json>>) => house.put('settings', 'house', fields);
  return { view: house.view, put };
}

test('a house that said nothing has empty fields, behind which stands what is usual', () => {
  const { house, usual } = houseWith();
  const texts = claimTextsOf(house, usual);
  expect(texts).toEqual({
    claimMaxMinor: '',
    claimSumMaxMinor: '',
    claimCountMax: '',
    claimAgeMaxHours: '',
    isDeferredOn: false,
    deferredMaxMinor: '',
  });
  expect(usualTextsOf(usual, 'XOF')).toEqual({
    claimMaxMinor: '25000',
    claimSumMaxMinor: '150000',
    claimCountMax: '40',
    claimAgeMaxHours: '72',
    deferredMaxMinor: '10000',
  });
  expect(readClaimTexts(texts, 'XOF', usual)).toEqual({
    claimMaxMinor: null,
    claimSumMaxMinor: null,
    claimCountMax: 40,
    claimAgeMaxHours: 72,
    isDeferredOn: false,
    deferredMaxMinor: null,
  });
});

test('what a house said stands in its fields and is read again; what is usual does not change by it', () => {
  const { house, usual } = houseWith({ ...SAID, isDeferredOn: true, deferredMaxMinor: 2_000 });
  const texts = claimTextsOf(house, usual);
  expect(texts).toMatchObject({ claimMaxMinor: '5000', claimSumMaxMinor: '0', claimCountMax: '7', isDeferredOn: true });
  expect(readClaimTexts(texts, 'XOF', usual)).toEqual({ ...SAID, isDeferredOn: true, deferredMaxMinor: 2_000 });
  expect(usual).toMatchObject({ maxMinor: 25_000, countMax: 40, ageMaxHours: 72, isDeferredOn: true });
});

test.each([
  ['claimMaxMinor', 'dix'],
  ['claimMaxMinor', '-5'],
  ['claimSumMaxMinor', '10,5'],
  ['deferredMaxMinor', '-1'],
  ['claimCountMax', '1001'],
  ['claimCountMax', '-1'],
  ['claimAgeMaxHours', '0'],
  ['claimAgeMaxHours', '721'],
  ['claimAgeMaxHours', '1.5'],
])('%s is not %s', (field, typed) => {
  const { house, usual } = houseWith();
  expect(readClaimTexts({ ...claimTextsOf(house, usual), [field]: typed }, 'XOF', usual)).toBeUndefined();
});

test('the floor takes all of it in one save, and empty again', () => {
  const { view, usual } = houseWith({ claimMaxMinor: 5_000 });
  const typed = { claimMaxMinor: '', claimSumMaxMinor: '90 000', claimCountMax: '3', claimAgeMaxHours: '5' };
  const read = readClaimTexts({ ...typed, isDeferredOn: true, deferredMaxMinor: '' }, 'XOF', usual);
  const saved = editFloor(view, [edit(settings, id('house'), { ...read })], {
    actor: id('manager'),
    role: 'manager',
    nowMs: NOW_MS,
  });
  const fields = { claimMaxMinor: null, claimSumMaxMinor: 90_000, claimCountMax: 3, claimAgeMaxHours: 5 };
  expect(saved.ok && saved.value.map(([, , changed]) => changed)).toEqual([{ ...fields, isDeferredOn: true }]);
});
