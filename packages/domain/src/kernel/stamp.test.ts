import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isStamp, makeStamp, nextStamp, readStamp, type Stamp } from './stamp.ts';

const A = 'AAAAAAAAAA';
const B = 'BBBBBBBBBB';
const times = fc.integer({ min: 0, max: 2 ** 48 - 2 });
const counters = fc.integer({ min: 0, max: 0xffff });
const stamps = fc.tuple(times, counters).map(([ms, counter]) => makeStamp(ms, counter, A));

test('a stamp is 12 digits of time, 4 of counter, the install', () => {
  expect(makeStamp(1_763_798_400_123, 7, A)).toBe('019aaa93bc7b0007AAAAAAAAAA');
});

test.each([
  ['019aaa93bc7b0007AAAAAAAAAA', true],
  ['019AAA8DC47B0007AAAAAAAAAA', false],
  ['~019aaa93bc7b0007AAAAAAAAAA', false],
  ['019aaa93bc7b0007AAAAAAAAA', false],
  ['019aaa93bc7b0007AAAAAAAAAI', false],
  ['019aaa93bc7b0007AAAAAAAAAA\n', false],
  ['', false],
  [7, false],
])('%j is a stamp: %s', (value, is) => {
  expect(isStamp(value)).toBe(is);
});

test('reading gives back what was written', () => {
  fc.assert(
    fc.property(times, counters, (ms, counter) => {
      const stamp = makeStamp(ms, counter, A);
      expect(isStamp(stamp)).toBe(true);
      expect(readStamp(stamp)).toEqual({ ms, counter, install: A });
    }),
  );
});

test('the order of the texts is the order of (time, counter, install)', () => {
  fc.assert(
    fc.property(times, counters, times, counters, (ms, counter, otherMs, otherCounter) => {
      const before = ms < otherMs || (ms === otherMs && counter < otherCounter);
      expect(makeStamp(ms, counter, B) < makeStamp(otherMs, otherCounter, A)).toBe(before);
    }),
  );
  expect(makeStamp(5, 5, A) < makeStamp(5, 5, B)).toBe(true);
});

test.each([
  ['nothing heard', undefined, 100, [100, 0]],
  ['the clock has moved on', makeStamp(99, 8, B), 100, [100, 0]],
  ['the clock stands still', makeStamp(100, 8, B), 100, [100, 9]],
  ['the clock is behind what was heard', makeStamp(500, 8, B), 100, [500, 9]],
  ['the counter is full', makeStamp(500, 0xffff, B), 100, [501, 0]],
  ['a clock before 1970', undefined, -5, [0, 0]],
  ['a clock between two milliseconds', undefined, 7.9, [7, 0]],
  ['a clock of another age', undefined, 2 ** 60, [2 ** 48 - 2, 0]],
] as const)('next reading: %s', (_case, heard, nowMs, [ms, counter]) => {
  expect(nextStamp(heard, nowMs, A)).toBe(makeStamp(ms, counter, A));
});

test('the next stamp is later than what was heard, whatever the clock says', () => {
  fc.assert(
    fc.property(stamps, fc.double({ noNaN: true }), (heard, nowMs) => {
      const next = nextStamp(heard, nowMs, B);
      expect(isStamp(next)).toBe(true);
      expect(next > heard).toBe(true);
    }),
  );
});

test('a device never gives the same reading twice, even when its clock jumps', () => {
  fc.assert(
    fc.property(fc.array(times, { maxLength: 50 }), (clock) => {
      let last: Stamp | undefined;
      for (const nowMs of clock) {
        const next = nextStamp(last, nowMs, A);
        if (last !== undefined) expect(next > last).toBe(true);
        last = next;
      }
    }),
  );
});

test.each([
  [-1, 0],
  [2 ** 48, 0],
  [0, -1],
  [0, 0x1_0000],
])('a stamp of %i, %i does not exist', (ms, counter) => {
  expect(() => makeStamp(ms, counter, A)).toThrow('48 + 16 bits');
});
