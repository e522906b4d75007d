import type { Id } from '@resto360/domain';
import { referenceOf } from '@resto360/domain';
import {
  broughtMinor,
  leaving,
  mayBring,
  type AttemptNote,
  type AttemptRow,
  type AttemptStore,
  type Held,
  type Lost,
  type Saved,
  type Taken,
  type WokenBy,
} from '@resto360/payments';
import { errorCode } from '../db/database-error.ts';
import type { DatabasePool } from '../db/pool.ts';
import type { Statement } from '../db/statement.ts';
import { type Transaction, withTransaction } from '../db/transaction.ts';
import type { SendJobs } from './jobs.ts';
import { readOrderDue } from './order-due.ts';
import { QUEUE_COLUMNS, attemptRowOf, changingOf, type QueueRecord } from './queue-record.ts';
import { unspent, unsuggest } from './spent-suggestion.ts';

type LeasedRecord = QueueRecord & { readonly lease_owner: string | null; readonly lease_token: number };

/**
 * The attempts of one restaurant in offline_payment_queue, under the contract of the port. What the next try is, the same
 * transaction hands to the jobs: a row whose wake-up was lost is found by the sweep.
 */
export class PgAttemptStore implements AttemptStore {
  readonly #pool: DatabasePool;
  readonly #restaurant: Id<'restaurant'>;
  readonly #sendJobs: SendJobs;

  constructor(pool: DatabasePool, restaurant: Id<'restaurant'>, sendJobs: SendJobs) {
    this.#pool = pool;
    this.#restaurant = restaurant;
    this.#sendJobs = sendJobs;
  }

  async take(id: string, lease: { readonly owner: string; readonly nowMs: number; readonly leaseMs: number }) {
    const { owner, nowMs, leaseMs } = lease;
    const taken = await this.#write((transaction) =>
      transaction.query<LeasedRecord>({
        name: 'payment_take',
        text: `update offline_payment_queue
                  set lease_owner = $3, lease_token = lease_token + 1, lease_until = $5, is_woken = false
                where restaurant_id = $1 and id = $2 and (lease_owner is null or lease_until <= $4)
            returning ${QUEUE_COLUMNS}, lease_owner, lease_token`,
        values: [this.#restaurant, id, owner, new Date(nowMs), new Date(nowMs + leaseMs)],
      }),
    );
    const [record] = taken.rows;
    return record && { row: attemptRowOf(record), owner, token: record.lease_token };
  }

