import type { Exception } from '../kernel/exception.ts';
import type { View } from '../kernel/view.ts';
import { standingHandedBack } from '../payment/attempt-refunds.ts';
import { refundTooMuch } from '../payment/refunds.ts';

/**
 * What a guest gives back of what went back too much: a refund of the order, or cash that was handed out for money of an
 * attempt. Undefined where each is more than that. **Units** minor.
 */
export function tooMuchBack(view: View, { subjects: [id = ''], order, amountMinor }: Exception) {
  const tooMuchMinor = amountMinor ?? 0;
  if (id === order) return refundTooMuch(view, id, tooMuchMinor);
  return standingHandedBack(view, id).findLast((refund) => refund.amountMinor <= tooMuchMinor);
}
