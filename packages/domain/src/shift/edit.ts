import { assert } from '../kernel/assert.ts';
import { changesOf, listEdited, type RowEdit } from '../kernel/edit.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import type { Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import type { View } from '../kernel/view.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { drawers } from './schema.ts';
import { openShiftOf } from './shifts.ts';

/**
 * One save of the drawers. They are part of the floor for rights and ops (`floor.edit`), and stand here because a drawer
 * with an open shift holds money.
 * **Errors** no_right; drawer_open; last_drawer, because cash has to lie somewhere; and those of `changesOf`.
 */
export function editDrawers(
  view: View,
  edits: readonly RowEdit[],
  context: Context,
): Result<readonly Change[], Refusal> {
  assert(
    edits.every(({ of }) => of.name === drawers.name),
    'the editor of drawers writes drawers',
  );
  const busy = edits.some(({ id, fields }) => fields['deleted'] === true && openShiftOf(view, id));
  const left = listEdited(view, drawers, edits).filter((drawer) => !drawer.deleted);
  return (
    withoutRight(context, Action.editFloor) ??
    (busy ? refuse(RefusalCode.drawerOpen) : undefined) ??
    (left.length === 0 ? refuse(RefusalCode.lastDrawer) : undefined) ??
    changesOf(view, edits)
  );
}
