import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AMOUNT_MAX_MINOR } from './money.ts';
import {
  flag,
  idOf,
  installId,
  integer,
  listOf,
  misfitOf,
  money,
  nullable,
  oneOf,
  record,
  status,
  text,
  time,
  type Shape,
} from './schema.ts';

const ID = '0199f2c0-1c3a-7a5b-8c2d-123456789abc';
const LONE = 'a\ud83d';

// Each shape with what fits and what does not. A value listed twice is a mistake here, not there.
const table: readonly (readonly [name: string, shape: Shape, good: readonly unknown[], bad: readonly unknown[]])[] = [
  ['text', text(4), ['', 'abcd', 'é', '🌶️'], ['abcde', 'a\0', LONE, '\ude00a', 5, null, undefined, ['a'], {}]],
  ['text with a least length', text(4, 1), ['a'], ['']],
  [
    'integer',
    integer(0, 9),
    [0, 9],
    [-1, 10, 1.5, -0, Number.NaN, Number.POSITIVE_INFINITY, 1e21, '1', 1n, true, null, undefined],
  ],
  ['integer below zero', integer(-5, -1), [-5, -1], [0, -6, -0]],
  ['money', money(), [0, AMOUNT_MAX_MINOR], [-1, AMOUNT_MAX_MINOR + 1, 0.1, -0]],
  ['money below zero', money(-100), [-100], [-101]],
  ['time', time(), [0, 1_763_798_400_000], [-1, 2 ** 48 + 1, 1.5]],
  ['flag', flag(), [true, false], [0, 1, 'true', null, undefined]],
  ['id', idOf('order'), [ID], [ID.toUpperCase(), `${ID} `, '', null, 5]],
  ['install', installId(), ['T1T1T1T1T1'], ['T1T1', 't1t1t1t1t1', null]],
  ['one of', oneOf(['a', 'b']), ['a', 'b'], ['c', '', null, 0, ['a']]],
  ['nullable', nullable(text(2)), [null, 'ab'], ['abc', undefined, 5]],
  ['list', listOf(integer(0, 9), 2), [[], [1], [1, 2]], [[1, 2, 3], [10], [null], { length: 0 }, 'ab', null]],
  [
    'record',
    record({ a: integer(0, 9), b: nullable(flag()) }),
    [{ a: 1, b: null }],
    [
      { a: 1 },
      { a: 1, b: null, c: 1 },
      { a: 'x', b: null },
      [],
      null,
      'a',
      JSON.parse('{"a":1,"b":null,"__proto__":1}'),
    ],
  ],
  [
    'status',
    status(['open', 'closed']),
    [
      [0, 'open'],
      [10_000, 'closed'],
    ],
    [[0, 'shut'], [-1, 'open'], [10_001, 'open'], [0.5, 'open'], [-0, 'open'], [0], [0, 'open', 1], 'open', null],
  ],
];

describe.each(table)('%s', (_name, shape, good, bad) => {
  test.each(good.map((value) => [value]))('%j fits', (value) => {
    expect(misfitOf(shape, value)).toBeUndefined();
  });
  test.each(bad.map((value) => [value]))('%s does not', (value) => {
    expect(misfitOf(shape, value)).toBeDefined();
  });
});

test('a misfit says where it is', () => {
  const shape = record({ lines: listOf(record({ quantity: integer(1, 9) }), 5) });
  expect(misfitOf(shape, { lines: [{ quantity: 1 }, { quantity: 0 }] })).toEqual({
    path: 'lines.1.quantity',
    problem: 'whole number from 1 to 9',
  });
  expect(misfitOf(shape, { lines: [], extra: 1 }, 'order')?.path).toBe('order.extra');
  expect(misfitOf(shape, {})?.path).toBe('lines');
});

test('no value makes the check itself fail, and none that fits is lost in JSON', () => {
  fc.assert(
    fc.property(fc.constantFrom(...table.map(([, shape]) => shape)), fc.anything(), (shape, value) => {
      if (misfitOf(shape, value)) return;
      expect(misfitOf(shape, JSON.parse(JSON.stringify(value)))).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});
