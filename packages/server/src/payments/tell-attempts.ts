import { canonicalJson, type Id, type Json } from '@resto360/domain';
import type { AttemptRow } from '@resto360/payments';
import type { ServerStore } from '@resto360/sync/server';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction } from '../db/transaction.ts';
import { putOver } from './put-over.ts';
import { QUEUE_COLUMNS, attemptRowOf, type QueueRecord } from './queue-record.ts';

/**
 * Tells the tills where attempts stand: as rows of payment_attempts, at a version of their own. What was changed and not told
 * (a process died in between) is told by the next look. Answers how many it told.
 *
 * ```
 * look (attempt and what tills have, of one moment) → same: told → another: put, if tills still have that → look again
 * ```
 *
 * **Why** told only by comparing, and put only over what was seen: of two tellers the slower one has the older state. What
 * tills see nothing of, as most reads of a provider, writes nothing that every tablet would have to read.
 */
export async function tellAttempts(
  restaurant: Id<'restaurant'>,
  deps: { readonly pool: DatabasePool; readonly store: ServerStore; readonly nowMs: () => number },
): Promise<number> {
  let told = 0;
  for (let looks = 0; looks < LOOKS_MAX; looks++) {
    const untold = await lookAt(restaurant, deps.pool);
    if (untold.length === 0) return told;
    const rows = untold.map(({ row, over }) => ({ ...row, over }));
    const isPut = await putOver(restaurant, TOLD, rows, deps);
    if (isPut) told += untold.length;
  }
  return told;
}

/** What still changes after so many is told by the next look. */
const LOOKS_MAX = 4;
const AT_ONCE = 100;
const URL_MAX = 400;

type Told = ReturnType<typeof toldOf>;
/** What tills are to be told; `over`: the version of what they have, null where that is nothing. */
type Untold = { readonly row: Told; readonly over: number | null };
type Looked = QueueRecord & { readonly f: Readonly<Record<string, Json>> | null; readonly over: number | null };

/** What tills do not have yet. What they have is noted as told. */
async function lookAt(restaurant: Id<'restaurant'>, pool: DatabasePool): Promise<readonly Untold[]> {
  return withTransaction(pool, { mode: 'write', restaurantId: restaurant }, async (transaction) => {
    const looked = await transaction.query<Looked>({
      name: 'payment_untold',
      text: `select q.*, t.f, t.version as over
               from (select ${QUEUE_COLUMNS} from offline_payment_queue
                      where restaurant_id = $1 and told_version < version order by id limit ${AT_ONCE}) q
               left join payment_attempts t on t.restaurant_id = $1 and t.id = q.id
              order by q.id`,
      values: [restaurant],
    });
    const seen = looked.rows.map(({ f, over, ...record }) => ({ row: toldOf(attemptRowOf(record)), record, f, over }));
    const same = seen.filter(({ row, f }) => f !== null && canonicalJson(f) === canonicalJson(row.f));
    if (same.length > 0) {
      await transaction.query({
        name: 'payment_told',
        text: `update offline_payment_queue q set told_version = told.version
                 from unnest($2::uuid[], $3::bigint[]) as told(id, version)
                where q.restaurant_id = $1 and q.id = told.id and q.version >= told.version`,
        values: [restaurant, same.map(({ record }) => record.id), same.map(({ record }) => record.version)],
      });
    }
    return seen.filter((one) => !same.includes(one)).map(({ row, over }) => ({ row, over }));
  });
}

const TOLD = 'payment_attempts';

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
      suggested: row.suggested?.reference ?? null,
      suggestedAt: row.suggested?.atMs ?? null,
      changedAt: row.stateSinceMs,
    },
  };
}
