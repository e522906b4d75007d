import { expect, test } from 'vitest';
import { gridTarget, type Box } from './grid-target.ts';

const box = (left: number, top: number, width = 100, height = 60): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

/** Three beside each other with gaps, and a last row of two. */
const GRID = [box(0, 0), box(110, 0), box(220, 0), box(0, 70), box(110, 70)];

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 2, 3],
  ['ArrowRight', 4, 4],
  ['ArrowLeft', 3, 2],
  ['ArrowLeft', 0, 0],
  ['ArrowDown', 1, 4],
  ['ArrowDown', 2, 4],
  ['ArrowDown', 3, 3],
  ['ArrowUp', 4, 1],
  ['ArrowUp', 0, 0],
  ['Home', 4, 0],
  ['End', 0, 4],
  ['Enter', 0, undefined],
  ['a', 0, undefined],
])('%s on %i leads to %s', (key, from, to) => {
  expect(gridTarget(key, from, GRID)).toBe(to);
});

/** A line of a list: a wide button and two lower ones beside it. */
const row = (top: number) => [box(0, top, 400, 60), box(410, top + 10, 80, 40), box(500, top + 6, 48, 48)];

test('rows of a list whose buttons are lower than its text are rows all the same', () => {
  const list = [...row(0), ...row(60), ...row(120)];
  expect(gridTarget('ArrowDown', 1, list)).toBe(4);
  expect(gridTarget('ArrowDown', 3, list)).toBe(6);
  expect(gridTarget('ArrowUp', 8, list)).toBe(5);
});

test('nothing is reached from nowhere', () => {
  expect(gridTarget('ArrowDown', -1, GRID)).toBe(undefined);
  expect(gridTarget('ArrowDown', 0, [])).toBe(undefined);
});
