import { expect, test } from 'vitest';
import { cashSums } from './cash-sums.ts';

const NONE = { dueMinor: 27_500, typedMinor: null, tipMinor: 0, owedMinor: 0 };

test.each([
  ['exactly', {}, { tenderedMinor: 27_500, amountMinor: 27_500, changeMinor: 0 }],
  ['a note', { typedMinor: 30_000 }, { tenderedMinor: 30_000, amountMinor: 27_500, changeMinor: 2_500 }],
  ['a part', { typedMinor: 10_000 }, { amountMinor: 10_000, changeMinor: -17_500, tipMinor: 0, owedMinor: 0 }],
  ['nothing', { typedMinor: 0 }, { amountMinor: 0 }],
  ['a tip on the exact amount', { tipMinor: 500 }, { tenderedMinor: 28_000, tipMinor: 500, changeMinor: 0 }],
  ['a tip out of the change', { typedMinor: 30_000, tipMinor: 500 }, { tipMinor: 500, changeMinor: 2_000 }],
  ['all the change', { typedMinor: 30_000, tipMinor: 2_500 }, { tipMinor: 2_500, changeMinor: 0 }],
  ['more than the change', { typedMinor: 30_000, tipMinor: 9_000 }, { tipMinor: 2_500, changeMinor: 0 }],
  ['no tip on a part', { typedMinor: 10_000, tipMinor: 500 }, { amountMinor: 10_000, tipMinor: 0 }],
  ['no coins', { typedMinor: 30_000, owedMinor: 2_500 }, { owedMinor: 2_500, changeMinor: 0 }],
  ['some coins', { typedMinor: 30_000, owedMinor: 500 }, { owedMinor: 500, changeMinor: 2_000 }],
  [
    'a tip and no coins',
    { typedMinor: 30_000, tipMinor: 1_000, owedMinor: 9_000 },
    { owedMinor: 1_500, changeMinor: 0 },
  ],
])('%s', (_case, typed, expected) => {
  const sums = cashSums({ ...NONE, ...typed });
  expect(sums).toMatchObject(expected);
  // What was handed over is told to the last coin.
  const { tenderedMinor, amountMinor, tipMinor, owedMinor, changeMinor } = sums;
  if (changeMinor >= 0) expect(amountMinor + tipMinor + owedMinor + changeMinor).toBe(tenderedMinor);
});
