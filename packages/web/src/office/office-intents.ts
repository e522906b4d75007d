import {
  drawers,
  editDrawers,
  editMenu,
  editsOf,
  editStaff,
  editTables,
  staff,
  settings,
  areas,
  tables,
} from '@resto360/domain';
import type { Context, RowEdit } from '@resto360/domain';
import type { Intent } from '../station/station.ts';
import type { Person } from '../staff/staff-session.ts';

/** A save of the office as an intent: one op, of the kind that its rows belong to. */
export function saveIntent(person: Person, edits: readonly RowEdit[]): Intent {
  const [kind, command] = commandOf(edits);
  const now = (): Context => ({ actor: person.id, role: person.role, nowMs: Date.now() });
  return { kind, actor: person.id, make: (view) => command(view, edits, now()) };
}

function commandOf(edits: readonly RowEdit[]) {
  const touches = (of: { readonly name: string }) => editsOf(edits, of).length > 0;
  if (touches(staff)) return ['staff.edit', editStaff] as const;
  if (touches(drawers)) return ['floor.edit', editDrawers] as const;
  if ([settings, areas, tables].some(touches)) return ['floor.edit', editTables] as const;
  return ['menu.edit', editMenu] as const;
}
