import { MENU_COLLECTIONS, type Id } from '@resto360/domain';
import { DIGEST_VERSIONS_MAX, MONEY_OF_SHIFTS, type PageDigest, type RowSums } from '@resto360/sync';
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
  { days, floor }: Window,
): Promise<number> {
  const found = await transaction.query<{ readonly floor: number | null }>({
    name: 'window_floor',
    text: `select ${floorAt('r.last_day - $2::int')} as floor from restaurants r where r.restaurant_id = $1`,
    values: [restaurant, days],
  });
  return Math.max(floor, found.rows[0]?.floor ?? 0);
}

/** The floor of a page for a reader that holds nothing: `$4` days, `$5` the reader's floor so far. */
export const windowEdge = `edge as materialized (
  select max(greatest($5::bigint, ${floorAt('r.last_day - $4::int')})) as floor
    from restaurants r where r.restaurant_id = $1),`;

/**
 * What keeps rows behind the window out of a page: a condition over rows of all collections of a scope, with the floor in
 * `edge`. It is `isBehind` of the sync package in SQL.
 */
export function windowCondition(collections: readonly string[]): string {
  const place = (name: string) => collections.indexOf(name);
  return `case
      when place = ${place('conflicts')} then version > (select floor from edge) or f ->> 'needsPerson' = 'yes' or f ->> 'collection' = 'decisions'
      when place = ${place('decisions')} then true
      when place = any('{${MENU_COLLECTIONS.map(place).join(',')}}') then version > (select floor from edge) or not coalesce(f ->> 'deleted' = 'true', false)
      else not exists (
        select 1 from orders o
         where o.restaurant_id = $1 and o.id = case when place = ${place('orders')} then rows_of_scope.id else (rows_of_scope.f ->> 'order')::uuid end
           and ${isOld('o')}
           and case when ${isMerged} then not exists (${ringInside}) else not ${inOpenShift('o')} end)
      end`;
}

const isOld = (order: string) =>
  `${order}.version <= (select floor from edge) and coalesce(${order}.status_rank = 'closed', false)`;

const inOpenShift = (order: string) => {
  const of = (money: string) => `exists (
    select 1 from ${money} m
     where m.restaurant_id = $1 and m."order" = ${order}.id and m.shift is not null
       and not exists (select 1 from shift_closings c where c.restaurant_id = $1 and c.shift = m.shift))`;
  return `(${MONEY_OF_SHIFTS.map(of).join(' or ')})`;
};

const isMerged = `(
  o.merged_into is not null or o.closed_with is not null
    or exists (select 1 from orders p where p.restaurant_id = $1 and p.merged_into = o.id)
    or exists (select 1 from orders p where p.restaurant_id = $1 and p.closed_with = o.id))`;

// Of what was merged one is open, or newer, or in an open shift: then all of them are inside.
const ringInside = `
  with recursive ring(id) as (
    select o.id
     union
    select linked.id from ring cross join lateral (
      select unnest(array[r.merged_into, r.closed_with]) as id from orders r where r.restaurant_id = $1 and r.id = ring.id
       union all
      select r.id from orders r where r.restaurant_id = $1 and r.merged_into = ring.id
       union all
      select r.id from orders r where r.restaurant_id = $1 and r.closed_with = ring.id) linked
     where linked.id is not null)
  select 1 from ring join orders q on q.restaurant_id = $1 and q.id = ring.id
   where not (${isOld('q')}) or ${inOpenShift('q')}`;

/** The digest of a scope at the head: `whole` collections from 0, others above what a floor still touches (SYN-22). */
export async function readDigest(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  { collections, digest, window }: Pick<PageRequest, 'collections' | 'digest' | 'window'>,
): Promise<PageDigest> {
  const { whole, raised } = digest ?? { whole: [], raised: 0 };
  const sums = collections.map((name, place) => {
    const table = mustTable(name);
    const live = 'deleted' in table.collection.fields ? 'and not coalesce(t.deleted, false)' : '';
    const range = whole.includes(name) ? live : `${live} and t.version > edge.above`;
    return `select edge.above, ${place} as place, count(t.id)::bigint as count,
                   mod(coalesce(sum(('x' || right(t.id::text, 6))::bit(24)::int * mod(t.version, 16777216)), 0), 281474976710656)::bigint as "check"
              from edge left join ${quoted(table.name)} t on t.restaurant_id = $1 ${range}
             group by edge.above`;
  });
  const found = await transaction.query<{ above: number; place: number; count: number; check: number }>({
    name: `digest_${collections.length}_${whole.length}`,
    text: `with told as materialized (
             select r.head, greatest($2::bigint, ${floorAt('r.last_day - $3::int')}) as floor
               from restaurants r where r.restaurant_id = $1),
           edge as materialized (
             select max(greatest(0, told.head - ${DIGEST_VERSIONS_MAX}, case when told.floor > 0 then coalesce(${floorAt(
               '(select e.day from restaurant_days e where e.restaurant_id = $1 and e.head >= told.floor order by e.day limit 1) + $4::int',
             )}, told.head) else 0 end)) as above from told)
           ${sums.join(' union all ')}`,
    values: [restaurant, window?.floor ?? 0, window?.days ?? 1_000_000, raised],
  });
  const named = found.rows.map(({ place, count, check }) => [collections[place] ?? '', [count, check]] as const);
  return { above: found.rows[0]?.above ?? 0, sums: Object.fromEntries(named) satisfies RowSums };
}
