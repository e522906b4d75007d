import { ATTEMPT_RULES, type Id } from '@resto360/domain';
import {
  Breaker,
  Orchestrator,
  ReadPace,
  SharedTokens,
  type HttpCall,
  type PaymentProvider,
  type WorkerDeps,
} from '@resto360/payments';
import type { ServerStore } from '@resto360/sync/server';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction } from '../db/transaction.ts';
import type { ServerLog } from '../db/server-log.ts';
import { startRounds } from '../start/rounds.ts';
import type { Accounts } from './accounts.ts';
import { ClosedRails, reopenRails } from './closed-rails.ts';
import type { Jobs } from './jobs.ts';
import { mayLeave } from './house-rules.ts';
import { PgAttemptStore } from './pg-attempt-store.ts';
import { probeRails } from './probe-rails.ts';
import { queueMissing } from './queue-payments.ts';
import { tellAttempts } from './tell-attempts.ts';

/** What a worker needs. */
export type PaymentWorkerDeps = {
  readonly pool: DatabasePool;
  readonly store: ServerStore;
  readonly jobs: Jobs;
  readonly accounts: Accounts;
  readonly provider: (id: string) => PaymentProvider | undefined;
  readonly http: HttpCall;
  readonly listRestaurants: () => Promise<readonly Id<'restaurant'>[]>;
  readonly log: Pick<ServerLog, 'warn'>;
  readonly nowMs: () => number;
  readonly random: () => number;
  /** Unlike every other process: who holds the leases. */
  readonly owner: string;
  readonly returnUrl: string;
  /** How long a request without a row may stay unnoticed; a few minutes where it is left out. **Units** ms. */
  readonly sweepMs?: number;
  /** How long a lost wake-up may, beyond its lease; {@link DUE_EVERY_MS} where it is left out. **Units** ms. */
  readonly dueMs?: number;
};

/**
 * How often every house is asked whether something is due that nobody was woken for. **Units** ms. **Why** a minute: a killed
 * worker's attempt waits for this, and a guest stands at the till. Where nothing is due it costs one look at two indexes.
 */
export const DUE_EVERY_MS = 60_000;

/** Attempts that one process works on at a time: they mostly wait for providers. */
const AT_ONCE = 16;
const SWEEP_LIMIT = 500;

/**
 * Works on attempts: by wake-ups, each minute by what is due and was not woken, and by a sweep of every house that also finds
 * what has no row. Answers how to stop, which lets calls that are being made end.
 */
export async function startPaymentWorker(deps: PaymentWorkerDeps): Promise<() => Promise<void>> {
  const worker = new PaymentWorker(deps);
  const { listRestaurants, log, sweepMs, dueMs = DUE_EVERY_MS } = deps;
  const endSweep = startRounds({
    what: 'payments',
    listRestaurants,
    visit: (restaurant) => worker.sweep(restaurant),
    log,
    ...(sweepMs !== undefined && { everyMs: sweepMs }),
  });
  const endDue = startRounds({
    what: 'payments that are due',
    listRestaurants,
    visit: (restaurant) => worker.workLate(restaurant),
    log,
    everyMs: dueMs,
  });
  const endJobs = await deps.jobs.work({ atOnce: AT_ONCE, everyS: 0.5 }, (jobs) => worker.workAll(jobs));
  return async () => {
    await Promise.all([endJobs(), endSweep(), endDue()]);
    await worker.endProbes();
  };
}

/**
 * What one process knows of one house's accounts. **Why** of one house: an account's id is unique in its house alone, and the
 * token of another's merchant would take the money to them.
 */
type Hands = {
  readonly tokens: SharedTokens;
  readonly breaker: Breaker;
  readonly pace: ReadPace;
  readonly closed: ClosedRails;
};

/** One process's hands, by house; leases keep two processes apart. */
class PaymentWorker {
  readonly #deps: PaymentWorkerDeps;
  readonly #hands = new Map<Id<'restaurant'>, Hands>();
  readonly #probes = new Set<Promise<void>>();

  constructor(deps: PaymentWorkerDeps) {
    this.#deps = deps;
  }

