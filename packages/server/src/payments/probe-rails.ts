import type { Id } from '@resto360/domain';
import { brokenOf, Orchestrator, type AttemptRow, type WorkerDeps } from '@resto360/payments';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction } from '../db/transaction.ts';
import { QUEUE_COLUMNS, attemptRowOf, type QueueRecord } from './queue-record.ts';

/** Of so many newest attempts one is read: the provider may be unable to tell of a single one. */
const ROWS = 5;

/**
 * Looks whether rails that are left alone answer again, by a read of one of their latest attempts (PAY-17). **Why**: tills
 * offer them no more, so nobody waits who could look.
 */
export async function probeRails(
  restaurant: Id<'restaurant'>,
  deps: { readonly pool: DatabasePool; readonly worker: WorkerDeps },
): Promise<void> {
  const { breaker, nowMs } = deps.worker;
  await Promise.all(
    breaker.open.map(async ({ key }) => {
      const row = await someRowOf(restaurant, key, deps);
      // Whoever waits to send may look as well, once in each pause: it is taken only with something to look at.
      if (row && breaker.mayProbe(key, nowMs())) await new Orchestrator(deps.worker).probe(row);
    }),
  );
}

async function someRowOf(
  restaurant: Id<'restaurant'>,
  key: string,
  { pool, worker }: { readonly pool: DatabasePool; readonly worker: WorkerDeps },
): Promise<AttemptRow | undefined> {
  const { account, operator, isRefunds } = brokenOf(key);
  const found = await withTransaction(pool, { mode: 'snapshot', restaurantId: restaurant }, (transaction) =>
    transaction.query<QueueRecord>({
      text: `select ${QUEUE_COLUMNS} from offline_payment_queue
              where restaurant_id = $1 and account = $2
                and case when $4 then kind = 'refund' and sends + ambiguous_sends > 0
                         else operator is not distinct from $3 and kind in ('push', 'checkout') end
              order by asked_at desc limit ${ROWS}`,
      values: [restaurant, account, operator, isRefunds],
    }),
  );
  const record = found.rows[Math.floor(worker.random() * found.rows.length)];
  return record && attemptRowOf(record);
}
