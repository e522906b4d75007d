import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addNumber, hasNumber, holesBetween, missingIn, type Ranges } from './seen-ranges.ts';

test('ranges remember exactly the numbers added, in whatever order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 30 })), (numbers) => {
      const ranges = numbers.reduce<Ranges>((all, value) => addNumber(all, value), []);
      for (let value = 1; value <= 31; value++) expect(hasNumber(ranges, value)).toBe(numbers.includes(value));
      for (const [index, [first, last]] of ranges.entries()) {
        expect(first).toBeLessThanOrEqual(last);
        expect(first).toBeGreaterThan((ranges[index - 1]?.[1] ?? -1) + 1);
      }
    }),
  );
});

test('holes are named up to a limit', () => {
  expect(
    missingIn(
      [
        [2, 3],
        [6, 6],
        [9, 9],
      ],
      2,
    ),
  ).toEqual([
    [1, 1],
    [4, 5],
  ]);
  expect(missingIn([], 5)).toEqual([]);
});

test('[SYN-13] the holes between two numbers are the numbers that were not added, the last ones too', () => {
  const number = fc.integer({ min: 1, max: 30 });
  fc.assert(
    fc.property(fc.array(number), number, number, (numbers, first, last) => {
      const ranges = numbers.reduce<Ranges>((all, value) => addNumber(all, value), []);
      const holes = holesBetween(ranges, [first, last], 100);
      for (let value = 1; value <= 31; value++) {
        const isMissing = value >= first && value <= last && !numbers.includes(value);
        expect(hasNumber(holes, value)).toBe(isMissing);
      }
    }),
  );
});
