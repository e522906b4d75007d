import { CATALOG, type Collection, type Shape, assert } from '@resto360/domain';

/** One column: of the rows' own, or generated from a field, or from half a status. */
export type TableColumn = { readonly name: string; readonly type: ColumnType };
export type ColumnType = 'bigint' | 'boolean' | 'int' | 'jsonb' | 'text' | 'uuid';

/** One field of a collection and the columns that show it. */
export type TableField = { readonly name: string; readonly shape: Shape; readonly columns: readonly TableColumn[] };

/** The table of one collection. */
export type Table = {
  readonly name: string;
  readonly collection: Collection;
  readonly fields: readonly TableField[];
  /** Orders also know when something of them changed (SYN-3). */
  readonly hasTreeVersion: boolean;
};

/** Columns that every table has besides those generated from its fields. */
export const SYNC_COLUMNS: readonly TableColumn[] = [
  { name: 'id', type: 'uuid' },
  { name: 'version', type: 'bigint' },
  { name: 'st', type: 'text' },
  { name: 'sv', type: 'bigint' },
  { name: 'extra', type: 'jsonb' },
  { name: 'f', type: 'jsonb' },
];

// The collection `devices` is what devices know of each other; the table of that name keeps their tokens and chains.
const otherNames: Readonly<Record<string, string>> = { devices: 'device_rows' };

/** Every collection's table: what the migrations made, as the catalog says it. */
export const TABLES: ReadonlyMap<string, Table> = new Map(
  [...CATALOG.values()].map((collection) => [collection.name, tableOf(collection)]),
);

/** The table of a collection. */
export function mustTable(collection: string): Table {
  const table = TABLES.get(collection);
  assert(table, 'the collection is in the catalog');
  return table;
}

/** A name as SQL takes it, whatever words it reserves. */
export const quoted = (name: string): string => `"${name}"`;

function tableOf(collection: Collection): Table {
  return {
    name: otherNames[collection.name] ?? collection.name,
    collection,
    fields: Object.entries(collection.fields).map(([name, { shape }]) => ({
      name,
      shape,
      columns: columnsOf(snakeCase(name), shape),
    })),
    hasTreeVersion: collection.name === 'orders',
  };
}

function columnsOf(name: string, shape: Shape): TableColumn[] {
  switch (shape.kind) {
    case 'nullable':
    case 'either':
      return columnsOf(name, shape.of);
    case 'status':
      return [
        { name: `${name}_epoch`, type: 'int' },
        { name: `${name}_rank`, type: 'text' },
      ];
    case 'id':
      return [{ name, type: 'uuid' }];
    case 'integer':
      return [{ name, type: 'bigint' }];
    case 'flag':
      return [{ name, type: 'boolean' }];
    case 'list':
    case 'record':
      return [{ name, type: 'jsonb' }];
    case 'text':
    case 'install':
    case 'oneOf':
      return [{ name, type: 'text' }];
  }
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
