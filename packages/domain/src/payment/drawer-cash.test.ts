import { expect, test } from 'vitest';
import { openShiftOf } from '../shift/shifts.ts';
import { cleanView, floatUnknown, paidTwice, refunding, suspended } from '../testing/odd-views.ts';
import { testId } from '../testing/test-house.ts';
import { drawerCashOf } from './drawer-cash.ts';
import type { TestView } from '../testing/test-view.ts';

const cashIn = (view: TestView) => {
  const shift = openShiftOf(view, testId('drawer'));
  return shift && drawerCashOf(view, shift);
};

test('[SYN-5] a drawer holds its float, what was taken, and not what went back', () => {
  const view = paidTwice();
  expect(cashIn(view)).toEqual({ takenMinor: 6_000, refundedMinor: 0, expectedMinor: 16_000, suspenseMinor: 0 });
  view.apply([refunding('back', 3_000)]);
  expect(cashIn(view)).toEqual({ takenMinor: 6_000, refundedMinor: 3_000, expectedMinor: 13_000, suspenseMinor: 0 });
});

test('[SYN-5] of a drawer whose float nobody counted only the movements are known', () => {
  expect(cashIn(floatUnknown())).toEqual({
    takenMinor: 3_000,
    refundedMinor: 0,
    expectedMinor: null,
    suspenseMinor: 0,
  });
});

test('[SYN-25] what was taken without the right any more is in the drawer, and on a line of its own', () => {
  const view = cleanView();
  const shift = openShiftOf(view, testId('drawer'));
  view.apply([suspended('late op', [testId('paid')])]);
  expect(shift && drawerCashOf(view, shift)).toMatchObject({
    takenMinor: 3_000,
    expectedMinor: 13_000,
    suspenseMinor: 3_000,
  });
});
