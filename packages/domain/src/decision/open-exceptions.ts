import { exceptionsOf } from '../exceptions.ts';
import { ExceptionKind, type Exception } from '../kernel/exception.ts';
import { markOf } from '../kernel/mark-of.ts';
import { find, listAll, type View } from '../kernel/view.ts';
import { conflicts } from '../server-collections.ts';
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
  return (
    !endsItself(decision.remedy, one.kind) && (one.kind !== ExceptionKind.priceEditedTwice || hasSeenAll(view, one))
  );
}

// A price that was edited apart once more after somebody had decided asks again.
function hasSeenAll(view: View, one: Exception): boolean {
  const row = view.get(decisions.name, one.id);
  const decided = (row && markOf(decisions, row, 'state')) ?? '';
  return !listAll(view, conflicts).some(({ row: id, field, keptMark, lostMark }) => {
    const isNewer = keptMark > decided || lostMark > decided;
    return isNewer && one.subjects.includes(id) && one.subjects.includes(field);
  });
}
