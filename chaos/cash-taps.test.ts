import { expect, test } from 'vitest';
import { CashTaps, cashTapsWrong } from './cash-taps.ts';

const taps = (begun: number, heard: number): CashTaps =>
  Object.assign(new CashTaps(), { begun, heard: new Set(Array.from({ length: heard }, (_, at) => `T1-${at}`)) });

test.each([
  ['nobody took cash', 0, 0, 0, undefined],
  ['every tap is there once', 3, 3, 3, undefined],
  ['a tap that was cut short is not there', 3, 2, 2, undefined],
  ['a tap that was cut short is there after all', 3, 2, 3, undefined],
  ['a tap was saved twice', 3, 3, 4, 'doubled'],
  ['a tap was saved twice, and each one cut short is there', 3, 2, 4, 'doubled'],
  ['a tap that was heard is gone', 3, 3, 2, 'lost'],
  ['a tap that was heard is gone, and one cut short with it', 3, 2, 1, 'lost'],
] as const)('%s', (_case, begun, heard, ops, wrong) => {
  expect(cashTapsWrong(taps(begun, heard), ops)).toBe(wrong);
});
