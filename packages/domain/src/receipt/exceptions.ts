import type { Entity } from '../kernel/collection.ts';
import { ExceptionKind, exception, type Exception } from '../kernel/exception.ts';
import type { Id } from '../kernel/ids.ts';
import { listAll, type View } from '../kernel/view.ts';
import { isClosed, isPaidElsewhere, listOfParts, listRoots, partIdsOf } from '../order/parts.ts';
import { attemptsOf } from '../payment/attempts.ts';
import { isActive } from '../payment/attempt-state.ts';
import { dueOf } from '../payment/due.ts';
import { totalsOf } from '../order/totals.ts';
import { seriesAndCount } from './number.ts';
import { lineIdsOf } from './paper.ts';
import { receipts } from './schema.ts';

/** Odd things about receipts: what is owed after the bill closed, numbers given twice, two for one payment (SYN-4). */
export function receiptExceptions(view: View): Exception[] {
  return [...owedAfterClose(view), ...repeatedNumbers(view), ...twoOfOnePayment(view)];
}

function owedAfterClose(view: View): Exception[] {
  return listRoots(view).flatMap((order) => {
    if (!isClosed(view, order.id) || isPaidElsewhere(view, order.id)) return [];
    const { dueMinor, refundedMinor } = dueOf(view, order.id);
    if (dueMinor <= 0) return [];
    const late = uncovered(view, order.id);
    if (late.length > 0) return late;
    // What was given back too much is one matter, what a rail did not bring or took away another.
    const overMinor = Math.min(dueMinor, refundedMinor);
    return [...overRefunded(order.id, overMinor), ...missing(view, order.id, dueMinor - overMinor)];
  });
}

// Every line is on paper and yet something is due: two tills gave back what had been taken once too often.
function overRefunded(order: Id<'order'>, amountMinor: number): Exception[] {
  if (amountMinor <= 0) return [];
  return [exception(ExceptionKind.overRefunded, [order], { order, amountMinor })];
}

// A claim was rejected, or the operator took money back, after the order had closed on it.
function missing(view: View, order: Id<'order'>, amountMinor: number): Exception[] {
  const overRails = partIdsOf(view, order).flatMap((part) => attemptsOf(view, part));
  // What may still come is a matter of its own. Money that came late is not awaited: it may have gone back already.
  const isAwaited = overRails.some(({ state }) => isActive(state));
  if (amountMinor <= 0 || overRails.length === 0 || isAwaited) return [];
  return [exception(ExceptionKind.moneyMissing, [order], { order, amountMinor })];
}

// Where something is due on a closed order: a line that no receipt covers came, or came back, after the guest had paid.
// An order paid in parts may be closed with no receipt that lists its lines; then nothing is due. A receipt lists
// lines in the order of their ids, so those it covers without a name are the next ones.
function uncovered(view: View, order: Id<'order'>): Exception[] {
  const own = listOfParts(view, receipts, order);
  const named = new Set(own.flatMap(lineIdsOf));
  const unnamed = Math.max(0, ...own.map((receipt) => receipt.moreLines));
  return totalsOf(view, order)
    .lines.filter((line) => line.quantity > 0 && !named.has(line.id))
    .slice(unnamed)
    .map((line) =>
      exception(ExceptionKind.lineAfterClose, [line.id], {
        order,
        amountMinor: line.netMinor,
      }),
    );
}

function repeatedNumbers(view: View): Exception[] {
  const byNumber = new Map<string, Id[]>();
  for (const receipt of listAll(view, receipts)) {
    const key = seriesAndCount(receipt.number);
    byNumber.set(key, [...(byNumber.get(key) ?? []), receipt.id]);
  }
  return [...byNumber.values()]
    .filter((ids) => ids.length > 1)
    .map((ids) => exception(ExceptionKind.receiptNumberRepeated, ids));
}

// Two tills printed the paper of one payment, each with a number of its own, before either had read of the other's.
function twoOfOnePayment(view: View): Exception[] {
  const byPayment = new Map<Id, Entity<typeof receipts>[]>();
  for (const receipt of listAll(view, receipts)) {
    if (receipt.payment === null) continue;
    byPayment.set(receipt.payment, [...(byPayment.get(receipt.payment) ?? []), receipt]);
  }
  return [...byPayment.values()].flatMap((own) => {
    const [first, second] = own.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    if (!first || !second) return [];
    return [
      exception(
        ExceptionKind.receiptTwice,
        own.map(({ id }) => id),
        { order: first.order },
      ),
    ];
  });
}
