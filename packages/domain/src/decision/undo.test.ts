import { describe, expect, test } from 'vitest';
import { UNBORN_AGE_MS } from '../exceptions.ts';
import { find, listAll, type View } from '../kernel/view.ts';
import { orders } from '../order/schema.ts';
import { refunds } from '../payment/schema.ts';
import { lateLine, paidTwice, refundedTwice, sentTwice, tableTwice } from '../testing/odd-views.ts';
import { acting, testId } from '../testing/test-house.ts';
import { INSTALL, NOW_MS, codeOf, type TestView } from '../testing/test-view.ts';
import { decide } from './decide.ts';
import { openExceptions } from './open-exceptions.ts';
import { Remedy } from './remedy.ts';
import { decisions } from './schema.ts';
import { canUndo, undoDecision } from './undo.ts';

const LATER_MS = NOW_MS + UNBORN_AGE_MS;
const at = { ...acting(), nowMs: LATER_MS };
const till = (word: string) => ({
  row: testId(word),
  reason: 'vérifié',
  till: { drawer: null, install: INSTALL, newShift: testId(`shift of ${word}`) },
});
/** A view in which somebody decided so about the first open matter. */
const decided = (view: TestView, remedy: Remedy): TestView => {
  const [one] = openExceptions(view, LATER_MS);
  return view.run(decide(view, { exception: one?.id ?? '', remedy, ...till('row') }, at));
};
const theDecision = (view: View) => {
  const [decision] = listAll(view, decisions);
  if (!decision) throw new Error('something was decided');
  return decision;
};
const undoing = (view: View) => undoDecision(view, { exception: theDecision(view).id, ...till('undo') }, at);
const expectRefused = (view: View) => {
  expect([canUndo(view, theDecision(view)), codeOf(undoing(view))]).toEqual([false, 'cannot_undo']);
};

describe('[SYN-4, SYN-20] what was written has left this device: the undo refuses and reverses nothing', () => {
  test.each([
    [Remedy.giveBack, paidTwice],
    [Remedy.takeBack, refundedTwice],
    [Remedy.reopenAndCharge, lateLine],
    [Remedy.cancelLine, lateLine],
    [Remedy.otherQuantity, sentTwice],
    [Remedy.mergeOrders, tableTwice],
  ] as const)('%s', (remedy, make) => {
    const view = decided(make(), remedy);
    expect(canUndo(view, theDecision(view))).toBe(true);
    const [last = ''] = theDecision(view).wrote.slice(-1);
    for (const name of [orders.name, refunds.name, 'order_lines']) view.delete(name, last);
    expectRefused(view);
  });
});

test('[SYN-4] a decision about money that names no refund can not be undone', () => {
  const view = decided(paidTwice(), Remedy.giveBack);
  const { id } = theDecision(view);
  view.apply([['decisions', id, { wrote: [] }]]);
  expect(codeOf(undoing(view))).toBe('cannot_undo');
  expect(find(view, decisions, id)?.state).toBe('decided');
});
