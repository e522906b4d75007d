import { ExceptionKind, Proposal, exception, type Exception } from '../kernel/exception.ts';
import { listAll, type View } from '../kernel/view.ts';
import { orders } from '../order/schema.ts';
import { dueOf } from './due.ts';

/** Orders that took more than they came to (SYN-4). */
export function paymentExceptions(view: View): Exception[] {
  return listAll(view, orders).flatMap((order) => {
    const { dueMinor, capturedMinor } = dueOf(view, order.id);
    if (capturedMinor === 0 || dueMinor >= 0) return [];
    const about = { order: order.id, amountMinor: -dueMinor };
    return [exception(ExceptionKind.overpaid, Proposal.giveBack, [order.id], about)];
  });
}
