import { exceptionsOf, openExceptions, type Exception } from '@resto360/domain';
import type { DatabasePool } from '../db/pool.ts';
import { type Transaction, withTransaction } from '../db/transaction.ts';
import { sortStoreError } from '../db/transient-store-error.ts';
import { readChangedSince, type ChangedSince } from './changed-since.ts';
import { diffNotices } from './diff-notices.ts';
import { addDecisions, loadView, type LoadedView, mergedWith } from './load-view.ts';
import type { OpenNotice, Restaurant } from './notice.ts';
import { countDays, storeNotices } from './store-notices.ts';

/** What a look came to. `busy`: another process looks at this restaurant. `more`: go on at once. */
export type Scanned = {
  readonly state: 'done' | 'more' | 'nothing_new' | 'busy';
  /** What began, or began again. */
  readonly opened: readonly Exception[];
  /** When the next look is due although nothing is committed. **Units** ms since 1970. */
  readonly dueMs: number | null;
};

/**
 * Looks at what changed in a restaurant since the last look, and notes which exceptions opened and ended (NOT-1).
 *
 * ```
 * claim ─► what changed ─► rows ─► openExceptions ─► compare with what is noted ─► notes, days, version ─► COMMIT
 * ```
 * **Why** one transaction of one moment: a payment seen without its line would be money too much, told to everybody.
 * **Errors** TransientStoreError, also when another process was faster.
 */
export async function scanRestaurant(pool: DatabasePool, restaurant: Restaurant, nowMs: number): Promise<Scanned> {
  try {
    return await withTransaction(pool, { mode: 'judge', restaurantId: restaurant }, async (transaction) => {
      const claim = await claimScan(transaction, restaurant);
      if (!claim) return { state: 'busy', opened: [], dueMs: null };
      const { head, dueMs } = claim;
      const since = claim.since > head ? 0 : claim.since;
      if (since === head && (dueMs === null || dueMs > nowMs)) return { state: 'nothing_new', opened: [], dueMs };
      return look(transaction, restaurant, { since, head, nowMs });
    });
  } catch (error) {
    throw sortStoreError(error);
  }
}

type Claim = { readonly since: number; readonly dueMs: number | null; readonly head: number };

async function claimScan(transaction: Transaction, restaurant: Restaurant): Promise<Claim | undefined> {
  const [, claimed, house] = await Promise.all([
    transaction.query({
      text: 'insert into exception_scans (restaurant_id) values ($1) on conflict do nothing',
      values: [restaurant],
    }),
    transaction.query<{ readonly since: number; readonly due: Date | null }>({
      text: `select scanned_version as since, due_at as due from exception_scans where restaurant_id = $1
                for update skip locked`,
      values: [restaurant],
    }),
    transaction.query<{ readonly head: number }>({
      text: 'select head from restaurants where restaurant_id = $1',
      values: [restaurant],
    }),
  ]);
  const [row] = claimed.rows;
  const head = house.rows[0]?.head ?? 0;
  return row && { since: row.since, dueMs: row.due?.getTime() ?? null, head };
}

async function look(
  transaction: Transaction,
  restaurant: Restaurant,
  at: { readonly since: number; readonly head: number; readonly nowMs: number },
): Promise<Scanned> {
  const { nowMs } = at;
  const read = await readChangedSince(transaction, restaurant, at);
  // Also what may end: a dish that is cancelled on one part ends a matter of the whole.
  const changed = { ...read, orders: await mergedWith(transaction, restaurant, read.orders) };
  const noted = await readOpenNotices(transaction, restaurant, changed);
  const loaded = await loadView(transaction, restaurant, { changed, noted, nowMs });
  const found = await judge(transaction, restaurant, loaded, nowMs);
  const changes = diffNotices(found, noted, loaded.scope);
  const first = await storeNotices(transaction, restaurant, changes, nowMs);
  await countDays(transaction, restaurant, { since: at.since, to: changed.to, first, nowMs });
  const dueMs = loaded.dueMs;
  await transaction.query({
    text: 'update exception_scans set scanned_version = $2, due_at = $3 where restaurant_id = $1',
    values: [restaurant, changed.to, dueMs === null ? null : new Date(dueMs)],
  });
  return { state: changed.to < at.head ? 'more' : 'done', opened: changes.opened, dueMs };
}

// Those that a look may end or find again: of the orders it reads, and those that hang on no order.
async function readOpenNotices(
  transaction: Transaction,
  restaurant: Restaurant,
  { orders, decisions }: ChangedSince,
): Promise<readonly OpenNotice[]> {
  const { rows } = await transaction.query<OpenNotice>({
    text: `select exception_id as id, kind, subjects, "order", amount_minor as "amountMinor" from exception_notices
            where restaurant_id = $1 and ended_at is null
              and ("order" is null or "order" = any($2::uuid[]) or exception_id = any($3::uuid[])
                   or kind in ('quarantined_op', 'in_suspense', 'row_without_creation'))`,
    values: [restaurant, orders, decisions],
  });
  return rows;
}

async function judge(
  transaction: Transaction,
  restaurant: Restaurant,
  { view }: LoadedView,
  nowMs: number,
): Promise<readonly Exception[]> {
  const odd = exceptionsOf(view, nowMs);
  const ids = odd.map(({ id }) => id);
  const areDecided = odd.length > 0 && (await addDecisions(transaction, restaurant, view, ids));
  return areDecided ? openExceptions(view, nowMs) : odd;
}
