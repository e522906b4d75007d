import { describe, expect, test } from 'vitest';
import { Remedy } from '../decision/remedy.ts';
import { decide } from '../decision/decide.ts';
import { openExceptions } from '../decision/open-exceptions.ts';
import { remediesOf } from '../decision/remedies.ts';
import { UNBORN_AGE_MS } from '../exceptions.ts';
import { ExceptionKind } from '../kernel/exception.ts';
import type { Change } from '../kernel/row.ts';
import { find, write } from '../kernel/view.ts';
import { shiftOf } from '../shift/shifts.ts';
import { lateMoney, order, told } from '../testing/odd-views.ts';
import { acting, testId } from '../testing/test-house.ts';
import { INSTALL, NOW_MS, codeOf, mustOk, type TestView } from '../testing/test-view.ts';
import { handBack, refundOverRail, takeHandedBack } from './attempt-refunds.ts';
import { backOf } from './attempt-back.ts';
import { attemptById } from './attempts.ts';
import { wishesFor } from './wishes.ts';
import { drawerCashOf } from './drawer-cash.ts';
import { dueOf } from './due.ts';
import { refundCash } from './refunds.ts';
import { attemptRefunds } from './schema.ts';
import { rails } from '../server-collections.ts';

const LATER_MS = NOW_MS + UNBORN_AGE_MS;
const at = { ...acting('manager'), nowMs: LATER_MS };
const attempt = testId('request');
const till = { drawer: testId('drawer'), install: INSTALL, newShift: testId('new shift') };
const open = (view: TestView) =>
  openExceptions(view, LATER_MS).map(({ kind, amountMinor }) => [kind, amountMinor] as const);
const asking = (view: TestView, word = 'back', amountMinor = 3_000) =>
  refundOverRail(view, { id: testId(word), attempt, amountMinor, reason: 'payé deux fois' }, at);
const handing = (view: TestView, word = 'cash back', amountMinor = 3_000) =>
  handBack(view, { id: testId(word), attempt, amountMinor, reason: 'payé deux fois', till }, at);
const answer = (state: string, acceptedMinor = 0, word = 'back'): Change =>
  told(word, { payment: testId('payment of request'), state, acceptedMinor });
const drawerOf = (view: TestView) => {
  const shift = shiftOf(view, testId('shift'));
  if (!shift) throw new Error('a shift is open');
  return drawerCashOf(view, shift).refundedMinor;
};
/** Paid in cash and over a rail, and both count. */
const paidTwiceOverRail = () => lateMoney().apply([told('request', { state: 'succeeded', acceptedMinor: 3_000 })]);

describe('[PAY-20] money that came late', () => {
  test('asked back over its rail is a matter no more, and again if the rail does not send it', () => {
    const view = lateMoney();
    expect(open(view)).toEqual([[ExceptionKind.moneyLate, 3_000]]);
    const offered = () => wishesFor(attemptById(view, attempt) ?? expect.fail('it is known'));
    expect(offered()).toEqual(['accept_amount']);
    view.apply(mustOk(asking(view)));
    expect([open(view), offered()]).toEqual([[], []]);
    view.apply([answer('failed')]);
    expect(open(view)).toEqual([[ExceptionKind.moneyLate, 3_000]]);
    view.apply([answer('succeeded', 3_000)]);
    expect(open(view)).toEqual([]);
    expect(dueOf(view, order)).toMatchObject({ capturedMinor: 3_000, refundedMinor: 0, dueMinor: 0 });
  });

  test('a refund that was given up and went all the same has gone, and is no money that came late', () => {
    const view = lateMoney();
    view.apply(mustOk(asking(view)));
    view.apply([answer('late_success', 3_000)]);
    expect(open(view)).toEqual([]);
  });

  test('while it is on its way nothing else of it is given back', () => {
    const view = lateMoney();
    view.apply(mustOk(asking(view)));
    expect([codeOf(asking(view, 'again')), codeOf(handing(view))]).toEqual(['refund_too_high', 'refund_too_high']);
  });

  test('out of a drawer it is cash that the drawer has no more, and takes nothing from what the order was paid with', () => {
    const view = lateMoney();
    view.apply(mustOk(handing(view)));
    expect(drawerOf(view)).toBe(3_000);
    expect(dueOf(view, order)).toMatchObject({ refundedMinor: 0, dueMinor: 0 });
    expect(open(view)).toEqual([]);
  });

  test('opens a drawer for it where none is open, as all cash does', () => {
    const view = lateMoney();
    const other = { ...till, drawer: testId('other drawer') };
    view.run(handBack(view, { id: testId('x'), attempt, amountMinor: 1_000, reason: 'x', till: other }, at));
    expect(find(view, attemptRefunds, testId('x'))?.shift).toBe(till.newShift);
    expect(shiftOf(view, till.newShift)?.drawer).toBe(other.drawer);
    expect(open(view)).toContainEqual([ExceptionKind.moneyLate, 2_000]);
  });

  test('handed out by two people apart went back too much: the guest gives one back, once', () => {
    const view = lateMoney();
    const apart = ['one till', 'other till'].map((word) => mustOk(handing(view, word)));
    for (const changes of apart) view.apply(changes);
    expect(open(view)).toEqual([[ExceptionKind.overRefunded, 3_000]]);
    const id = openExceptions(view, LATER_MS)[0]?.id ?? '';
    const intent = { exception: id, remedy: Remedy.takeBack, row: testId('row'), reason: 'rendu', till };
    view.run(decide(view, intent, at));
    expect(open(view)).toEqual([]);
    expect(drawerOf(view)).toBe(3_000);
  });

  test('is taken back once, however many say so', () => {
    const view = lateMoney();
    view.apply(mustOk(handing(view)));
    const back = () => takeHandedBack(view, { refund: testId('cash back'), reason: 'erreur', till }, at);
    const apart = [mustOk(back()), mustOk(back())];
    for (const changes of apart) view.apply(changes);
    expect(drawerOf(view)).toBe(0);
    expect(codeOf(back())).toBe('matter_gone');
    expect(open(view)).toEqual([[ExceptionKind.moneyLate, 3_000]]);
  });

  test('given back here and counted there at one time: it went from what the order was paid with', () => {
    const view = lateMoney();
    view.apply(mustOk(handing(view)));
    view.apply([told('request', { state: 'succeeded', acceptedMinor: 3_000 })]);
    expect(dueOf(view, order)).toMatchObject({ capturedMinor: 6_000, refundedMinor: 3_000, dueMinor: 0 });
  });

  test('handed out twice and counted there: the order lacks it, and the guest gives one back', () => {
    const view = lateMoney();
    const apart = ['one till', 'other till'].map((word) => mustOk(handing(view, word)));
    for (const changes of apart) view.apply(changes);
    view.apply([told('request', { state: 'succeeded', acceptedMinor: 3_000 })]);
    expect(open(view)).toEqual([[ExceptionKind.overRefunded, 3_000]]);
    const intent = {
      exception: openExceptions(view, LATER_MS)[0]?.id ?? '',
      row: testId('row'),
      reason: 'rendu',
      till,
    };
    view.run(decide(view, { ...intent, remedy: Remedy.takeBack }, at));
    expect([open(view), drawerOf(view)]).toEqual([[], 3_000]);
  });

  test('[PAY-16] of another currency is handed out by no drawer, sent back over no rail and counted nowhere', () => {
    const foreign = { state: 'late_success', acceptedMinor: 3_000, failure: 'currency' };
    const view = lateMoney().apply([told('request', foreign)]);
    const [one] = openExceptions(view, LATER_MS);
    expect([one?.kind, one?.amountMinor]).toEqual([ExceptionKind.moneyLate, null]);
    expect(one && remediesOf(view, one).map(({ remedy }) => remedy)).toEqual([Remedy.settledByHand]);
    expect([codeOf(asking(view)), codeOf(handing(view))]).toEqual(['refund_too_high', 'refund_too_high']);
    expect(wishesFor(attemptById(view, attempt) ?? expect.fail('it is known'))).toEqual([]);
  });
});

