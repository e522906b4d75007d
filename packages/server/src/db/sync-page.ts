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
 * bytes goes by the rows' size in the table and the length of their names, which is near enough to what they become.
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
  const { lineage, head, journalHash, to, more, rowsJson } = record;
  return { head: { lineage, head, journalHash: journalHash ?? CHAIN_START }, to, more, rowsJson };
}

type PageRecord = {
  readonly lineage: number;
  readonly head: number;
  readonly journalHash: string | null;
  readonly to: number;
  readonly more: boolean;
  readonly rowsJson: string;
};

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
  const sized = tables.map((table) => changes(table, `pg_column_size(t) + ${nameBytes(table)} as bytes`, '$2'));
  const next = tables.map((table) => changes(table, '0 as bytes', '(select version from bound)'));
  return `
    with bound as materialized (
      select version from (
        select version, row_number() over page as place, sum(bytes) over page as bytes
          from (select version, bytes from (${sized.join(' union all ')}) c order by version limit $3) changed
        window page as (order by version rows unbounded preceding)
      ) filling
      where place >= $3 or bytes >= $4::bigint
      order by place limit 1
    ), later as materialized (
      select version from (${next.join(' union all ')}) c order by version limit 1
    )
    select r.lineage, r.head, r.journal_hash as "journalHash",
           case when exists (select from later) then (select version from bound) else r.head end as "to",
           exists (select from later) as more,
           concat('{', substr(concat(${tables.map(rowsText).join(', ')}), 2), '}') as "rowsJson"
      from restaurants r where r.restaurant_id = $1`;
}

const changes = (table: Table, bytes: string, above: string) =>
  `select t.version, ${bytes} from ${quoted(table.name)} t where t.restaurant_id = $1 and t.version > ${above}`;

/** `,"orders":[…]`, or NULL where nothing of the collection changed. */
const rowsText = (table: Table) =>
  `',"${table.collection.name}":[' || (
     select string_agg(${rowText(table, 'wire')}, ',') from ${quoted(table.name)} t
      where t.restaurant_id = $1 and t.version > $2
        and t.version <= coalesce((select version from bound), ${Number.MAX_SAFE_INTEGER})
   ) || ']'`;

/** What a row's text holds besides its values: names, quotes, and ids, which are longer in writing. */
function nameBytes({ fields }: Table): number {
  return fields.reduce((sum, { name, columns }) => sum + name.length + 4 + (columns[0]?.type === 'uuid' ? 22 : 0), 80);
}
