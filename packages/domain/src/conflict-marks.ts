import { CATALOG } from './catalog.ts';
import type { Entity } from './kernel/collection.ts';
import { markOf } from './kernel/mark-of.ts';
import type { Mark } from './kernel/row.ts';
import type { View } from './kernel/view.ts';
import type { conflicts } from './server-collections.ts';

type Conflict = Entity<typeof conflicts>;

/** Whether a write with this mark lies above both values of a conflict: by somebody who knew them, then that is the value. */
export const isAboveBoth = ({ keptMark, lostMark }: Conflict, mark: Mark): boolean =>
  mark > keptMark && mark > lostMark;

/** The mark of the value that is in force in a conflict's field or group; empty where the row is not on this device. */
export function markInForce(view: View, { collection, row: id, field }: Conflict): Mark {
  const of = CATALOG.get(collection);
  const row = view.get(collection, id);
  if (!of || !row) return '';
  const names =
    field in of.fields ? [field] : Object.keys(of.fields).filter((name) => of.fields[name]?.group === field);
  return names.map((name) => markOf(of, row, name)).find((mark) => mark !== undefined) ?? '';
}