const over = (view: TestView) => openExceptions(view, LATER_MS).find(({ kind }) => kind === ExceptionKind.overpaid);
const cashBack = (view: TestView, amountMinor: number) =>
  refundCash(view, { id: testId('cash'), order, amountMinor, reason: 'x', till }, at);

describe('[PAY-20] money that counts and is too much', () => {
  test('is offered back over its rail, which is asked for that attempt', () => {
    const view = paidTwiceOverRail();
    const one = over(view);
    if (!one) throw new Error('it is overpaid');
    expect(remediesOf(view, one).map(({ remedy }) => remedy)).toEqual([
      Remedy.giveBack,
      Remedy.refundOverRail,
      Remedy.keepSurplus,
    ]);
    const intent = { exception: one.id, remedy: Remedy.refundOverRail, row: testId('back'), reason: 'double', till };
    view.run(decide(view, intent, at));
    expect(find(view, attemptRefunds, testId('back'))).toMatchObject({ attempt, way: 'rail', amountMinor: 3_000 });
    expect(over(view)).toBeUndefined();
    expect(codeOf(cashBack(view, 3_001))).toBe('refund_too_high');
    view.apply([answer('succeeded', 3_000)]);
    expect(dueOf(view, order)).toMatchObject({ capturedMinor: 6_000, refundedMinor: 3_000, dueMinor: 0 });
    expect(over(view)).toBeUndefined();
  });

  test('counts as gone once, though the provider tells of our refund as of money that was taken back', () => {
    const view = paidTwiceOverRail();
    view.apply(mustOk(asking(view)));
    view.apply([told('request', { state: 'succeeded', acceptedMinor: 3_000, reversedMinor: 3_000 })]);
    expect(dueOf(view, order)).toMatchObject({ paidMinor: 3_000, dueMinor: 0 });
    view.apply([answer('succeeded', 3_000)]);
    expect(dueOf(view, order)).toMatchObject({ capturedMinor: 6_000, refundedMinor: 3_000, dueMinor: 0 });
    expect(backOf(view, { id: attempt, order })).toEqual({ railMinor: 3_000, cashMinor: 0, awaitedMinor: 0 });
  });

  test.each([
    ['none', 3_000, 'rail_closed'],
    ['full', 2_999, 'rail_closed'],
    ['full', 3_000, 'ok'],
    ['partial', 2_999, 'ok'],
    ['partial', 3_001, 'refund_too_high'],
  ] as const)('a rail that sends back %s, of 3000 %d: %s', (can, amountMinor, code) => {
    const view = paidTwiceOverRail().apply([write(rails, testId('rail wave'), { refunds: can })]);
    expect(codeOf(asking(view, 'back', amountMinor))).toBe(code);
  });
});

test('[PAY-20] a refund over a rail needs a reason, and a PIN where the roles have aged', () => {
  const view = lateMoney();
  const intent = { id: testId('back'), attempt, amountMinor: 3_000, reason: ' ' };
  expect(codeOf(refundOverRail(view, intent, at))).toBe('reason_missing');
  expect(codeOf(refundOverRail(view, { ...intent, reason: 'x' }, { ...at, isAged: true }))).toBe('approval_needed');
});
