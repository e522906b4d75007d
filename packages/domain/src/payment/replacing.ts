import type { Id } from '../kernel/ids.ts';
import { nameId } from '../kernel/name-id.ts';
import { RefusalCode, refuse } from '../kernel/refusal.ts';
import type { Change } from '../kernel/row.ts';
import type { View } from '../kernel/view.ts';
import { partIdsOf } from '../order/parts.ts';
import type { Context } from '../staff/context.ts';
import { activeAttemptsOf, type KnownAttempt } from './attempts.ts';
import { withoutAnswer } from './claim-limits.ts';
import { wishChange } from './wishes.ts';

/** Requests that may still bring money for an order, or for what was merged with it. */
export const attemptsUnderWay = (view: View, order: Id<'order'>): KnownAttempt[] =>
  partIdsOf(view, order).flatMap((part) => activeAttemptsOf(view, part));

/**
 * The refusal of taking money another way while a request may still bring it; undefined where none is, or where somebody
 * answers for it (PAY-15). Who has no right beside them yet is told what stands in the way, and not only that a PIN is missing.
 */
export function withoutOverride(view: View, [attempt]: readonly KnownAttempt[], context: Context) {
  if (!attempt) return undefined;
  const unanswered = withoutAnswer(view, context, 'under_way');
  return unanswered && refuse(RefusalCode.paymentUnderWay, { attempt: attempt.id });
}

/** What is said of those requests then: whatever they bring goes back. */
export const replacements = (underWay: readonly KnownAttempt[], by: Id<'payment'>, context: Context): Change[] =>
  underWay.map((attempt) =>
    wishChange(attempt, { id: nameId(`replaced:${attempt.id}:${by}`), wish: 'replaced', reason: '' }, context),
  );
