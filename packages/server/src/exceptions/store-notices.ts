import { SERVER_INSTALL } from '@resto360/sync';
import type { Exception } from '@resto360/domain';
import type { Transaction } from '../db/transaction.ts';
import type { NoticeChanges } from './diff-notices.ts';
import type { Restaurant } from './notice.ts';

/**
 * Notes what a look found: what opened (for the first time or again), has another amount, or ended. Answers how many
 * were never seen before. **Units** ms since 1970.
 */
export async function storeNotices(
  transaction: Transaction,
  restaurant: Restaurant,
  { opened, changed, ended }: NoticeChanges,
  nowMs: number,
): Promise<number> {
  const now = new Date(nowMs);
  const values = (some: readonly Exception[]) => [restaurant, JSON.stringify(some.map(recordOf)), now];
  let first = 0;
  if (opened.length > 0) {
    first = (await transaction.query({ text: insertText, values: values(opened) })).rowCount;
  }
  if (opened.length + changed.length > 0) {
    await transaction.query({ text: updateText, values: values([...opened, ...changed]) });
  }
  if (ended.length > 0) {
    await transaction.query({
      text: `update exception_notices set ended_at = $3
              where restaurant_id = $1 and exception_id = any($2::uuid[]) and ended_at is null`,
      values: [restaurant, ended.map(({ id }) => id), now],
    });
  }
  return first;
}

const recordsText = `jsonb_to_recordset($2::jsonb)
  as r(id uuid, kind text, subjects jsonb, "order" uuid, amount_minor bigint)`;
/**
 * Later than everything that opened before in this house: looks of servers whose clocks differ come one after the other,
 * and who was told of one is told of the next (NOT-6).
 */
const openingText = `greatest($3::timestamptz, (
  select max(o.opened_at) + interval '1 millisecond' from exception_notices o where o.restaurant_id = $1))`;
const insertText = `
  insert into exception_notices
    (restaurant_id, exception_id, kind, subjects, "order", amount_minor, first_seen_at, opened_at)
  select $1::uuid, r.id, r.kind, r.subjects, r."order", r.amount_minor, $3::timestamptz, ${openingText}
    from ${recordsText}
  on conflict (restaurant_id, exception_id) do nothing`;
const updateText = `
  update exception_notices n
     set subjects = r.subjects, amount_minor = r.amount_minor, ended_at = null,
         opened_at = case when n.ended_at is null then n.opened_at else ${openingText} end
    from ${recordsText}
   where n.restaurant_id = $1 and n.exception_id = r.id`;

const recordOf = ({ id, kind, subjects, order, amountMinor }: Exception) => ({
  id,
  kind,
  subjects,
  order,
  amount_minor: amountMinor,
});

/** Counts by day what devices brought in a stretch of versions, and how many exceptions were seen for the first time. */
export async function countDays(
  transaction: Transaction,
  restaurant: Restaurant,
  stretch: { readonly since: number; readonly to: number; readonly first: number; readonly nowMs: number },
): Promise<void> {
  const { since, to, first, nowMs } = stretch;
  await transaction.query({
    text: `insert into exception_days as d (restaurant_id, day, ops, opened)
           select $1::uuid, day, sum(ops), sum(opened) from (
             select (received_at at time zone 'utc')::date as day, count(*) as ops, 0 as opened from ops
              where restaurant_id = $1 and version > $2 and version <= $3 and install <> $4 and verdict <> 'rejected'
              group by 1
             union all
             select ($5::timestamptz at time zone 'utc')::date, 0, $6::bigint where $6::bigint > 0
           ) found group by day
           on conflict (restaurant_id, day) do update
              set ops = d.ops + excluded.ops, opened = d.opened + excluded.opened
            where d.restaurant_id = $1`,
    values: [restaurant, since, to, SERVER_INSTALL, new Date(nowMs), first],
  });
}
