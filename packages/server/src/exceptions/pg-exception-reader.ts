import { conflicts, entityOf, type Id, type Install, type Row } from '@resto360/domain';
import type { DatabasePool } from '../db/pool.ts';
import { rowText } from '../db/row-sql.ts';
import { type Transaction, withTransaction } from '../db/transaction.ts';
import { sortStoreError } from '../db/transient-store-error.ts';
import type { ConflictsPage, ConflictsQuery, ExceptionReader, ManualShare } from './exception-reader.ts';
import type { Restaurant } from './notice.ts';
import { readNotices } from './read-notices.ts';

/** The reader on PostgreSQL. **Units** ms since 1970. */
export function pgExceptionReader(pool: DatabasePool, nowMs: () => number): ExceptionReader {
  const read = async <T>(restaurant: Restaurant, work: (transaction: Transaction) => Promise<T>): Promise<T> => {
    try {
      return await withTransaction(pool, { mode: 'snapshot', restaurantId: restaurant }, work);
    } catch (error) {
      throw sortStoreError(error);
    }
  };
  return {
    notices: (restaurant, query) => read(restaurant, (now) => readNotices(now, restaurant, query)),
    conflicts: (restaurant, query) => read(restaurant, (now) => readConflicts(now, restaurant, query)),
    share: (restaurant, days) => read(restaurant, (now) => readShare(now, restaurant, { days, nowMs: nowMs() })),
  };
}

async function readConflicts(
  transaction: Transaction,
  restaurant: Restaurant,
  { sinceVersion, needsPerson, limit }: ConflictsQuery,
): Promise<ConflictsPage> {
  const [head, found, named, staff] = await Promise.all([
    transaction.query<{ readonly head: number }>({
      text: 'select head from restaurants where restaurant_id = $1',
      values: [restaurant],
    }),
    transaction.query<{ readonly row: string }>({
      text: `select ${rowText('wire')} as row from conflicts t
              where t.restaurant_id = $1 and t.version > $2 and ($3::text is null or t.needs_person = $3)
              order by t.version fetch first ($4::bigint) rows with ties`,
      values: [restaurant, sinceVersion, needsPerson ?? null, limit],
    }),
    transaction.query<{ readonly install: Install; readonly name: string }>({
      text: 'select install, name from devices where restaurant_id = $1',
      values: [restaurant],
    }),
    transaction.query<{ readonly id: Id; readonly name: string }>({
      text: 'select id, name from staff where restaurant_id = $1 and name is not null',
      values: [restaurant],
    }),
  ]);
  const rows = found.rows.map(({ row }) => JSON.parse(row) as Row);
  // With ties a page never ends inside a version; one that is not full is the last.
  const isFull = rows.length >= limit;
  const version = isFull ? (rows.at(-1)?.v ?? sinceVersion) : (head.rows[0]?.head ?? 0);
  const shown = rows.flatMap((row) => {
    const conflict = entityOf(conflicts, row);
    return conflict ? [{ ...conflict, version: row.v }] : [];
  });
  const names = new Map(named.rows.map(({ install, name }) => [install, name]));
  const people = new Map(staff.rows.map(({ id, name }) => [id, name]));
  return { version, more: isFull, conflicts: shown, names, people };
}

async function readShare(
  transaction: Transaction,
  restaurant: Restaurant,
  { days, nowMs }: { readonly days: number; readonly nowMs: number },
): Promise<ManualShare> {
  const { rows } = await transaction.query<{ readonly ops: number; readonly opened: number; readonly open: number }>({
    text: `select coalesce(sum(d.ops), 0)::bigint as ops, coalesce(sum(d.opened), 0)::bigint as opened,
                  (select count(*) from exception_notices n where n.restaurant_id = $1 and n.ended_at is null) as open
             from exception_days d
            where d.restaurant_id = $1 and d.day > ($2::timestamptz at time zone 'utc')::date - $3::int`,
    values: [restaurant, new Date(nowMs), days],
  });
  const { ops = 0, opened = 0, open = 0 } = rows[0] ?? {};
  return { days, ops, opened, open, share: ops === 0 ? null : opened / ops };
}
