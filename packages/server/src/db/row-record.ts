import type { Json } from '@resto360/domain';
import type { StoredRow } from '@resto360/sync/server';
import { SYNC_COLUMNS, type Table, type TableColumn, quoted } from './tables.ts';

/** A row as its table's own columns, ready for {@link upsertText}. */
export function recordOf({ id, v, st, sv, f, sx, fv, alt }: StoredRow): Record<string, Json> {
  const extra = { ...(sx && { sx }), ...(fv && { fv }), ...(alt && { alt }) };
  return { id, version: v, st, sv, f, extra: Object.keys(extra).length > 0 ? extra : null };
}

/** Puts rows (`$2`, a JSON list of records) of a restaurant (`$1`) in place of what was there. */
export function upsertText(table: Table): string {
  const columns = [...SYNC_COLUMNS, ...(table.hasTreeVersion ? [treeColumn] : [])];
  const names = columns.map(({ name }) => name).join(', ');
  const sets = columns.filter(({ name }) => name !== 'id').map(setText);
  return `insert into ${quoted(table.name)} as t (restaurant_id, ${names})
    select $1::uuid, ${names} from jsonb_to_recordset($2::jsonb) as r(${columns.map(declared).join(', ')})
        on conflict (restaurant_id, id) do update set ${sets.join(', ')}`;
}

const treeColumn: TableColumn = { name: 'tree_version', type: 'bigint' };
const declared = ({ name, type }: TableColumn) => `${name} ${type}`;

// An order that is written without its tree being told keeps the tree version it had.
const setText = ({ name }: TableColumn) =>
  name === treeColumn.name ? `${name} = coalesce(excluded.${name}, t.${name})` : `${name} = excluded.${name}`;
