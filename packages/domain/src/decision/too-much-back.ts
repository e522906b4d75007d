import type { Exception } from '../kernel/exception.ts';
import type { View } from '../kernel/view.ts';
import { partIdsOf } from '../order/parts.ts';
import { standingHandedBack } from '../payment/attempt-refunds.ts';
import { attemptsOf } from '../payment/attempts.ts';
import { refundTooMuch } from '../payment/refunds.ts';

/**
 * What a guest gives back of what went back too much: a refund of the order, or cash that was handed out for money of an
 * attempt. The largest that is not more than that; undefined where each is more. **Units** minor.
 */
export function tooMuchBack(view: View, { subjects: [id = ''], order, amountMinor }: Exception) {
  const tooMuchMinor = amountMinor ?? 0;
  const isOfOrder = id === order;
  const refund = isOfOrder ? refundTooMuch(view, id, tooMuchMinor) : undefined;
  const attempts = isOfOrder ? partIdsOf(view, id).flatMap((part) => attemptsOf(view, part)) : [{ id }];
  const handed = attempts
    .flatMap((attempt) => standingHandedBack(view, attempt.id))
    .filter((one) => one.amountMinor <= tooMuchMinor)
    .toSorted((a, b) => a.amountMinor - b.amountMinor)
    .at(-1);
  return refund && refund.amountMinor >= (handed?.amountMinor ?? 0) ? refund : handed;
}
