import {
  conflicts,
  listAll,
  MapView,
  MENU_COLLECTIONS,
  readStamp,
  UNBORN_AGE_MS,
  type Id,
  type Row,
} from '@resto360/domain';
import { rowText } from '../db/row-sql.ts';
import { mustTable, quoted } from '../db/tables.ts';
import type { Transaction } from '../db/transaction.ts';
import type { ChangedSince } from './changed-since.ts';
import type { OpenNotice, Restaurant } from './notice.ts';
import type { Scope } from './scope.ts';

/** The rows of one look, as a view that the domain's own rules read; and what they cover. */
export type LoadedView = {
  readonly view: MapView;
  readonly scope: Scope;
  /** When a row that still waits for its creation will be old enough to be mentioned. **Units** ms since 1970. */
  readonly dueMs: number | null;
};

/** Receipts of one number that are read: two are odd, and no till gives out more by mistake. */
const SAME_NUMBER_MAX = 50;
const OF_ORDER = [
  'order_lines',
  'voids',
  'adjustments',
  'payments',
  'refunds',
  'receipts',
  'payment_requests',
  'claims',
  'payment_wishes',
  'attempt_refunds',
  'payment_attempts',
];
// One reference for two payments: few by its nature, wherever the two orders are.
const sameReference = `exists (select from claims c
  where c.restaurant_id = t.restaurant_id and c.rail = t.rail and c.reference = t.reference and c.id <> t.id)`;
const notDiscarded = `not exists (select from quarantine q
  where q.restaurant_id = t.restaurant_id and q.id = t.id and q.state = 'discarded')`;
const INTENTS = ['orders', 'order_lines', 'item_availability', 'decisions'];

/**
 * Loads what can be odd after a stretch of versions: the orders that changed, each whole; the drawers and the receipt
 * numbers that changed; and all of what is rare. **Why** an order is whole or not there: a payment without its lines
 * would look like money too much. SQL chooses generously, and only the domain judges.
 */
export async function loadView(
  transaction: Transaction,
  restaurant: Restaurant,
  { changed, noted, nowMs }: { readonly changed: ChangedSince; readonly noted: readonly OpenNotice[]; nowMs: number },
): Promise<LoadedView> {
  const decided = new Set(changed.decisions);
  const about = noted.filter(({ id }) => decided.has(id)).flatMap(({ subjects }) => subjects.filter(isUuid));
  const load = loader(transaction, restaurant);
  const { orders } = changed;
  const twice = idsOf(await load('orders', twiceAtOneTable, []));
  const atTables = await mergedWith(transaction, restaurant, [...twice]);
  const [openings, receipts, rare, ...unborn] = await Promise.all([
    load('shift_openings', drawersWhere, [changed.drawers, about]),
    load('receipts', numbersWhere, [changed.numbers, about]),
    Promise.all([
      load('orders', 't.id = any($2::uuid[])', [[...orders, ...atTables]]),
      load('conflicts', "t.needs_person = 'yes'", []),
      load('conflicts', "t.collection = 'decisions'", []),
      load('quarantine', "t.state is null or t.state = 'waiting'", []),
      load('suspense', notDiscarded, []),
      load('devices', 't.copy_of is not null', []),
      load('claims', sameReference, []),
      load(
        'payment_attempts',
        `t.id = any(array(select t.id from claims t where t.restaurant_id = $1 and ${sameReference}))`,
        [],
      ),
      ...OF_ORDER.map((name) => load(name, 't."order" = any($2::uuid[])', [orders])),
    ]),
    ...INTENTS.map((name) => load(name, 't.born is null', [])),
    ...MENU_COLLECTIONS.map((name) => load(name, 't.born is null and t.deleted is distinct from true', [])),
  ]);
  const view = new MapView();
  const put = ({ name, rows }: Loaded) => rows.forEach((row) => view.put(name, row));
  [openings, receipts, ...rare, ...unborn].forEach(put);
  put(await load('shift_closings', 't.drawer = any($2::uuid[])', [fieldOf(openings, 'drawer')]));
  for (const one of await loadEdited(view, load)) put(one);
  const scope = { orders: new Set(orders), openings: idsOf(openings), receipts: idsOf(receipts) };
  return { view, scope, dueMs: dueOf(unborn, nowMs) };
}

