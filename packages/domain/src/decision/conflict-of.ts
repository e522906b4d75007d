import type { Entity } from '../kernel/collection.ts';
import type { Exception } from '../kernel/exception.ts';
import { listAll, type View } from '../kernel/view.ts';
import { conflicts } from '../server-collections.ts';

/** The concurrent edit that an exception about a price or a tax speaks of: the latest of them. */
export function conflictOf(
  view: View,
  { subjects }: Pick<Exception, 'subjects'>,
): Entity<typeof conflicts> | undefined {
  return listAll(view, conflicts)
    .filter(
      ({ row, field, needsPerson }) => needsPerson === 'yes' && subjects.includes(row) && subjects.includes(field),
    )
    .toSorted((a, b) => (laterMark(a) < laterMark(b) ? -1 : laterMark(a) > laterMark(b) ? 1 : a.id < b.id ? -1 : 1))
    .at(-1);
}

const laterMark = ({ keptMark, lostMark }: Entity<typeof conflicts>) => (keptMark > lostMark ? keptMark : lostMark);
