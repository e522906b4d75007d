import { ExceptionKind, type Id } from '@resto360/domain';
import type { OpenNotice } from './notice.ts';

/**
 * What one look at a restaurant covers: the orders that are read whole, the shift openings and the receipts that are
 * read, and everything else that can be odd, which is always read. What lies outside is as it was.
 */
export type Scope = {
  readonly orders: ReadonlySet<Id>;
  readonly openings: ReadonlySet<Id>;
  readonly receipts: ReadonlySet<Id>;
};

/** These are few by their nature, and read by every look. */
const ALWAYS: ReadonlySet<ExceptionKind> = new Set([
  ExceptionKind.tableOpenedTwice,
  ExceptionKind.priceEditedTwice,
  ExceptionKind.quarantinedOp,
  ExceptionKind.inSuspense,
  ExceptionKind.tabletCopied,
  ExceptionKind.decidedTwice,
  ExceptionKind.rowWithoutCreation,
  ExceptionKind.referenceUsedTwice,
]);
const OF_DRAWER: ReadonlySet<ExceptionKind> = new Set([ExceptionKind.drawerOpenedTwice, ExceptionKind.floatUnknown]);

/** Whether a look would have found this exception, were it still there: only then its absence says that it ended. */
export function isCovered({ kind, subjects, order }: OpenNotice, scope: Scope): boolean {
  if (ALWAYS.has(kind)) return true;
  if (OF_DRAWER.has(kind)) return subjects.some((id) => scope.openings.has(id));
  if (kind === ExceptionKind.receiptNumberRepeated) return subjects.every((id) => scope.receipts.has(id));
  return order !== null && scope.orders.has(order);
}
