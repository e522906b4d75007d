import { expect, test } from 'vitest';
import { packMost } from './marks.ts';

test('the most frequent mark is common, the larger on a tie, and the rest are exceptions', () => {
  expect(
    packMost(
      new Map([
        ['a', 's1'],
        ['b', 's2'],
        ['c', 's2'],
      ]),
    ),
  ).toEqual({ common: 's2', exceptions: { a: 's1' } });
  expect(
    packMost(
      new Map([
        ['a', 's1'],
        ['b', 's2'],
      ]),
    ),
  ).toEqual({ common: 's2', exceptions: { a: 's1' } });
  expect(packMost(new Map([['a', 's1']]))).toEqual({ common: 's1', exceptions: undefined });
});
