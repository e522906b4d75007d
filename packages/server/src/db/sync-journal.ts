import type { Id } from '@resto360/domain';
import type { JournalEntry, StoredRow } from '@resto360/sync/server';
import { monthOfOp } from './op-month.ts';
import { rowText } from './row-sql.ts';
import { mustTable, quoted } from './tables.ts';
import type { Transaction } from './transaction.ts';

const COLUMNS =
  'id, version, position, install, seq, prev, link, body, kind, actor, stamp, effective, base, verdict, code, ' +
  '(extract(epoch from received_at) * 1000)::bigint as "receivedAt", chain';

/** Journal entries above a version, as far as the version of the entry that reaches the limit. */
export async function readJournal(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  { above, limit }: { readonly above: number; readonly limit: number },
): Promise<readonly JournalEntry[]> {
  const found = await transaction.query<JournalEntry>({
    name: 'ops_journal',
    text: `select ${COLUMNS}
             from ops
            where restaurant_id = $1 and version > $2
              and version <= coalesce(
                    (select version from ops where restaurant_id = $1 and version > $2
                      order by version, position offset $3 - 1 limit 1),
                    ${Number.MAX_SAFE_INTEGER})
            order by version, position`,
    values: [restaurant, above, limit],
  });
  return found.rows;
}

/** One op of the journal, with its bytes. */
export async function readEntry(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  id: Id,
): Promise<JournalEntry | undefined> {
  const found = await transaction.query<JournalEntry>({
    name: 'ops_entry',
    text: `select ${COLUMNS} from ops where restaurant_id = $1 and month = $2::date and id = $3`,
    values: [restaurant, monthOfOp(id), id],
  });
  return found.rows[0];
}

/** Every row of a collection, with the versions of its cells. */
export async function readAllRows(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  collection: string,
): Promise<readonly StoredRow[]> {
  const table = mustTable(collection);
  const found = await transaction.query<{ readonly row: string }>({
    text: `select ${rowText('stored')} as row from ${quoted(table.name)} t where t.restaurant_id = $1`,
    values: [restaurant],
  });
  return found.rows.map(({ row }) => JSON.parse(row) as StoredRow);
}
