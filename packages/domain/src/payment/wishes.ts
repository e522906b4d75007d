import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { write, type View } from '../kernel/view.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { attemptById, isForeign, isGivenBack, type KnownAttempt } from './attempts.ts';
import { isActive, isDeclared, mayCountHeld } from './attempt-state.ts';
import { withoutAnswer } from './claim-limits.ts';
import { paymentWishes, type AttemptWish } from './schema.ts';

/** What people may want of an attempt in the state in which it is known here, the likeliest first. */
export function wishesFor(attempt: KnownAttempt): readonly AttemptWish[] {
  return suggestedFor(attempt) === null ? plainWishes(attempt) : ['take_suggested', ...plainWishes(attempt)];
}

/** The reference that a claim's may have been meant to be; null where none is suggested, or the claim is no question any more. */
export const suggestedFor = ({ state, told }: Pick<KnownAttempt, 'state' | 'told'>): string | null =>
  isDeclared(state) ? (told?.suggested ?? null) : null;

function plainWishes(attempt: KnownAttempt): readonly AttemptWish[] {
  const { state, isClaim, told } = attempt;
  if (state === 'integrity_hold')
    return mayCountHeld(told?.failure ?? null) ? ['accept_amount', 'give_back'] : ['give_back'];
  if (state === 'late_success') return isGivenBack(attempt) || (told && isForeign(told)) ? [] : ['accept_amount'];
  if (state === 'unverifiable')
    return told?.failure === 'reference_reused' ? ['reject_claim'] : ['attest', 'reject_claim'];
  if (isClaim) return isDeclared(state) ? ['retry', 'reject_claim'] : [];
  return isActive(state) ? ['cancel', 'retry'] : [];
}

/** How a claim that is one too many is turned down where it stands; undefined where nothing can be turned down. */
export const rejectingWish = (attempt: KnownAttempt): AttemptWish | undefined =>
  wishesFor(attempt).find((wish) => wish === 'reject_claim' || wish === 'give_back');

const NEEDS_ANSWER: ReadonlySet<AttemptWish> = new Set<AttemptWish>([
  'attest',
  'reject_claim',
  'accept_amount',
  'give_back',
  'replaced',
]);

/**
 * Asks something of an attempt. Whether it is still possible is the server's to say: an attempt moves while a till is
 * without a line. What moves money, or ends a claim, takes somebody who answers for it and a reason. Taking what is suggested
 * does neither: only the provider proves money by it; so its reason is the reference that was seen (PAY-19).
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
  const attempt = attemptById(view, intent.attempt);
  if (!attempt) return refuse(RefusalCode.notFound, { what: 'attempt', id: intent.attempt });
  const { wish } = intent;
  const reason = wish === 'take_suggested' ? (suggestedFor(attempt) ?? '') : intent.reason;
  if (!wishesFor(attempt).includes(wish)) return refuse(RefusalCode.attemptElsewhere, { state: attempt.state });
  if (NEEDS_ANSWER.has(wish)) {
    if (reason.trim() === '') return refuse(RefusalCode.reasonMissing);
    const unanswered = withoutAnswer(view, context, wish);
    if (unanswered) return unanswered;
  }
  return ok([wishChange(attempt, { ...intent, reason }, context)]);
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
