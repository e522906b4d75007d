import { describe, expect, test } from 'vitest';
import { listOfOrder } from '../kernel/view.ts';
import { acting, testId, viewWithSentOrder } from '../testing/test-house.ts';
import { claiming, order, railRow, told } from '../testing/odd-views.ts';
import { codeOf, mustOk, type TestView } from '../testing/test-view.ts';
import { attemptExceptions } from './attempt-exceptions.ts';
import { attemptById } from './attempts.ts';
import type { AttemptState } from './attempt-state.ts';
import { claimPayment } from './over-rails.ts';
import { paymentWishes } from './schema.ts';
import { rejectingWish, suggestedFor, wishAttempt, wishesFor } from './wishes.ts';

const waiter = acting('waiter');
const MEANT = 'T_MEANT1';

/** A claim of which the server has told a state, and what is suggested for it. */
function viewWith(state: AttemptState, suggested: string | null = MEANT): TestView {
  const view = viewWithSentOrder().apply([railRow()]);
  view.apply(mustOk(claimPayment(view, claiming('claim', 1_000, 'T_MEANT2'), waiter)).changes);
  return view.apply([told('claim', { state, ...(suggested !== null && { suggested, suggestedAt: 1 }) })]);
}
const claimIn = (view: TestView) => {
  const attempt = attemptById(view, testId('claim'));
  if (!attempt) expect.fail('the claim is known');
  return attempt;
};
const take = (view: TestView, by = waiter) =>
  wishAttempt(view, { id: testId('wish'), attempt: testId('claim'), wish: 'take_suggested', reason: 'T_OTHER' }, by);

describe('[PAY-19] what is suggested for a claim', () => {
  test.each<[AttemptState, readonly string[]]>([
    ['claimed', ['take_suggested', 'retry', 'reject_claim']],
    ['verifying', ['take_suggested', 'retry', 'reject_claim']],
    ['unverifiable', ['take_suggested', 'attest', 'reject_claim']],
    ['integrity_hold', ['accept_amount', 'give_back']],
    ['verified', []],
    ['failed', []],
  ])('is offered while it is declared: %s', (state, wishes) => {
    const attempt = claimIn(viewWith(state));
    expect(wishesFor(attempt)).toEqual(wishes);
    expect(suggestedFor(attempt)).toBe(wishes.includes('take_suggested') ? MEANT : null);
  });

  test('is offered only where there is something', () => {
    expect(wishesFor(claimIn(viewWith('claimed', null)))).toEqual(['retry', 'reject_claim']);
    expect(codeOf(take(viewWith('claimed', null)))).toBe('attempt_elsewhere');
    expect(codeOf(take(viewWith('verified')))).toBe('attempt_elsewhere');
  });

  test('is taken by whoever takes cash, without a PIN: the fact says what they saw, and the claim what was typed', () => {
    const view = viewWith('claimed');
    view.apply(mustOk(take(view)));
    const wish = {
      wish: 'take_suggested',
      attempt: testId('claim'),
      reason: MEANT,
      by: waiter.actor,
      approvedBy: null,
    };
    expect(listOfOrder(view, paymentWishes, order)).toMatchObject([wish]);
    expect(claimIn(view)).toMatchObject({
      reference: 'T_MEANT2',
      state: 'claimed',
      declaredMinor: 1_000,
      capturedMinor: 0,
    });
    expect(codeOf(take(viewWith('claimed'), acting('cook')))).toBe('no_right');
  });

  test('turns no claim down', () => {
    expect(rejectingWish(claimIn(viewWith('unverifiable')))).toBe('reject_claim');
  });

  test('is no second claim of one reference: what two tills typed is compared', () => {
    const view = viewWith('claimed', 'T_OTHER');
    view.apply(mustOk(claimPayment(view, claiming('other', 1_000, 'T_OTHER'), waiter)).changes);
    expect(attemptExceptions(view)).toEqual([]);
  });
});
