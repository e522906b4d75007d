import { expect, test } from 'vitest';
import { median, pairedRatio } from './load.ts';

const next = (list: number[]) => async () => list.shift() ?? 0;

test('the ratio is the median of the blocks, whichever went first', async () => {
  const a = [2, 4, 100];
  const b = [1, 2, 10];
  expect(await pairedRatio(3, next(a), next(b))).toEqual({ ratio: 2, a: 4, b: 2 });
  expect(median([])).toBe(0);
});