  async save(held: Held, next: AttemptRow, notes: readonly AttemptNote[]): Promise<Saved | Lost | Taken> {
    try {
      return await this.#write(async (transaction) => {
        const stands = await this.#lock(transaction, held);
        if (!stands) return 'lost';
        if (stands.version !== held.row.version) return { kind: 'changed', held: { ...held, row: stands } };
        const suggested = await unspent(transaction, next);
        return { kind: 'saved', held: await this.#store(transaction, held, { ...next, suggested }, notes) };
      });
    } catch (error) {
      if (errorCode(error) === UNIQUE_VIOLATION) return 'taken';
      throw error;
    }
  }

  start(held: Held, next: AttemptRow, notes: readonly AttemptNote[]): Promise<Held | Lost | 'busy' | 'not_due'> {
    return this.#write(async (transaction) => {
      const due = await readOrderDue(transaction, this.#restaurant, next.order);
      const stands = await this.#lock(transaction, held);
      if (stands?.version !== held.row.version) return 'lost';
      if (due.isUnknown) return 'busy';
      const { attempts: rows, handedBack } = due;
      const isDeferred = stands.attempt.state === 'queued_offline';
      const deferred = isDeferred ? { isPayerAsked: await this.#isAsked(transaction, next) } : undefined;
      const dueMinor = due.dueMinor - broughtMinor({ rows, handedBack });
      const sent = leaving(next, { dueMinor, rows, handedBack, deferred });
      return typeof sent === 'string' ? sent : this.#store(transaction, held, sent, notes);
    });
  }

  async release(held: Held): Promise<void> {
    await this.#write(async (transaction) => {
      const released = await transaction.query<{ readonly next: Date | null }>({
        name: 'payment_release',
        text: `update offline_payment_queue
                  set lease_owner = null, lease_until = null, is_woken = false,
                      next_retry_at = case when is_woken and next_retry_at is not null then now() else next_retry_at end
                where restaurant_id = $1 and id = $2 and lease_owner = $3 and lease_token = $4
            returning case when is_woken then now() else next_retry_at end as next`,
        values: [this.#restaurant, held.row.id, held.owner, held.token],
      });
      const next = released.rows[0]?.next;
      if (next) await this.#sendJobs(transaction, [this.#job(held.row.id, next.getTime())]);
    });
  }

  wake(about: WokenBy, nowMs: number): Promise<readonly string[]> {
    return this.#wakeBy(nowMs, {
      name: 'payment_wake',
      text: `update offline_payment_queue
                set is_woken = true, next_retry_at = least(next_retry_at, $7)
              where ${NAMED}
          returning id, next_retry_at as at`,
      values: [...this.#named(about), new Date(nowMs)],
    });
  }

  // A worker that holds the row may have read before this call: it looks again, where its last look was long ago.
  wakePaced(about: WokenBy, nowMs: number, everyMs: number): Promise<readonly string[]> {
    return this.#wakeBy(nowMs, {
      name: 'payment_wake_paced',
      text: `update offline_payment_queue
                set is_woken = is_woken or ${PACED} <= $7, next_retry_at = least(next_retry_at, ${PACED})
              where ${NAMED}
                and (next_retry_at is null or next_retry_at > ${PACED}
                     or (lease_owner is not null and not is_woken and ${PACED} <= $7))
          returning id, next_retry_at as at`,
      values: [...this.#named(about), new Date(nowMs), everyMs],
    });
  }

  async listDue(nowMs: number, limit: number): Promise<readonly string[]> {
    const due = await withTransaction(this.#pool, { mode: 'snapshot', restaurantId: this.#restaurant }, (transaction) =>
      transaction.query<{ readonly id: string }>({
        name: 'payment_due',
        text: `select id from offline_payment_queue
                where restaurant_id = $1 and next_retry_at <= $2 and (lease_owner is null or lease_until <= $2)
                order by next_retry_at limit $3`,
        values: [this.#restaurant, new Date(nowMs), limit],
      }),
    );
    return due.rows.map(({ id }) => id);
  }

  /** The values of {@link NAMED}. */
  #named({ provider, account, requestId, checkoutId, reference }: WokenBy): readonly unknown[] {
    const named = reference === undefined ? null : referenceOf(reference);
    return [this.#restaurant, provider, account, requestId ?? null, checkoutId ?? null, named];
  }

  #wakeBy(nowMs: number, statement: Statement): Promise<readonly string[]> {
    return this.#write(async (transaction) => {
      const { rows } = await transaction.query<{ readonly id: string; readonly at: Date }>(statement);
      const jobs = rows.map(({ id, at }) => this.#job(id, Math.max(nowMs, at.getTime())));
      if (jobs.length > 0) await this.#sendJobs(transaction, jobs);
      return rows.map(({ id }) => id);
    });
  }

  #write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return withTransaction(this.#pool, { mode: 'write', restaurantId: this.#restaurant }, work);
  }

  /** Somebody is asked already, for whichever order. **Why** only read: two that leave at one moment ring twice, and harm nobody. */
  async #isAsked(transaction: Transaction, { id, payer }: AttemptRow): Promise<boolean> {
    if (payer === null) return false;
    const found = await transaction.query<QueueRecord>({
      name: 'payment_payer',
      text: `select ${QUEUE_COLUMNS} from offline_payment_queue
              where restaurant_id = $1 and payer = $2 and id <> $3 and next_retry_at is not null
                and asked_at > now() - interval '1 day'`,
      values: [this.#restaurant, payer, id],
    });
    return found.rows.some((record) => mayBring(attemptRowOf(record)));
  }

  /** The row as it stands, if it is still in these hands. */
  async #lock(transaction: Transaction, { row, owner, token }: Held): Promise<AttemptRow | undefined> {
    const found = await transaction.query<QueueRecord>({
      name: 'payment_lock',
      text: `select ${QUEUE_COLUMNS} from offline_payment_queue
              where restaurant_id = $1 and id = $2 and lease_owner = $3 and lease_token = $4 for update`,
      values: [this.#restaurant, row.id, owner, token],
    });
    return found.rows[0] && attemptRowOf(found.rows[0]);
  }

  async #store(transaction: Transaction, held: Held, next: AttemptRow, notes: readonly AttemptNote[]): Promise<Held> {
    await storeAttempt(transaction, this.#restaurant, next, notes);
    return { ...held, row: next };
  }

  #job(attempt: string, atMs: number) {
    return { restaurant: this.#restaurant, attempt, atMs };
  }
}

/** The rows that a call names, by `$1` to `$6`. */
const NAMED = `restaurant_id = $1 and provider = $2 and account = $3
                and (provider_request::text = $4 or metadata #>> '{handle,checkoutId}' = $5 or reference = $6)`;
/** The earliest that a row may be looked at again: now (`$7`), or so long after its last look (`$8`). */
const PACED = "greatest($7, last_retry_at + $8 * interval '1 millisecond')";

/** Writes what changed of a row, and the notes about it; money that counts now is suggested to nobody any more. */
export async function storeAttempt(
  transaction: Pick<Transaction, 'query'>,
  restaurant: Id<'restaurant'>,
  next: AttemptRow,
  notes: readonly AttemptNote[],
): Promise<void> {
  const changing = Object.entries(changingOf(next));
  const set = changing.map(([name], index) => `${name} = $${index + 3}`).join(', ');
  const stored = transaction.query({
    name: 'payment_store',
    text: `update offline_payment_queue set ${set} where restaurant_id = $1 and id = $2`,
    values: [restaurant, next.id, ...changing.map(([, value]) => value)],
  });
  const noted = notes.map(({ atMs, call, told, from, to }, place) =>
    transaction.query({
      name: 'payment_note',
      text: `insert into payment_events (restaurant_id, attempt, version, place, at, call, told, from_status, to_status)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      values: [restaurant, next.id, next.version, place, new Date(atMs), call, told.slice(0, 200), from, to],
    }),
  );
  await Promise.all([stored, ...noted, unsuggest(transaction, next)]);
}

const UNIQUE_VIOLATION = '23505';