/** Adds the decisions about these exceptions; true where there is one. */
export async function addDecisions(
  transaction: Transaction,
  restaurant: Restaurant,
  view: MapView,
  exceptions: readonly Id[],
): Promise<boolean> {
  const { name, rows } = await loader(transaction, restaurant)('decisions', 't.id = any($2::uuid[])', [exceptions]);
  for (const row of rows) view.put(name, row);
  return rows.length > 0;
}

/** Orders with every part of what was merged: what one of them owes is said with all of them (ORD-1). */
export async function mergedWith(
  transaction: Transaction,
  restaurant: Restaurant,
  orders: readonly Id[],
): Promise<readonly Id[]> {
  const found = await transaction.query<{ readonly id: Id }>({
    text: `with recursive ring(id) as (
             select unnest($2::uuid[])
              union
             select linked.id from ring cross join lateral (
               select unnest(array[o.merged_into, o.closed_with]) as id from orders o where o.restaurant_id = $1 and o.id = ring.id
                union all
               select o.id from orders o where o.restaurant_id = $1 and o.merged_into = ring.id
                union all
               select o.id from orders o where o.restaurant_id = $1 and o.closed_with = ring.id) linked
              where linked.id is not null)
           select id from ring`,
    values: [restaurant, orders],
  });
  return found.rows.map(({ id }) => id);
}

type Loaded = { readonly name: string; readonly rows: readonly Row[] };
type Load = (collection: string, where: string, more: readonly unknown[]) => Promise<Loaded>;

function loader(transaction: Transaction, restaurant: Restaurant): Load {
  return async (name, where, more) => {
    const found = await transaction.query<{ readonly row: string }>({
      text: `select ${rowText('wire')} as row from ${quoted(mustTable(name).name)} t
              where t.restaurant_id = $1 and (${where})`,
      values: [restaurant, ...more],
    });
    return { name, rows: found.rows.map(({ row }) => JSON.parse(row) as Row) };
  };
}

// Each list of ids is made first and then searched by: an "or" over a subquery would read the whole table.
/** Every opening of a drawer that is concerned: which of them make one shift hangs on all of them. */
const drawersWhere = `t.drawer = any($2::uuid[] || array(
  select o.drawer from shift_openings o where o.restaurant_id = $1 and o.id = any($3::uuid[])))`;
const numbersWhere = `t.id = any($3::uuid[] || array(
  select same.id from unnest($2::text[]) as n(number) cross join lateral (
    select r.id from receipts r
     where r.restaurant_id = $1
       and r.number collate "C" >= n.number || '-' and r.number collate "C" < n.number || '.'
     order by r.number collate "C" limit ${SAME_NUMBER_MAX}) same))`;
const isOpen = "status_rank is distinct from 'closed'";
const twiceAtOneTable = `t.${isOpen} and t."table" = any(array(
  select o."table" from orders o where o.restaurant_id = $1 and o.${isOpen} and o."table" is not null
   group by o."table" having count(*) > 1))`;

// What two people edited apart: whether somebody wrote it once more since, only its own row tells.
async function loadEdited(view: MapView, load: Load): Promise<readonly Loaded[]> {
  const byCollection = new Map<string, Set<string>>();
  for (const { collection, row } of listAll(view, conflicts)) {
    byCollection.set(collection, (byCollection.get(collection) ?? new Set()).add(row));
  }
  return Promise.all([...byCollection].map(([name, ids]) => load(name, 't.id = any($2::uuid[])', [[...ids]])));
}

function dueOf(unborn: readonly Loaded[], nowMs: number): number | null {
  const due = unborn
    .flatMap(({ rows }) => rows.map((row) => readStamp(row.st.replace('~', '')).ms + UNBORN_AGE_MS))
    .filter((ms) => ms > nowMs);
  return due.length === 0 ? null : Math.min(...due);
}

const idsOf = ({ rows }: Loaded): ReadonlySet<Id> => new Set(rows.map(({ id }) => id));
const fieldOf = ({ rows }: Loaded, field: string) => [...new Set(rows.map(({ f }) => f[field]))];
const isUuid = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text);
