import { assert } from '../kernel/assert.ts';
import { changesOf, listEdited, type RowEdit } from '../kernel/edit.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import type { Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import type { View } from '../kernel/view.ts';
import { withoutRight, type Context } from './context.ts';
import { Action } from './rights.ts';
import { Role, staff } from './schema.ts';

/**
 * One save of the list of people: a new one, another name, role or PIN, no longer active. Nobody is ever deleted: what
 * they did stays theirs. Only an owner may.
 * **Errors** no_right; last_owner when nobody active would be an owner any more; and those of `changesOf`.
 */
export function editStaff(view: View, edits: readonly RowEdit[], context: Context): Result<readonly Change[], Refusal> {
  assert(
    edits.every(({ of }) => of.name === staff.name),
    'the editor of people writes people',
  );
  const owners = listEdited(view, staff, edits).filter(({ role, active }) => role === Role.owner && active);
  return (
    withoutRight(context, Action.editStaff) ??
    (owners.length === 0 ? refuse(RefusalCode.lastOwner) : undefined) ??
    changesOf(view, edits)
  );
}
