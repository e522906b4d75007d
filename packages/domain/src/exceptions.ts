import { CATALOG } from './catalog.ts';
import { isAboveBoth, markInForce } from './conflict-marks.ts';
import { listDecidedTwice } from './decision/decided-twice.ts';
import { decisions } from './decision/schema.ts';
import { ExceptionKind, exception, type Exception } from './kernel/exception.ts';
import type { Entity } from './kernel/collection.ts';
import type { Id } from './kernel/ids.ts';
import { readStamp } from './kernel/stamp.ts';
import { entityOf, find, listAll, type View } from './kernel/view.ts';
import { MENU_COLLECTIONS } from './menu/schema.ts';
import { orderExceptions } from './order/exceptions.ts';
import { paymentExceptions } from './payment/exceptions.ts';
import { receiptExceptions } from './receipt/exceptions.ts';
import { conflicts, devices, quarantine, suspense } from './server-collections.ts';
import { shiftExceptions } from './shift/exceptions.ts';

type Conflict = Entity<typeof conflicts>;

/** How long a row may wait for its creating op before a person is told. */
export const UNBORN_AGE_MS = 10 * 60_000;

/**
 * Everything odd in a view, for people: the same list on every replica that holds the same rows (SYN-4).
 * **Units** `nowMs` since 1970; it only decides whether an unborn row is old enough to mention.
 */
export function exceptionsOf(view: View, nowMs: number): Exception[] {
  const all = [
    ...orderExceptions(view),
    ...shiftExceptions(view),
    ...paymentExceptions(view),
    ...receiptExceptions(view),
    ...serverExceptions(view),
    ...unbornRows(view, nowMs),
  ];
  // Two causes may be one matter (a price edited three times): one id, one entry.
  const byId = new Map(all.map((one) => [one.id, one]));
  return [...byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function serverExceptions(view: View): Exception[] {
  const waiting = listAll(view, quarantine).filter((op) => op.state === 'waiting');
  const suspended = listAll(view, suspense).filter(({ id }) => counts(view, id));
  const copied = listAll(view, devices).filter(({ copyOf, revoked }) => copyOf !== null && revoked === 'no');
  const prices = listAll(view, conflicts).filter((one) => one.needsPerson === 'yes' && !isOver(view, one));
  return [
    ...waiting.map((op) =>
      exception(ExceptionKind.quarantinedOp, [op.id], {
        order: op.orders[0] ?? null,
        amountMinor: op.amountMinor,
      }),
    ),
    ...suspended.map((op) =>
      exception(ExceptionKind.inSuspense, [op.id], {
        order: op.orders[0] ?? null,
        amountMinor: op.amountMinor,
      }),
    ),
    ...copied.map(({ id }) => exception(ExceptionKind.tabletCopied, [id])),
    ...listDecidedTwice(view).map(({ row }) =>
      exception(ExceptionKind.decidedTwice, [row], { order: find(view, decisions, row)?.order ?? null }),
    ),
    ...prices.map((conflict) =>
      exception(ExceptionKind.priceEditedTwice, [conflict.row, conflict.field], {
        amountMinor: priceOf(view, conflict),
      }),
    ),
  ];
}

// An op that was put apart is one matter, and whose it was another that begins when it is replayed.
const counts = (view: View, op: Id) => (find(view, quarantine, op)?.state ?? 'replayed') === 'replayed';

// Somebody wrote the field once more, knowing one of the two values: then that is the price. Or the dish was taken off the
// menu so long ago that its row is gone (SYN-22): nobody can be charged either price.
const isOver = (view: View, one: Conflict): boolean =>
  (MENU_COLLECTIONS.includes(one.collection) && !view.get(one.collection, one.row)) ||
  isAboveBoth(one, markInForce(view, one));

// The price in force: a later edit is another matter. A tax is no amount.
function priceOf(view: View, { collection, row, field, keptJson }: Conflict): number | null {
  const value: unknown = view.get(collection, row)?.f[field] ?? JSON.parse(keptJson);
  return field === 'priceMinor' && typeof value === 'number' ? value : null;
}

function unbornRows(view: View, nowMs: number): Exception[] {
  const found: Exception[] = [];
  for (const collection of CATALOG.values()) {
    if (collection.class !== 'intent' && !MENU_COLLECTIONS.includes(collection.name)) continue;
    for (const row of view.all(collection.name)) {
      const heardMs = readStamp(row.st.replace('~', '')).ms;
      // A dish that was purged, and is taken off once more by somebody who did not know: nothing is left to do.
      if (row.f['deleted'] === true) continue;
      if (entityOf(collection, row) || nowMs - heardMs < UNBORN_AGE_MS) continue;
      const order = typeof row.f['order'] === 'string' ? (row.f['order'] as Id<'order'>) : null;
      found.push(exception(ExceptionKind.rowWithoutCreation, [row.id], { order }));
    }
  }
  return found;
}
