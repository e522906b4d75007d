import { type Id, type Install, type Row, assert } from '@resto360/domain';
import { rowText } from './row-sql.ts';
import { mustTable, quoted } from './tables.ts';
import type { Transaction } from './transaction.ts';

/** Orders changed above a version; a page ends at the first version boundary at or after its limit. */
export type OrdersDeltaRequest = { readonly sinceVersion: number; readonly limit: number };

/** One page of orders, in the order of their last change. */
export type OrdersDelta = {
  /** Ask for what is above this one next. */
  readonly version: number;
  readonly more: boolean;
  readonly orders: readonly OrderTree[];
};

/** A born order and everything its total needs. */
export type OrderTree = {
  readonly treeVersion: number;
  readonly row: Row;
  /** What hangs on it, by collection. */
  readonly under: ReadonlyMap<string, readonly Row[]>;
  /** The install that wrote the newest mark of the tree, by its name where it has one. */
  readonly lastModifiedBy: { readonly install: Install; readonly name: string | null };
  /** A concurrent edit of the order or of a line was settled, by rule or by a person. */
  readonly conflictResolved: boolean;
};

/** Reads the orders that changed, with what belongs to them. */
export async function readOrdersDelta(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  { sinceVersion, limit }: OrdersDeltaRequest,
): Promise<OrdersDelta> {
  const asking = transaction.query<TreeRecord>({
    name: 'orders_delta',
    text: ordersText,
    values: [restaurant, sinceVersion, limit],
  });
  const ending = transaction.query<EndRecord>({
    name: 'orders_delta_end',
    text: endText,
    values: [restaurant, sinceVersion, limit],
  });
  const naming = transaction.query<{ install: Install; name: string }>({
    name: 'devices_names',
    text: 'select install, name from devices where restaurant_id = $1',
    values: [restaurant],
  });
  const [asked, ended, named] = await Promise.all([asking, ending, naming]);
  const [end] = ended.rows;
  assert(end, 'the restaurant exists');
  const names = new Map(named.rows.map(({ install, name }) => [install, name]));
  return { version: end.version, more: end.more, orders: asked.rows.map((record) => toTree(record, names)) };
}

type TreeRecord = {
  readonly treeVersion: number;
  readonly conflictResolved: boolean;
  readonly row: string;
} & Readonly<Record<(typeof children)[number][0], string | null>>;
type EndRecord = { readonly version: number; readonly more: boolean };

const children = [
  ['lines', 'order_lines'],
  ['payments', 'payments'],
  ['refunds', 'refunds'],
  ['voids', 'voids'],
  ['adjustments', 'adjustments'],
  ['requests', 'payment_requests'],
  ['claims', 'claims'],
  ['attemptRefunds', 'attempt_refunds'],
  ['attempts', 'payment_attempts'],
] as const;

const isBorn = 'o.restaurant_id = $1 and o.born';
const boundText = `(select o.tree_version from orders o where ${isBorn} and o.tree_version > $2
   order by o.tree_version offset $3::bigint - 1 limit 1)`;

/** The end of the page that ordersText reads: both see the same moment. */
const endText = `
  with bound as (select ${boundText} as version),
       later as (select exists (select from orders o where ${isBorn} and o.tree_version > (select version from bound)) as more)
  select later.more, case when later.more then bound.version else r.head end as version
    from bound, later, restaurants r where r.restaurant_id = $1`;

const ordersText = `
  select o.tree_version as "treeVersion", ${rowText('wire', 'o')} as row,
         ${children.map(([name, collection]) => `${childrenText(collection)} as "${name}"`).join(', ')},
         exists (select from conflicts c where c.restaurant_id = $1
                    and (c."row" = o.id or c."row" in (select l.id from order_lines l
                                                        where l.restaurant_id = $1 and l."order" = o.id))) as "conflictResolved"
    from orders o
   where ${isBorn} and o.tree_version > $2
     and o.tree_version <= coalesce(${boundText}, ${Number.MAX_SAFE_INTEGER})
   order by o.tree_version`;

function childrenText(collection: string): string {
  const table = mustTable(collection);
  const born = 'born' in table.collection.fields ? ' and t.born' : '';
  return `(select string_agg(${rowText('wire')}, ',') from ${quoted(table.name)} t
            where t.restaurant_id = $1 and t."order" = o.id${born})`;
}

function toTree(record: TreeRecord, names: ReadonlyMap<Install, string>): OrderTree {
  const under = children.map(
    ([name, collection]) => [collection, JSON.parse(`[${record[name] ?? ''}]`) as Row[]] as const,
  );
  const row = JSON.parse(record.row) as Row;
  const written = under.flatMap(([collection, rows]) => (collection === 'payment_attempts' ? [] : rows));
  const install = newestMark([row, ...written]).slice(-10);
  return {
    treeVersion: record.treeVersion,
    row,
    under: new Map(under),
    lastModifiedBy: { install, name: names.get(install) ?? null },
    conflictResolved: record.conflictResolved,
  };
}

function newestMark(rows: readonly Row[]): string {
  const marks = rows.flatMap((row) => [row.st, ...Object.values(row.sx ?? {})]);
  return marks.map((mark) => mark.replace('~', '')).reduce((newest, mark) => (mark > newest ? mark : newest), '');
}
