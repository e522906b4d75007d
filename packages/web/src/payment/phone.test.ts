import { expect, test } from 'vitest';
import { COUNTRIES, payerOf, payerText, phoneText, USUAL_PREFIX } from './phone.ts';

test.each([
  ['07 01 02 03 04', '+225', '+2250701020304'],
  ['0701020304', USUAL_PREFIX, '+2250701020304'],
  ['+225 07.01.02.03.04', '+221', '+2250701020304'],
  ['00225 0701020304', '+221', '+2250701020304'],
  ['2250701020304', '+225', '+2250701020304'],
  ['77 123 45 67', '+221', '+221771234567'],
  ['055 123 4987', '+233', '+233551234987'],
  ['55 123 4987', '+233', '+233551234987'],
  ['0803 123 4567', '+234', '+2348031234567'],
  ['0712-345-678', '+254', '+254712345678'],
  ['+33 6 12 34 56 78', '+225', '+33612345678'],
])('%s with %s is %s', (typed, prefix, expected) => {
  expect(payerOf(typed, prefix)).toBe(expected);
});

test.each([
  ['', '+225'],
  ['070102030', '+225'],
  ['07010203045', '+225'],
  ['+225070102', '+225'],
  ['+', '+225'],
  ['07+01020304', '+225'],
  ['0701020304', '+999'],
])('%s with %s is not whole', (typed, prefix) => {
  expect(payerOf(typed, prefix)).toBeUndefined();
});

test('every country has a prefix of its own, and none begins another', () => {
  const prefixes = Object.values(COUNTRIES).map(({ prefix }) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  for (const one of prefixes) expect(prefixes.filter((other) => other !== one && other.startsWith(one))).toEqual([]);
});

test('is shown in pairs, and typed the same again', () => {
  expect(phoneText('0701020304')).toBe('07\u00a001\u00a002\u00a003\u00a004');
  expect(phoneText('070')).toBe('07\u00a00');
});

test('a whole number is shown with its country apart, one of an unknown country as it is', () => {
  expect(payerText('+2250701020304')).toBe('+225\u00a007\u00a001\u00a002\u00a003\u00a004');
  expect(payerText('+221771234567')).toBe('+221\u00a077\u00a012\u00a034\u00a056\u00a07');
  expect(payerText('+33612345678')).toBe('+33\u00a061\u00a023\u00a045\u00a067\u00a08');
});
