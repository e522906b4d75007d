import { CATALOG } from '../catalog.ts';
import { isAboveBoth, markInForce } from '../conflict-marks.ts';
import { ExceptionKind, type Exception } from '../kernel/exception.ts';
import type { Id } from '../kernel/ids.ts';
import type { Json } from '../kernel/json.ts';
import { find, listAll, type View } from '../kernel/view.ts';
import { MENU_COLLECTIONS } from '../menu/schema.ts';
import { adjustments, orderLines, voids } from '../order/schema.ts';
import { attemptRefunds, refunds } from '../payment/schema.ts';
import { conflicts, devices, quarantine, suspense } from '../server-collections.ts';
import { conflictOf } from './conflict-of.ts';
import { listDecidedTwice } from './decided-twice.ts';
import {
  attemptSides,
  claimSide,
  lateSides,
  openingsOf,
  paymentsOf,
  receiptSide,
  receiptsOf,
  refundsOf,
} from './money-sides.ts';
import { linesOf, mergesOf, moveOf, ordersOf, removalOf, sendsOf, voidsOf } from './order-sides.ts';
import { side, wroteAt, type Side } from './side.ts';

/** What stands against what in an exception, the earlier first; empty where the rows are not on this device. */
export function sidesOf(view: View, one: Exception): readonly Side[] {
  const sides = SIDES[one.kind](view, one);
  // Of two values the one in force stands first, of two events the earlier.
  return sides.toSorted((a, b) => Number(b.isKept ?? false) - Number(a.isKept ?? false) || (a.at ?? 0) - (b.at ?? 0));
}

/** Both values of a concurrent edit: what counts, and what lost; neither counts any more once a third was written. */
export function sidesOfConflict(view: View, id: Id): readonly Side[] {
  const one = find(view, conflicts, id);
  if (!one) return [];
  const isOver = isAboveBoth(one, markInForce(view, one));
  const isKept = (kept: boolean) => (isOver ? null : kept);
  const kept = {
    value: JSON.parse(one.keptJson) as Json,
    isKept: isKept(true),
    by: one.keptActor,
    ...wroteAt(one.keptMark),
  };
  const lost = {
    value: JSON.parse(one.lostJson) as Json,
    isKept: isKept(false),
    by: one.lostActor,
    ...wroteAt(one.lostMark),
  };
  return [side('value', { ...kept, text: one.field }), side('value', { ...lost, text: one.field })];
}

type Sides = (view: View, one: Exception) => readonly Side[];

const SIDES: Readonly<Record<ExceptionKind, Sides>> = {
  [ExceptionKind.overpaid]: (view, one) => paymentsOf(view, one),
  [ExceptionKind.overRefunded]: refundsOf,
  [ExceptionKind.lineAfterClose]: (view, one) => [...receiptsOf(view, one), ...linesOf(view, one, 'line')],
  [ExceptionKind.movedAfterPayment]: (view, one) => [...paymentsOf(view, one), ...moveOf(view, one)],
  [ExceptionKind.sentTwiceDifferently]: sendsOf,
  [ExceptionKind.removedButSent]: (view, one) => [...linesOf(view, one, 'send'), ...removalOf(view, one)],
  [ExceptionKind.overVoid]: (view, one) => [...linesOf(view, one, 'line'), ...voidsOf(view, one)],
  [ExceptionKind.tableOpenedTwice]: ordersOf,
  [ExceptionKind.mergedInCircle]: mergesOf,
  [ExceptionKind.drawerOpenedTwice]: openingsOf,
  [ExceptionKind.floatUnknown]: openingsOf,
  [ExceptionKind.receiptNumberRepeated]: bothReceipts,
  [ExceptionKind.receiptTwice]: bothReceipts,
  [ExceptionKind.rowWithoutCreation]: strayRow,
  [ExceptionKind.priceEditedTwice]: (view, one) => sidesOfConflict(view, conflictOf(view, one)?.id ?? ''),
  [ExceptionKind.quarantinedOp]: heldOp,
  [ExceptionKind.inSuspense]: suspendedOp,
  [ExceptionKind.agedGrant]: agedFact,
  [ExceptionKind.tabletCopied]: tabletsOf,
  [ExceptionKind.referenceUsedTwice]: (view, { subjects }) => subjects.flatMap((id) => claimSide(view, id)),
  [ExceptionKind.claimUnproven]: attemptSides,
  [ExceptionKind.amountHeld]: attemptSides,
  [ExceptionKind.moneyLate]: lateSides,
  [ExceptionKind.moneyMissing]: (view, one) => paymentsOf(view, one),
  [ExceptionKind.decidedTwice]: decisionsOf,
};

