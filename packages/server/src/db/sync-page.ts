import { type Id, assert } from '@resto360/domain';
import { CHAIN_START } from '@resto360/sync';
import type { Page, PageRequest } from '@resto360/sync/server';
import { rowText } from './row-sql.ts';
import { type Table, mustTable, quoted } from './tables.ts';
import type { Transaction } from './transaction.ts';

/**
 * Reads one page in one statement: where it ends, whether more waits, and its rows as the text that goes out.
 *
 * **Why** text built by PostgreSQL: rows are neither parsed nor printed again on their way through Node. The limit of
 * bytes goes by the size of the fields as they are stored, which is near enough to what they become.
 */
export async function readPage(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  { since, collections, limitRows, limitBytes }: PageRequest,
): Promise<Page> {
  const found = await transaction.query<PageRecord>({
    ...pageStatement(collections),
    values: [restaurant, since, limitRows, limitBytes],
  });
  const [record] = found.rows;
  assert(record, 'the restaurant exists');
  const { lineage, head, journalHash, to, more, ...rows } = record;
  const lists = collections.flatMap((name) => {
    const list = rows[name];
    return typeof list === 'string' ? [`"${name}":[${list}]`] : [];
  });
  return {
    head: { lineage, head, journalHash: journalHash ?? CHAIN_START },
    to,
    more,
    rowsJson: `{${lists.join(',')}}`,
  };
}

/** What a row's text holds besides its fields: id, version, marks. */
const ROW_BYTES = 150;

type PageRecord = {
  readonly lineage: number;
  readonly head: number;
  readonly journalHash: string | null;
  readonly to: number;
  readonly more: boolean;
} & Readonly<Record<string, unknown>>;

const statements = new Map<string, { readonly name: string; readonly text: string }>();

/** One text per scope, built once; the name lets each connection plan it once. */
function pageStatement(collections: readonly string[]): { readonly name: string; readonly text: string } {
  const key = collections.join(',');
  let statement = statements.get(key);
  if (statement === undefined) {
    statement = { name: `page_${statements.size}`, text: pageText(collections) };
    statements.set(key, statement);
  }
  return statement;
}

/**
 * `changed` walks the version indexes of the scope together, as far as the limit; `bound` is the version of the row
 * that fills the page, absent when everything fits; `later` is the first version behind it.
 */
function pageText(collections: readonly string[]): string {
  const tables = collections.map(mustTable);
  return `
    with bound as materialized (
      select version from (
        select version, row_number() over page as place, sum(bytes) over page as bytes
          from (select version, bytes from (${tables.map(changes).join(' union all ')}) c
                 where restaurant_id = $1 and version > $2 order by version limit $3) changed
        window page as (order by version rows unbounded preceding)
      ) filling
      where place >= $3 or bytes >= $4::bigint
      order by place limit 1
    ), later as materialized (
      select version from (${tables.map(changes).join(' union all ')}) c
       where restaurant_id = $1 and version > (select version from bound) order by version limit 1
    )
    select r.lineage, r.head, r.journal_hash as "journalHash",
           case when exists (select from later) then (select version from bound) else r.head end as "to",
           exists (select from later) as more,
           ${tables.map(rowsText).join(', ')}
      from restaurants r where r.restaurant_id = $1`;
}

// Without a condition of its own each branch is a plain table to the planner, which then merges the indexes lazily.
const changes = (table: Table) =>
  `select restaurant_id, version, pg_column_size(f) + ${ROW_BYTES} as bytes from ${quoted(table.name)}`;

/** The rows of one collection, separated by commas; NULL where nothing changed. */
const rowsText = (table: Table) =>
  `(select string_agg(${rowText('wire')}, ',') from ${quoted(table.name)} t
     where t.restaurant_id = $1 and t.version > $2
       and t.version <= coalesce((select version from bound), ${Number.MAX_SAFE_INTEGER})) as ${quoted(table.collection.name)}`;
