import { AttemptState, isActive, isCounted, isWatched, type AttemptWish, type Id } from '@resto360/domain';
import type { AttemptNote } from '@resto360/payments';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction } from '../db/transaction.ts';
import type { Jobs } from './jobs.ts';
import { mayAnswer } from './may-answer.ts';
import { wishQueued } from './wish-attempts.ts';
import { QUEUE_COLUMNS, type QueueRecord } from './queue-record.ts';

/** What is listed: one of the groups in which people think, a rail, a kind, at most so many, after one that was shown. */
export type QueueQuery = {
  readonly group?: QueueGroup;
  readonly status?: string;
  readonly rail?: string;
  readonly kind?: string;
  readonly order?: string;
  readonly limit: number;
  readonly after?: string;
};

const STATES = Object.values(AttemptState);
const WAITS_FOR_PERSON: ReadonlySet<AttemptState> = new Set<AttemptState>([
  'integrity_hold',
  'unverifiable',
  'late_success',
]);

/** `open`: will move by itself · `person`: waits for one · `paid` · `none`: brought no money. */
export const QUEUE_GROUPS = {
  open: STATES.filter((state) => isActive(state) && !WAITS_FOR_PERSON.has(state)),
  person: STATES.filter((state) => WAITS_FOR_PERSON.has(state)),
  paid: STATES.filter(isCounted),
  none: STATES.filter(isWatched),
};
export type QueueGroup = keyof typeof QUEUE_GROUPS;

/** The queue of one restaurant for people and programs: read, and told what to do. */
export type QueueDesk = {
  list(restaurant: Id<'restaurant'>, query: QueueQuery): Promise<readonly QueueRecord[]>;
  events(restaurant: Id<'restaurant'>, attempt: string): Promise<readonly AttemptNote[]>;
  /**
   * `no_right`: `by` is nobody of the staff who may answer for it · `unknown`: there is none of this id · `elsewhere`: it
   * stands where this can not be done.
   */
  wish(
    restaurant: Id<'restaurant'>,
    wish: { readonly attempt: string; readonly wish: AttemptWish; readonly reason: string; readonly by: string },
  ): Promise<'done' | 'no_right' | 'unknown' | 'elsewhere'>;
};

/** On PostgreSQL. */
export function pgQueueDesk({
  pool,
  jobs,
  nowMs,
}: {
  readonly pool: DatabasePool;
  readonly jobs: Jobs;
  readonly nowMs: () => number;
}): QueueDesk {
  return {
    async list(restaurant, { group, status, rail, kind, order, limit, after }) {
      const statuses = status === undefined ? (group === undefined ? null : QUEUE_GROUPS[group]) : [status];
      const found = await withTransaction(pool, { mode: 'snapshot', restaurantId: restaurant }, (transaction) =>
        transaction.query<QueueRecord>({
          name: 'payment_list',
          text: `select ${QUEUE_COLUMNS} from offline_payment_queue q
                  where restaurant_id = $1
                    and ($2::text[] is null or status = any($2)) and ($3::text is null or rail = $3)
                    and ($4::text is null or kind = $4) and ($5::uuid is null or "order" = $5)
                    and ($6::uuid is null or (asked_at, id) < (select a.asked_at, a.id from offline_payment_queue a
                                                               where a.restaurant_id = $1 and a.id = $6))
                  order by asked_at desc, id desc limit $7`,
          values: [restaurant, statuses, rail ?? null, kind ?? null, order ?? null, after ?? null, limit],
        }),
      );
      return found.rows;
    },
    async events(restaurant, attempt) {
      const found = await withTransaction(pool, { mode: 'snapshot', restaurantId: restaurant }, (transaction) =>
        transaction.query<Omit<AttemptNote, 'atMs'> & { readonly at: Date }>({
          name: 'payment_events',
          text: `select at, call, told, from_status as "from", to_status as "to" from payment_events
                  where restaurant_id = $1 and attempt = $2 order by version, place limit 500`,
          values: [restaurant, attempt],
        }),
      );
      return found.rows.map(({ at, ...note }) => ({ ...note, atMs: at.getTime() }));
    },
    async wish(restaurant, wish) {
      const outcome = await withTransaction(pool, { mode: 'write', restaurantId: restaurant }, async (transaction) => {
        if (!(await mayAnswer(transaction, restaurant, wish.by))) return 'no_right';
        const wished = await wishQueued(transaction, restaurant, wish, nowMs());
        if (wished === 'done') await jobs.send(transaction, [{ restaurant, attempt: wish.attempt, atMs: nowMs() }]);
        return wished;
      });
      if (outcome === 'done') jobs.poke();
      return outcome;
    },
  };
}
