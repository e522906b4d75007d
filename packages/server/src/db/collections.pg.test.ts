import { CATALOG, type Json } from '@resto360/domain';
import { planOf, sampleRows, writeNext } from '@resto360/sync/server/contract';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestStore, openTestStore } from '../testing/test-store.ts';
import { SYNC_COLUMNS, type Table, type TableField, TABLES, mustTable, quoted } from './tables.ts';

let house: TestStore;
let admin: Client;
beforeAll(async () => {
  house = await openTestStore();
  admin = new Client({ connectionString: house.database.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await house.close();
});

type Column = { readonly name: string; readonly type: string; readonly generated: boolean };

async function columnsOf(table: string): Promise<Column[]> {
  const found = await admin.query<Column>(
    `select attname as name, format_type(atttypid, atttypmod) as type, attgenerated = 's' as generated
       from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attname`,
    [quoted(table)],
  );
  return found.rows;
}

function expectedColumns(table: Table): Column[] {
  const own = [{ name: 'restaurant_id', type: 'uuid' }, ...SYNC_COLUMNS];
  if (table.hasTreeVersion) own.push({ name: 'tree_version', type: 'bigint' });
  const shown = table.fields.flatMap(({ columns }) => columns);
  return [
    ...own.map((column) => ({ ...column, generated: false })),
    ...shown.map(({ name, type }) => ({ name, type: type === 'int' ? 'integer' : type, generated: true })),
  ].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** What the columns of a field show when they are right. */
function shownOf({ name, shape, columns }: TableField, f: Readonly<Record<string, Json>>): [string, Json][] {
  const value = f[name] ?? null;
  const parts = shape.kind === 'status' ? ((value ?? [null, null]) as readonly Json[]) : [value];
  return columns.map((column, index) => [column.name, parts[index] ?? null]);
}

describe('the live database holds the catalog', () => {
  test.each([...TABLES.values()])('$name has the columns of its collection and no others', async (table) => {
    expect(await columnsOf(table.name)).toEqual(expectedColumns(table));
  });

  test.each([...CATALOG.keys()])('the columns of %s show what its fields say', async (collection) => {
    const restaurant = await house.addRestaurant();
    const table = mustTable(collection);
    const rows = sampleRows(collection, 1, 30, 7);
    await writeNext(house.store, restaurant, (version) => planOf(version, { [collection]: rows }));
    const names = table.fields.flatMap(({ columns }) => columns.map(({ name }) => `'${name}', ${quoted(name)}`));
    const found = await admin.query<{ id: string; shown: Record<string, Json> }>(
      `select id, jsonb_build_object(${names.join(', ')}) as shown from ${quoted(table.name)} where restaurant_id = $1`,
      [restaurant],
    );
    const shown = new Map(found.rows.map((row) => [row.id, row.shown]));
    for (const { id, f } of rows) {
      expect(shown.get(id)).toEqual(Object.fromEntries(table.fields.flatMap((field) => shownOf(field, f))));
    }
  });

  test('a schema with one field more is noticed', async () => {
    await admin.query('begin; alter table areas add column smell text');
    expect(await columnsOf('areas')).not.toEqual(expectedColumns(mustTable('areas')));
    await admin.query('rollback');
  });
});
