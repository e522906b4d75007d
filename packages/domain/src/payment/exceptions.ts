import { ExceptionKind, exception, type Exception } from '../kernel/exception.ts';
import { markOf } from '../kernel/mark-of.ts';
import type { Row } from '../kernel/row.ts';
import { entityOf, listAll, type View } from '../kernel/view.ts';
import { listRoots } from '../order/parts.ts';
import { orders } from '../order/schema.ts';
import { attemptExceptions } from './attempt-exceptions.ts';
import { dueOf, heldMinorOf } from './due.ts';
import { attemptRefunds, payments, refunds } from './schema.ts';

/**
 * Odd things about money: more was taken than an order came to, or before the order changed table (SYN-4); given back on
 * a device that had read nothing of the house for days (SYN-25).
 */
export function paymentExceptions(view: View): Exception[] {
  return [
    ...overpaidOrders(view),
    ...movedAfterPayment(view),
    ...refundedOnAgedGrants(view),
    ...attemptExceptions(view),
  ];
}

function overpaidOrders(view: View): Exception[] {
  return listRoots(view).flatMap((order) => {
    // What is only declared is no money to give back.
    const { totalMinor, paidMinor, capturedMinor, awaitedBackMinor } = dueOf(view, order.id);
    // What a rail was asked to give back waits for nobody; should it fail, the matter is here again.
    const overMinor = paidMinor - totalMinor - awaitedBackMinor;
    if (capturedMinor === 0 || overMinor <= 0) return [];
    const about = { order: order.id, amountMinor: overMinor };
    return [exception(ExceptionKind.overpaid, [order.id], about)];
  });
}

function movedAfterPayment(view: View): Exception[] {
  const found: Exception[] = [];
  for (const row of view.all(orders.name)) {
    const amountMinor = entityOf(orders, row) ? takenBeforeTable(view, row) : 0;
    if (amountMinor === 0) continue;
    const about = { order: row.id, amountMinor };
    found.push(exception(ExceptionKind.movedAfterPayment, [row.id], about));
  }
  return found;
}

// What was captured before the order got the table it has. The opening's stamp lies below that of every payment,
// because nobody takes cash for an order they have not read (SYN-24).
function takenBeforeTable(view: View, order: Row): number {
  const moved = markOf(orders, order, 'table');
  if (moved === undefined) return 0;
  let takenMinor = 0;
  for (const row of view.ofOrder(payments.name, order.id)) {
    const payment = row.st < moved ? entityOf(payments, row) : undefined;
    takenMinor += payment ? heldMinorOf(payment) : 0;
  }
  return takenMinor;
}

function refundedOnAgedGrants(view: View): Exception[] {
  return [...listAll(view, refunds), ...listAll(view, attemptRefunds)]
    .filter(({ agedGrant }) => agedGrant)
    .map(({ id, order, amountMinor }) => exception(ExceptionKind.agedGrant, [id], { order, amountMinor }));
}