function bothReceipts(view: View, { subjects }: Exception): Side[] {
  return subjects.flatMap((id) => receiptSide(view, id));
}

function strayRow(view: View, { subjects: [id = ''] }: Exception): Side[] {
  for (const { name, class: kind } of CATALOG.values()) {
    const row = kind === 'intent' || MENU_COLLECTIONS.includes(name) ? view.get(name, id) : undefined;
    if (row) return [side('row', { text: name, ...wroteAt(row.st) })];
  }
  return [];
}

function suspendedOp(view: View, { subjects: [id = ''] }: Exception): Side[] {
  const row = view.get(suspense.name, id);
  const op = find(view, suspense, id);
  if (!op) return [];
  const { kind: text, amountMinor, install, actor, why: value } = op;
  return [side('op', { text, value, amountMinor, by: actor, install, at: wroteAt(row?.st).at })];
}

// What it was, and what it is since it was found out.
function tabletsOf(view: View, { subjects: [id = ''] }: Exception): Side[] {
  const copy = find(view, devices, id);
  const before = copy && listAll(view, devices).find(({ install }) => install === copy.copyOf);
  return [before, copy].flatMap((one) => {
    if (!one) return [];
    const { series: value, install } = one;
    return [side('device', { value, install, at: wroteAt(view.get(devices.name, one.id)?.st).at })];
  });
}

// What each decided, and by whom; neither is out of force, because what both wrote stands.
function decisionsOf(view: View, { subjects: [id = ''] }: Exception): Side[] {
  const told = listDecidedTwice(view).filter(({ row }) => row === id);
  const byMark = new Map(
    told.flatMap(({ keptMark, keptJson, keptActor, lostMark, lostJson, lostActor }) => [
      [keptMark, { json: keptJson, by: keptActor }] as const,
      [lostMark, { json: lostJson, by: lostActor }] as const,
    ]),
  );
  return [...byMark].map(([mark, { json, by }]) => {
    const value = JSON.parse(json) as { readonly by?: Id<'staff'> };
    return side('decision', { value, by: by ?? value.by ?? null, ...wroteAt(mark) });
  });
}

function agedFact(view: View, { subjects: [id = ''] }: Exception): Side[] {
  const voided = find(view, voids, id);
  if (voided) {
    const { quantity, by, at, line, reason } = voided;
    const text = find(view, orderLines, line)?.name ?? reason;
    return [side('void', { quantity, by, at, text, install: installIn(view, voids.name, id) })];
  }
  const fact = find(view, refunds, id) ?? find(view, attemptRefunds, id) ?? find(view, adjustments, id);
  if (!fact) return [];
  const { amountMinor, by, at, reason: text } = fact;
  const what = 'kind' in fact ? 'adjustment' : 'refund';
  const name = 'kind' in fact ? adjustments.name : 'attempt' in fact ? attemptRefunds.name : refunds.name;
  return [side(what, { amountMinor, by, at, text, install: installIn(view, name, id) })];
}

const installIn = (view: View, collection: string, id: Id) => wroteAt(view.get(collection, id)?.st).install;

function heldOp(view: View, { subjects: [id = ''] }: Exception): Side[] {
  const op = find(view, quarantine, id);
  if (!op) return [];
  const { kind: text, amountMinor, install, actor, stamp, code: value } = op;
  return [side('op', { text, value, amountMinor, by: actor, install, at: wroteAt(stamp ?? undefined).at })];
}
