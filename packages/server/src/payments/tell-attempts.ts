import type { Id, Json } from '@resto360/domain';
import type { AttemptRow } from '@resto360/payments';
import { putServerRows, type ServerStore } from '@resto360/sync/server';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction } from '../db/transaction.ts';
import { QUEUE_COLUMNS, attemptRowOf, type QueueRecord } from './queue-record.ts';

/**
 * Tells the tills where attempts stand: as rows of payment_attempts, at a version of their own. What was changed and not told
 * (a process died in between) is told by the next look. Answers how many it told.
 */
export async function tellAttempts(
  restaurant: Id<'restaurant'>,
  deps: { readonly pool: DatabasePool; readonly store: ServerStore; readonly nowMs: () => number },
): Promise<number> {
  const untold = await withTransaction(deps.pool, { mode: 'snapshot', restaurantId: restaurant }, (transaction) =>
    transaction.query<QueueRecord>({
      name: 'payment_untold',
      text: `select ${QUEUE_COLUMNS} from offline_payment_queue
              where restaurant_id = $1 and told_version < version order by id limit ${AT_ONCE}`,
      values: [restaurant],
    }),
  );
  const rows = untold.rows.map(attemptRowOf);
  if (rows.length === 0) return 0;
  await putServerRows(restaurant, 'payment_attempts', rows.map(toldOf), deps);
  await withTransaction(deps.pool, { mode: 'write', restaurantId: restaurant }, (transaction) =>
    transaction.query({
      name: 'payment_told',
      text: `update offline_payment_queue q set told_version = greatest(q.told_version, told.version)
               from unnest($2::uuid[], $3::bigint[]) as told(id, version)
              where q.restaurant_id = $1 and q.id = told.id`,
      values: [restaurant, rows.map(({ id }) => id), rows.map(({ version }) => version)],
    }),
  );
  return rows.length;
}

const AT_ONCE = 100;
const URL_MAX = 400;

function toldOf(row: AttemptRow): { readonly id: Id; readonly f: Readonly<Record<string, Json>> } {
  const { attempt, next } = row;
  return {
    id: row.id,
    f: {
      order: row.order,
      payment: row.payment,
      state: attempt.state,
      failure: attempt.failure,
      acceptedMinor: attempt.acceptedMinor,
      reversedMinor: attempt.reversedMinor,
      grade: attempt.grade,
      isReplaced: attempt.isReplaced,
      operatorTxn: row.operatorTxnId?.slice(0, 80) ?? null,
      nextUrl: next?.kind === 'open_url' && next.url.length <= URL_MAX ? next.url : null,
      nextUssd: next?.kind === 'wait' ? (next.ussd ?? null) : null,
      nextUntil: next?.kind === 'open_url' ? (next.expiresAtMs ?? null) : null,
      changedAt: row.stateSinceMs,
    },
  };
}
