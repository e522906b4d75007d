import { editsOf, type RowEdit } from '../kernel/edit.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import type { Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, listAll, type View } from '../kernel/view.ts';
import { editFloor } from '../floor/edit.ts';
import { tables } from '../floor/schema.ts';
import type { Context } from '../staff/context.ts';
import { orders } from './schema.ts';

/**
 * A save of the floor that knows of orders: a table at which somebody sits is not taken away under them.
 * **Errors** table_in_use, and those of `editFloor`.
 */
export function editTables(
  view: View,
  edits: readonly RowEdit[],
  context: Context,
): Result<readonly Change[], Refusal> {
  const leaving = editsOf(edits, tables).filter(({ fields }) => fields['deleted'] === true);
  const busy = leaving.find(({ id }) =>
    listAll(view, orders).some((order) => order.table === id && order.status[1] !== 'closed'),
  );
  if (busy) return refuse(RefusalCode.tableInUse, { table: find(view, tables, busy.id)?.name ?? '' });
  return editFloor(view, edits, context);
}
