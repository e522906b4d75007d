import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, write, type View } from '../kernel/view.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { attemptsOf, type KnownAttempt } from './attempts.ts';
import { isActive, isDeclared } from './attempt-state.ts';
import { withoutAnswer } from './claim-limits.ts';
import { claims, paymentRequests, paymentWishes, type AttemptWish } from './schema.ts';

/** What people may want of an attempt in the state in which it is known here, the likeliest first. */
export function wishesFor({ state, isClaim, told }: KnownAttempt): readonly AttemptWish[] {
  if (state === 'integrity_hold') return ['accept_amount', 'give_back'];
  if (state === 'late_success') return ['accept_amount'];
  if (state === 'unverifiable')
    return told?.failure === 'reference_reused' ? ['reject_claim'] : ['attest', 'reject_claim'];
  if (isClaim) return isDeclared(state) ? ['retry', 'reject_claim'] : [];
  return isActive(state) ? ['cancel', 'retry'] : [];
}

const NEEDS_ANSWER: ReadonlySet<AttemptWish> = new Set<AttemptWish>([
  'attest',
  'reject_claim',
  'accept_amount',
  'give_back',
  'replaced',
]);

/**
 * Asks something of an attempt. Whether it is still possible is the server's to say: an attempt moves while a till is
 * without a line. What moves money, or ends a claim, takes somebody who answers for it and a reason.
 * **Errors** no_right, not_found, attempt_elsewhere, reason_missing, approval_needed.
 */
export function wishAttempt(
  view: View,
  intent: {
    readonly id: Id<'wish'>;
    readonly attempt: Id<'attempt'>;
    readonly wish: AttemptWish;
    readonly reason: string;
  },
  context: Context,
): Result<readonly Change[], Refusal> {
  const denied = withoutRight(context, Action.takeCash);
  if (denied) return denied;
  const order = (find(view, paymentRequests, intent.attempt) ?? find(view, claims, intent.attempt))?.order;
  const attempt = attemptsOf(view, order ?? '').find(({ id }) => id === intent.attempt);
  if (!attempt) return refuse(RefusalCode.notFound, { what: 'attempt', id: intent.attempt });
  const { wish, reason } = intent;
  if (!wishesFor(attempt).includes(wish)) return refuse(RefusalCode.attemptElsewhere, { state: attempt.state });
  if (NEEDS_ANSWER.has(wish)) {
    if (reason.trim() === '') return refuse(RefusalCode.reasonMissing);
    const unanswered = withoutAnswer(view, context, wish);
    if (unanswered) return unanswered;
  }
  return ok([wishChange(attempt, intent, context)]);
}

/** The fact of a wish. */
export function wishChange(
  { id: attempt, order }: Pick<KnownAttempt, 'id' | 'order'>,
  { id, wish, reason }: { readonly id: Id<'wish'>; readonly wish: AttemptWish; readonly reason: string },
  context: Context,
): Change {
  const by = { by: context.actor, approvedBy: context.approvedBy ?? null, at: context.nowMs };
  return write(paymentWishes, id, { order, attempt, wish, reason, ...by });
}
