import { expect, test } from 'vitest';
import { FAILPOINTS, type FailpointName, readFailpoint } from './failpoint.ts';

/** The place in a list of passed points at which it acts. */
function actsAt(text: string, passed: readonly FailpointName[]): number {
  let acted = false;
  const point = readFailpoint(text, async () => void (acted = true));
  for (const name of FAILPOINTS) void point.pass(name);
  point.arm();
  return passed.findIndex((name) => (void point.pass(name), acted));
}

test('acts when its point is passed for the n-th time since it was armed', () => {
  const twice = [...FAILPOINTS, ...FAILPOINTS];
  expect(FAILPOINTS.map((name) => actsAt(`${name}:1`, twice))).toEqual([0, 1, 2, 3, 4]);
  expect(FAILPOINTS.map((name) => actsAt(`${name}:2`, twice))).toEqual([5, 6, 7, 8, 9]);
});

test('an answer counts when something was committed before it', () => {
  expect(actsAt('before_answer:1', ['before_answer', 'after_commit', 'before_answer'])).toBe(2);
});

test.each([undefined, '', 'after_commit', 'after_commit:0', 'after_commit:x', 'after_dinner:1'])(
  '%s arms nothing and is refused',
  (text) => {
    expect(() => readFailpoint(text, async () => {})).toThrow('it must be a point and a number');
  },
);
