import { describe, expect, test } from 'vitest';
import { UNBORN_AGE_MS } from '../exceptions.ts';
import { ExceptionKind } from '../kernel/exception.ts';
import { find, listAll, write, type View } from '../kernel/view.ts';
import { addLine, openOrder } from '../order/commands.ts';
import { reopenOrder } from '../order/corrections.ts';
import { mergeOrders, unmergeOrder } from '../order/merging.ts';
import { orderLines, orders } from '../order/schema.ts';
import { sendOrder } from '../order/sending.ts';
import { dueOf } from '../payment/due.ts';
import { reverseRefund } from '../payment/refunds.ts';
import { payments, refunds } from '../payment/schema.ts';
import {
  ODD_VIEWS,
  garba,
  lateLine,
  order,
  paidTwice,
  refundedTwice,
  sentTwice,
  tableTwice,
} from '../testing/odd-views.ts';
import { acting, lineIntent, orderIntent, testId } from '../testing/test-house.ts';
import { INSTALL, NOW_MS, codeOf, type TestView } from '../testing/test-view.ts';
import { canUndo } from './can-undo.ts';
import { decide } from './decide.ts';
import { openExceptions } from './open-exceptions.ts';
import { remediesOf } from './remedies.ts';
import { Remedy } from './remedy.ts';
import { decisions } from './schema.ts';
import { undoDecision } from './undo.ts';

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

/** What can be taken back, of all that can be decided. */
const UNDOABLE: Readonly<Record<string, boolean>> = {
  'overpaid give_back': true,
  'overpaid keep_surplus': true,
  'over_refunded take_back': true,
  'over_refunded accept_loss': true,
  'line_after_close reopen_and_charge': true,
  'line_after_close cancel_line': true,
  'moved_after_payment accept_move': true,
  'sent_twice_differently keep_sent': true,
  'sent_twice_differently other_quantity': true,
  'removed_but_sent cancel_line': false,
  'removed_but_sent charge_line': true,
  'over_void accept_voids': true,
  'table_opened_twice merge_orders': true,
  'table_opened_twice keep_both_orders': true,
  'merged_in_circle keep_merged': false,
  'merged_in_circle separate_orders': false,
  'drawer_opened_twice first_count': true,
  'float_unknown no_count': true,
  'receipt_number_repeated keep_both_receipts': true,
  'receipt_twice keep_both_receipts': true,
  'row_without_creation dismiss_row': true,
  'price_edited_twice keep_price': true,
  'in_suspense accept_suspense': true,
  'aged_grant accept_aged': true,
  'tablet_copied accept_copy': true,
  'decided_twice accept_both_decisions': true,
  'reference_used_twice reject_claim': false,
  'reference_used_twice keep_both_claims': true,
  'claim_unproven attest_claim': false,
  'claim_unproven reject_claim': false,
  'amount_held accept_amount': false,
  'amount_held hold_back': false,
  'money_late count_late': false,
  'money_late gave_late_back': true,
  'money_late refund_over_rail': false,
  'money_missing reopen_and_charge': true,
  'money_missing accept_loss': true,
};

const decidable = Object.values(ExceptionKind).flatMap((kind) => {
  const view = ODD_VIEWS[kind]();
  const [one] = openExceptions(view, LATER_MS);
  const byOp = (one ? remediesOf(view, one) : []).filter(({ how }) => how === 'op');
  return byOp.map(({ remedy }) => [kind, remedy] as const);
});

test('[SYN-4] of every remedy it is said whether it can be undone', () => {
  expect(decidable.map((pair) => pair.join(' ')).toSorted()).toEqual(Object.keys(UNDOABLE).toSorted());
});

test.each(decidable)('[SYN-4] %s, %s: undone, it is open again and owes what it owed; or refused', (kind, remedy) => {
  const view = ODD_VIEWS[kind]();
  const [before] = openExceptions(view, LATER_MS);
  const owed = dueOf(view, order).dueMinor;
  decided(view, remedy);
  const undo = () => undoDecision(view, { exception: before?.id ?? '', ...till('undo') }, at);
  const decision = find(view, decisions, before?.id ?? '');
  const isUndoable = UNDOABLE[`${kind} ${remedy}`];
  expect([decision && canUndo(view, decision), codeOf(undo())]).toEqual([
    isUndoable,
    isUndoable ? 'ok' : 'cannot_undo',
  ]);
  if (!isUndoable) return;
  view.run(undo());
  expect(openExceptions(view, LATER_MS)).toContainEqual(before);
  expect(dueOf(view, order).dueMinor).toBe(owed);
  expect(codeOf(undo())).toBe('matter_gone');
});

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

const reopened = () => decided(lateLine(), Remedy.reopenAndCharge);

describe('[SYN-4] an undo takes back nothing that was done after the decision', () => {
  const second = testId('second order');
  const merged = () => {
    const view = decided(tableTwice(), Remedy.mergeOrders);
    const part = theDecision(view).wrote.includes(second) ? second : order;
    return { view, part, root: part === order ? second : order };
  };
  test('orders that were merged, separated by hand and merged with another table stay merged with that one', () => {
    const { view, part } = merged();
    view.run(unmergeOrder(view, { order: part }, at));
    view.run(openOrder(view, orderIntent('third order', 'table 2'), at));
    view.run(mergeOrders(view, { order: part, into: testId('third order') }, at));
    expectRefused(view);
  });

  test('nor do they where they were merged by hand as they had been', () => {
    const { view, part, root } = merged();
    view.run(unmergeOrder(view, { order: part }, at));
    view.run(mergeOrders(view, { order: part, into: root }, at));
    expectRefused(view);
  });

  test('an order that was paid, and that a manager opened again, stays open', () => {
    const view = reopened();
    view.apply([write(orders, order, { status: [1, 'closed'] })]);
    view.run(reopenOrder(view, { order }, at));
    expectRefused(view);
  });

  test('so does one for which a dish was ordered since, or the late one sent', () => {
    const added = reopened();
    added.run(addLine(added, lineIntent('dessert', 'garba', 1), at));
    expectRefused(added);
    const sent = reopened();
    sent.run(sendOrder(sent, { order }, at));
    expectRefused(sent);
  });

  test('and one of which a part was paid since', () => {
    const view = reopened();
    const [payment] = listAll(view, payments);
    if (!payment) throw new Error('there is a payment');
    const { id: _, ...values } = payment;
    view.apply([write(payments, testId('part'), { ...values, amountMinor: 500 })]);
    expectRefused(view);
  });

  test('what the kitchen did since with the dishes of before is no reason', () => {
    const view = reopened();
    view.apply([write(orderLines, garba, { status: [0, 'served'] })]);
    expect(codeOf(undoing(view))).toBe('ok');
  });

  test('a line that somebody put back by hand, and a refund that came back already, are left alone', () => {
    const line = decided(lateLine(), Remedy.cancelLine);
    line.apply([write(orderLines, testId('late'), { removed: false })]);
    expectRefused(line);
    const money = decided(paidTwice(), Remedy.giveBack);
    money.run(reverseRefund(money, { refund: testId('row'), ...till('back') }, at));
    expectRefused(money);
  });
});
