import { exceptionsOf } from '../exceptions.ts';
import { ExceptionKind, type Exception } from '../kernel/exception.ts';
import { markOf } from '../kernel/mark-of.ts';
import type { Mark } from '../kernel/row.ts';
import { find, listAll, type View } from '../kernel/view.ts';
import { orderLines, orders } from '../order/schema.ts';
import { conflicts } from '../server-collections.ts';
import { listDecidedTwice } from './decided-twice.ts';
import { endsItself } from './remedy.ts';
import { decisions } from './schema.ts';

/**
 * The exceptions that wait for a person: all but those with a standing decision about this very amount (SYN-4).
 * **Units** `nowMs` since 1970, as for `exceptionsOf`.
 */
export function openExceptions(view: View, nowMs: number): Exception[] {
  return exceptionsOf(view, nowMs).filter((one) => !isDecided(view, one));
}

function isDecided(view: View, one: Exception): boolean {
  const decision = find(view, decisions, one.id);
  if (decision?.state !== 'decided' || decision.amountMinor !== one.amountMinor) return false;
  return !endsItself(decision.remedy, one.kind) && hasSeenAll(view, one);
}

// Nobody decides about what was written after: a price edited apart once more, an order that moved again.
function hasSeenAll(view: View, one: Exception): boolean {
  const row = view.get(decisions.name, one.id);
  const decided = (row && markOf(decisions, row, 'state')) ?? '';
  return (MARKS[one.kind]?.(view, one) ?? []).every((mark) => mark.replace('~', '') < decided);
}

const MARKS: Readonly<Partial<Record<ExceptionKind, (view: View, one: Exception) => readonly Mark[]>>> = {
  [ExceptionKind.priceEditedTwice]: (view, { subjects }) =>
    listAll(view, conflicts)
      .filter(({ row, field }) => subjects.includes(row) && subjects.includes(field))
      .flatMap(({ keptMark, lostMark }) => [keptMark, lostMark]),
  [ExceptionKind.decidedTwice]: (view, { subjects: [id = ''] }) =>
    listDecidedTwice(view)
      .filter(({ row }) => row === id)
      .flatMap(({ keptMark, lostMark }) => [keptMark, lostMark]),
  [ExceptionKind.sentTwiceDifferently]: (view, { subjects: [id = ''] }) =>
    Object.values(view.get(orderLines.name, id)?.alt ?? {}).flatMap((values) => values.map(([mark]) => mark)),
  [ExceptionKind.movedAfterPayment]: (view, { subjects: [id = ''] }) => {
    const row = view.get(orders.name, id);
    const mark = row && markOf(orders, row, 'table');
    return mark === undefined ? [] : [mark];
  },
};
