import { assert } from '../kernel/assert.ts';
import { changesOf, editsOf, listEdited, type RowEdit } from '../kernel/edit.ts';
import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import type { Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import type { View } from '../kernel/view.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { areas, settings, tables } from './schema.ts';

const FLOOR = [areas, tables, settings].map(({ name }) => name);

/**
 * One save of the floor: areas, tables, and the house's own settings (paper, service charge, rounding). What is open
 * keeps the charge and rounding it was opened with.
 * **Errors** no_right; not_found for a table in no area; not_empty for an area with tables; name_taken for two tables of
 * one name; and those of `changesOf`.
 */
export function editFloor(view: View, edits: readonly RowEdit[], context: Context): Result<readonly Change[], Refusal> {
  assert(
    edits.every(({ of }) => FLOOR.includes(of.name)),
    'the floor editor writes the floor',
  );
  return withoutRight(context, Action.editFloor) ?? placeRefusal(view, edits) ?? changesOf(view, edits);
}

function placeRefusal(view: View, edits: readonly RowEdit[]) {
  const standing = listEdited(view, tables, edits).filter((table) => !table.deleted);
  const open = new Set<Id>(
    listEdited(view, areas, edits)
      .filter((area) => !area.deleted)
      .map(({ id }) => id),
  );
  for (const { id, fields } of editsOf(edits, areas)) {
    const count = standing.filter((table) => table.area === id).length;
    if (fields['deleted'] === true && count > 0) return refuse(RefusalCode.notEmpty, { what: areas.name, count });
  }
  for (const { id } of editsOf(edits, tables)) {
    const table = standing.find((one) => one.id === id);
    if (!table) continue;
    if (!open.has(table.area)) return refuse(RefusalCode.notFound, { what: 'area', id: table.area });
    const twin = standing.some((one) => one.id !== id && sameName(one.name, table.name));
    if (twin) return refuse(RefusalCode.nameTaken, { name: table.name });
  }
  return undefined;
}

const sameName = (a: string | null, b: string | null) => a !== null && a.toLowerCase() === b?.toLowerCase();
