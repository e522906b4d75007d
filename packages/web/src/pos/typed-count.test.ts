import { expect, test } from 'vitest';
import { countOf, withDigits } from './typed-count.ts';

test.each([
  [[], undefined],
  [['0'], 0],
  [['00'], 0],
  [['0', '5'], 5],
  [['1', '2', '00'], 1_200],
  [Array.from({ length: 20 }, () => '9'), 999_999_999_999],
] as const)('%j typed is a count of %s', (keys, expected) => {
  expect(countOf(keys.reduce(withDigits, ''))).toBe(expected);
});
