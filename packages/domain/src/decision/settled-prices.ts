import { isAboveBoth, markInForce } from '../conflict-marks.ts';
import { ExceptionKind, exception } from '../kernel/exception.ts';
import type { Entity } from '../kernel/collection.ts';
import type { Json } from '../kernel/json.ts';
import type { Mark } from '../kernel/row.ts';
import { readStamp } from '../kernel/stamp.ts';
import { find, listAll, type View } from '../kernel/view.ts';
import { conflicts } from '../server-collections.ts';
import { decisions } from './schema.ts';

type Conflict = Entity<typeof conflicts>;

/** A price or tax that two people wrote apart, with the edit that settled it: its mark, and the value it wrote. */
export type SettledPrice = { readonly conflict: Conflict; readonly mark: Mark; readonly value: Json };

/**
 * Prices and taxes that waited for a person and were written once more by somebody who knew both values: the other price
 * from the inbox is such an edit, and so is a new price in the menu. Where a decision settled it first, that one stands in
 * the history by itself.
 */
export function settledPrices(view: View): SettledPrice[] {
  const all = listAll(view, conflicts).filter(({ needsPerson }) => needsPerson === 'yes');
  return all.flatMap((conflict) => {
    const same = all.filter((one) => one !== conflict && one.row === conflict.row && one.field === conflict.field);
    // Edited apart once more before anybody looked: that is told by the last of them.
    if (same.some((later) => isFurther(conflict, later))) return [];
    const found = settlingOf(view, conflict, same);
    return found && !wasDecided(view, conflict, found.mark) ? [{ conflict, ...found }] : [];
  });
}

// One of its values met a third one, which was written without knowing the other.
function isFurther(conflict: Conflict, later: Conflict): boolean {
  const marks = [conflict.keptMark, conflict.lostMark];
  const isShared = marks.includes(later.keptMark) || marks.includes(later.lostMark);
  return (
    isShared && (newest(later) > newest(conflict) || (newest(later) === newest(conflict) && later.id > conflict.id))
  );
}

// The first value known here that was written above both: in force now, or met by another one later.
function settlingOf(view: View, conflict: Conflict, same: readonly Conflict[]) {
  const known = same.flatMap(({ keptMark, keptJson, lostMark, lostJson }) => [
    { mark: keptMark, value: JSON.parse(keptJson) as Json },
    { mark: lostMark, value: JSON.parse(lostJson) as Json },
  ]);
  const value = view.get(conflict.collection, conflict.row)?.f[conflict.field] ?? null;
  return [...known, { mark: markInForce(view, conflict), value }]
    .filter(({ mark }) => isAboveBoth(conflict, mark))
    .toSorted((a, b) => (a.mark < b.mark ? -1 : 1))[0];
}

function wasDecided(view: View, conflict: Conflict, mark: Mark): boolean {
  const decision = find(view, decisions, exception(ExceptionKind.priceEditedTwice, [conflict.row, conflict.field]).id);
  if (decision?.state !== 'decided') return false;
  return decision.at > readStamp(newest(conflict)).ms && decision.at < readStamp(mark).ms;
}

const newest = ({ keptMark, lostMark }: Conflict): Mark => (keptMark > lostMark ? keptMark : lostMark);
