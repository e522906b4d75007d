import { canonicalJson, type Json, type Row, type View } from '@resto360/domain';
import { scopeOf, type DeviceKind } from '@resto360/sync';
import type { Truth } from './rig-tablet.ts';

/** Everything a row says, as one text: two rows are the same when these are. */
export const textOfRow = (row: Row | undefined): string =>
  row ? canonicalJson([row.v, row.st, row.f, row.sx ?? null, row.alt ?? null] as Json) : '';

/** Rows of a kind's scope that a view has otherwise than the tables: collection and id. */
export function wrongRows(view: View, kind: DeviceKind, truth: Truth): string[] {
  return scopeOf(kind).collections.flatMap((name) =>
    [...(truth.get(name)?.values() ?? [])].flatMap((row) =>
      textOfRow(view.get(name, row.id)) === textOfRow(row) ? [] : [`${name} ${row.id}`],
    ),
  );
}
