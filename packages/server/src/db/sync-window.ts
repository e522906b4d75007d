import type { Id } from '@resto360/domain';
import { DIGEST_VERSIONS_MAX, type PageDigest, type RowSums } from '@resto360/sync';
import type { PageRequest, Window, WritePlan } from '@resto360/sync/server';
import { mustTable, quoted } from './tables.ts';
import type { Transaction } from './transaction.ts';

/** The head below the first commit on or after a day. */
const floorAt = (day: string) =>
  `(select d.head from restaurant_days d where d.restaurant_id = $1 and d.day >= ${day} order by d.day limit 1)`;

/** Remembers the head below the first commit of a day; sent before the head moves. */
export function noteDay(transaction: Transaction, restaurant: Id<'restaurant'>, day: number): Promise<unknown> {
  return transaction.query({
    name: 'restaurant_day',
    text: `insert into restaurant_days (restaurant_id, day, head)
           select restaurant_id, $2, head from restaurants where restaurant_id = $1
               on conflict do nothing`,
    values: [restaurant, day],
  });
}

/** Closed orders of long ago that this plan touches come whole: sent before its rows are written (SYN-20). */
export function raiseOldOrders(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  { treeOrders, days: { edge }, head }: WritePlan,
): Promise<unknown> {
  return transaction.query({
    name: 'orders_raise',
    text: 'select raise_old_orders($1, $2::uuid[], $3, $4)',
    values: [restaurant, treeOrders, edge, head],
  });
}

/** The version up to which closed orders stand behind a window now, never below its reader's own floor. */
export async function readFloor(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  { today, days, floor }: Window,
): Promise<number> {
  const found = await transaction.query<{ readonly floor: number | null }>({
    name: 'window_floor',
    text: `select ${floorAt('least($2::int, r.last_day) - $3::int')} as floor from restaurants r where r.restaurant_id = $1`,
    values: [restaurant, today, days],
  });
  return Math.max(floor, found.rows[0]?.floor ?? 0);
}

/** The floor of a page for a reader that holds nothing: `$4` today, `$5` days, `$6` the reader's floor so far. */
export const windowEdge = `edge as materialized (
  select max(greatest($6::bigint, ${floorAt('least($4::int, r.last_day) - $5::int')})) as floor
    from restaurants r where r.restaurant_id = $1),`;

/**
 * What keeps rows behind the window out of a page: a condition over rows of all collections of a scope, with the floor in
 * `edge`. It is `isBehind` of the sync package in SQL.
 */
export function windowCondition(collections: readonly string[]): string {
  const place = (name: string) => collections.indexOf(name);
  return `case
      when place = ${place('conflicts')} then version > (select floor from edge) or f ->> 'needsPerson' = 'yes'
      else not exists (
        select 1 from orders o
         where o.restaurant_id = $1 and o.id = case when place = ${place('orders')} then rows_of_scope.id else (rows_of_scope.f ->> 'order')::uuid end
           and o.version <= (select floor from edge) and o.status_rank = 'closed'
           and not exists (
             select 1 from orders r
              where r.restaurant_id = $1 and r.id in (o.merged_into, o.closed_with)
                and not (r.version <= (select floor from edge) and coalesce(r.status_rank = 'closed', false)))
           and not exists (${inOpenShift('payments')}) and not exists (${inOpenShift('refunds')}))
      end`;
}

const inOpenShift = (money: string) => `
  select 1 from ${money} m
   where m.restaurant_id = $1 and m."order" = o.id
     and not exists (select 1 from shift_closings c where c.restaurant_id = $1 and c.shift = m.shift)`;

/** The digest of a scope at the head: `whole` collections from 0, others of the newest versions (SYN-22). */
export async function readDigest(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  collections: readonly string[],
  { whole, fromDay }: NonNullable<PageRequest['digest']>,
): Promise<PageDigest> {
  const sums = collections.map((name, place) => {
    const range = whole.includes(name) ? '' : 'and t.version > edge.above';
    return `select edge.above, ${place} as place, count(t.id)::bigint as count,
                   mod(coalesce(sum(('x' || right(t.id::text, 6))::bit(24)::int * mod(t.version, 16777216)), 0), 281474976710656)::bigint as "check"
              from edge left join ${quoted(mustTable(name).name)} t on t.restaurant_id = $1 ${range}
             group by edge.above`;
  });
  const found = await transaction.query<{ above: number; place: number; count: number; check: number }>({
    name: `digest_${collections.length}_${whole.length}`,
    text: `with edge as materialized (
             select max(greatest(0, r.head - ${DIGEST_VERSIONS_MAX}, coalesce(${floorAt('least($2::int, r.last_day)')}, 0))) as above
               from restaurants r where r.restaurant_id = $1)
           ${sums.join(' union all ')}`,
    values: [restaurant, fromDay],
  });
  const named = found.rows.map(({ place, count, check }) => [collections[place] ?? '', [count, check]] as const);
  return { above: found.rows[0]?.above ?? 0, sums: Object.fromEntries(named) satisfies RowSums };
}
