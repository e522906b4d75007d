import { type Json, assert } from '@resto360/domain';
import type { StoredRow } from '@resto360/sync/server';
import { SYNC_COLUMNS, type Table, type TableColumn, quoted } from './tables.ts';

/** A row as its table's columns, ready for {@link upsertText}; what was written as null is remembered in `extra.n`. */
export function recordOf(table: Table, row: StoredRow): Record<string, Json> {
  const record: Record<string, Json> = { id: row.id, version: row.v, st: row.st, sv: row.sv };
  const nulls: Record<string, null> = {};
  let known = 0;
  for (const { name, shape, columns } of table.fields) {
    const value = row.f[name];
    if (value === undefined) continue;
    known++;
    if (value === null) nulls[name] = null;
    const values = shape.kind === 'status' ? (value as readonly Json[]) : [value];
    for (const [index, column] of columns.entries()) record[column.name] = values[index] ?? null;
  }
  assert(known === Object.keys(row.f).length, 'a stored row holds fields of the catalog only');
  const { sx, fv, alt } = row;
  const extra = {
    ...(sx && { sx }),
    ...(fv && { fv }),
    ...(alt && { alt }),
    ...(Object.keys(nulls).length > 0 && { n: nulls }),
  };
  if (Object.keys(extra).length > 0) record['extra'] = extra as Json;
  return record;
}

/** Puts rows (`$2`, a JSON list of records) of a restaurant (`$1`) in place of what was there. */
export function upsertText(table: Table): string {
  const columns = [...SYNC_COLUMNS, ...table.fields.flatMap((field) => field.columns), ...treeColumns(table)];
  const names = columns.map(({ name }) => quoted(name));
  const sets = columns.filter(({ name }) => name !== 'id').map((column) => setText(table, column));
  return `insert into ${quoted(table.name)} as t (restaurant_id, ${names.join(', ')})
    select $1::uuid, ${names.map((name) => `r.${name}`).join(', ')}
      from jsonb_to_recordset($2::jsonb) as r(${columns.map(({ name, type }) => `${quoted(name)} ${type}`).join(', ')})
        on conflict (restaurant_id, id) do update set ${sets.join(', ')}`;
}

// An order that is written without its tree being told keeps the tree version it had.
function setText(table: Table, { name }: TableColumn): string {
  const column = quoted(name);
  return table.hasTreeVersion && name === treeColumn.name
    ? `${column} = coalesce(excluded.${column}, t.${column})`
    : `${column} = excluded.${column}`;
}

const treeColumn: TableColumn = { name: 'tree_version', type: 'bigint' };
const treeColumns = (table: Table) => (table.hasTreeVersion ? [treeColumn] : []);