  /** Brings attempts on, side by side, and tells the tills of each house once. A job that fails costs no other its turn. */
  async workAll(jobs: readonly { readonly restaurant: Id<'restaurant'>; readonly attempt: string }[]): Promise<void> {
    const { log } = this.#deps;
    const unlike = new Map(jobs.map((job) => [job.attempt, job]));
    await Promise.all(
      [...unlike.values()].map(({ restaurant, attempt }) =>
        new Orchestrator(this.#workerDeps(restaurant))
          .work(attempt)
          .catch((error: unknown) => log.warn(`payment ${attempt}: ${String(error)}`)),
      ),
    );
    for (const restaurant of new Set(jobs.map((job) => job.restaurant))) {
      await tellAttempts(restaurant, this.#deps).catch((error: unknown) => log.warn(`payments: ${String(error)}`));
      await this.#tellClosed(restaurant);
    }
  }

  /** Resolves when no rail is being looked at any more. */
  async endProbes(): Promise<void> {
    await Promise.all(this.#probes);
  }

  /** Requests that have no row, and then what is late. */
  async sweep(restaurant: Id<'restaurant'>): Promise<void> {
    const { pool, jobs, provider, log, nowMs } = this.#deps;
    const queue = {
      provider,
      sendJobs: jobs.send,
      nowMs,
      onError: (error: unknown) => log.warn(`payments: ${String(error)}`),
    };
    await withTransaction(pool, { mode: 'write', restaurantId: restaurant }, (transaction) =>
      queueMissing(transaction, restaurant, queue),
    );
    await this.workLate(restaurant);
  }

  /** What is due and was not woken, or not told: a job that was lost, a process that died, a rail that answers again. */
  async workLate(restaurant: Id<'restaurant'>): Promise<void> {
    const { pool, jobs, nowMs } = this.#deps;
    this.#probe(restaurant);
    await this.#tellClosed(restaurant);
    const { waits, isRailOver } = await lookFor(pool, restaurant, nowMs());
    if (isRailOver) await reopenRails(restaurant, this.#deps);
    if (!waits) return;
    const store = new PgAttemptStore(pool, restaurant, jobs.send);
    // A wake-up that is only just due is on its way.
    const late = await store.listDue(nowMs() - LATE_MS, SWEEP_LIMIT);
    for (let at = 0; at < late.length; at += AT_ONCE) {
      await this.workAll(late.slice(at, at + AT_ONCE).map((attempt) => ({ restaurant, attempt })));
    }
    await tellAttempts(restaurant, this.#deps);
  }

  /** Not waited for: a provider that keeps silent holds up no other house's look. */
  #probe(restaurant: Id<'restaurant'>): void {
    const { pool, log } = this.#deps;
    if (!this.#hands.get(restaurant)?.breaker.open.length) return;
    const probe = probeRails(restaurant, { pool, worker: this.#workerDeps(restaurant) })
      .then(() => this.#tellClosed(restaurant))
      .catch((error: unknown) => log.warn(`payments: ${String(error)}`))
      .finally(() => this.#probes.delete(probe));
    this.#probes.add(probe);
  }

  /** Tells the tills which rails this process leaves alone; what could not be told is told by the next look. */
  async #tellClosed(restaurant: Id<'restaurant'>): Promise<void> {
    const { log } = this.#deps;
    const told = this.#hands.get(restaurant)?.closed.tell();
    await told?.catch((error: unknown) => log.warn(`payments: ${String(error)}`));
  }

  #handsOf(restaurant: Id<'restaurant'>): Hands {
    const kept = this.#hands.get(restaurant);
    if (kept) return kept;
    const breaker = new Breaker();
    const closed = new ClosedRails(restaurant, breaker, this.#deps);
    const hands = { tokens: new SharedTokens(), breaker, pace: new ReadPace(), closed };
    this.#hands.set(restaurant, hands);
    return hands;
  }

  #workerDeps(restaurant: Id<'restaurant'>): WorkerDeps {
    const { pool, jobs, accounts, provider, http, log, nowMs, random, owner, returnUrl } = this.#deps;
    const { tokens, breaker, pace } = this.#handsOf(restaurant);
    return {
      store: new PgAttemptStore(pool, restaurant, jobs.send),
      railOf: async (row) => {
        const opened = await accounts.open(restaurant, row.account);
        const of = opened && provider(opened.account.provider);
        return of && { provider: of, ...opened, http };
      },
      mayLeave: (row) => mayLeave(pool, restaurant, row, nowMs()),
      tokens,
      breaker,
      pace,
      nowMs,
      random,
      owner,
      rules: ATTEMPT_RULES,
      returnUrl,
      onBug: (error, row) => log.warn(`payment ${row.id} at ${row.provider}: ${String(error)}`),
    };
  }
}

const LATE_MS = 30_000;

/**
 * What a house has for a look: by the index of what is due, and by that of what is not told; and whether a rail is said to be
 * closed by a process that has not said so again.
 */
async function lookFor(
  pool: DatabasePool,
  restaurant: Id<'restaurant'>,
  nowMs: number,
): Promise<{ readonly waits: boolean; readonly isRailOver: boolean }> {
  const found = await withTransaction(pool, { mode: 'snapshot', restaurantId: restaurant }, (transaction) =>
    transaction.query<{ readonly waits: boolean; readonly isRailOver: boolean }>({
      name: 'payment_waiting',
      text: `select exists (select from offline_payment_queue where restaurant_id = $1 and next_retry_at <= $2)
                 or exists (select from offline_payment_queue where restaurant_id = $1 and told_version < version) as waits,
                    exists (select from rails where restaurant_id = $1 and is_open = 'no' and coalesce(closed_until, 0) <= $3)
                    as "isRailOver"`,
      values: [restaurant, new Date(nowMs - LATE_MS), nowMs],
    }),
  );
  return found.rows[0] ?? { waits: false, isRailOver: false };
}
