import { expect, test } from 'vitest';
import { openShiftOf } from '../shift/shifts.ts';
import { floatUnknown, paidTwice, refunding } from '../testing/odd-views.ts';
import { testId } from '../testing/test-house.ts';
import { drawerCashOf } from './drawer-cash.ts';
import type { TestView } from '../testing/test-view.ts';

const cashIn = (view: TestView) => {
  const shift = openShiftOf(view, testId('drawer'));
  return shift && drawerCashOf(view, shift);
};

test('[SYN-5] a drawer holds its float, what was taken, and not what went back', () => {
  const view = paidTwice();
  expect(cashIn(view)).toEqual({ takenMinor: 6_000, refundedMinor: 0, expectedMinor: 16_000 });
  view.apply([refunding('back', 3_000)]);
  expect(cashIn(view)).toEqual({ takenMinor: 6_000, refundedMinor: 3_000, expectedMinor: 13_000 });
});

test('[SYN-5] of a drawer whose float nobody counted only the movements are known', () => {
  expect(cashIn(floatUnknown())).toEqual({ takenMinor: 3_000, refundedMinor: 0, expectedMinor: null });
});
