import { Client } from 'pg';
import { PgBoss, type Db } from 'pg-boss';
import type { Transaction } from '../db/transaction.ts';
import { underLock } from '../db/under-lock.ts';

/** A wake-up for an attempt. **Units** ms since 1970. */
export type AttemptJob = { readonly restaurant: string; readonly attempt: string; readonly atMs: number };

/** Adds wake-ups within a transaction: they are there when it commits, and only then. */
export type SendJobs = (transaction: Pick<Transaction, 'query'>, jobs: readonly AttemptJob[]) => Promise<void>;

const SCHEMA = 'pgboss';
const QUEUE = 'attempts';
/** The job of a worker that was killed counts as failed after so long; its row is found by the look at what is due. **Units** s. */
const HEARTBEAT_S = 30;

/**
 * Makes the queue's tables and opens them to the application. As the database's owner; harmless when repeated, also by two
 * processes that start at one moment.
 */
export async function prepareJobs(adminUrl: string, appRole: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await underLock(client, async () => {
      await makeQueue(adminUrl);
      await client.query(grantsOf(appRole));
    });
  } finally {
    await client.end();
  }
}

async function makeQueue(adminUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: adminUrl, schema: SCHEMA, supervise: false, schedule: false, max: 2 });
  boss.on('error', () => {});
  await boss.start();
  try {
    if (await boss.getQueue(QUEUE)) return;
    // The truth is the row: a job that failed is not tried again by itself, the row has its own next try.
    await boss.createQueue(QUEUE, {
      retryLimit: 0,
      retentionSeconds: 14 * 86_400,
      deleteAfterSeconds: 3_600,
      heartbeatSeconds: HEARTBEAT_S,
    });
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** The queue of wake-ups, opened with the application's own login. */
export class Jobs {
  readonly #boss: PgBoss;
  #worker: string | undefined;
  #started: Promise<unknown> | undefined;

  constructor(appUrl: string, onError: (error: Error) => void) {
    this.#boss = new PgBoss({
      connectionString: appUrl,
      schema: SCHEMA,
      migrate: false,
      createSchema: false,
      schedule: false,
      reindex: false,
      monitorVacuum: false,
      max: 4,
      application_name: 'resto360 jobs',
    });
    this.#boss.on('error', onError);
  }

  /** Opens it; every use does so by itself. */
  start(): Promise<unknown> {
    // A database that was away for a moment is asked again by the next use.
    this.#started ??= this.#boss.start().catch((error: unknown) => {
      this.#started = undefined;
      throw error;
    });
    return this.#started;
  }

  /** Looks at once instead of at the next second: after a commit that added something that is due. */
  poke(): void {
    if (this.#worker !== undefined) this.#boss.notifyWorker(this.#worker);
  }

  /** What adds wake-ups to a transaction of ours. */
  readonly send: SendJobs = async (transaction, jobs) => {
    if (jobs.length === 0) return;
    const db: Db = {
      executeSql: async (text, values = []) => ({ rows: [...(await transaction.query({ text, values })).rows] }),
    };
    const inserted = jobs.map(({ restaurant, attempt, atMs }) => ({
      data: { restaurant, attempt },
      startAfter: new Date(atMs),
      // Two wake-ups of one moment are one.
      singletonKey: `${attempt}:${Math.floor(atMs / 1000)}`,
    }));
    await this.start();
    await this.#boss.insert(QUEUE, inserted, { db });
  };

  /** Works on what is due, so many at a time. Answers how to stop, which waits for what is under way. */
  async work(
    { atOnce, everyS }: { readonly atOnce: number; readonly everyS: number },
    run: (jobs: readonly Omit<AttemptJob, 'atMs'>[]) => Promise<void>,
  ): Promise<() => Promise<void>> {
    // One look takes as many as are worked on together: a worker that took one a second would do one a second.
    const options = { batchSize: atOnce, localConcurrency: 2, pollingIntervalSeconds: everyS };
    await this.start();
    this.#worker = await this.#boss.work<Omit<AttemptJob, 'atMs'>>(QUEUE, options, (jobs) =>
      run(jobs.map(({ data }) => data)),
    );
    return async () => {
      this.#worker = undefined;
      await this.#boss.offWork(QUEUE, { wait: true });
    };
  }

  async stop(): Promise<void> {
    if (!this.#started) return;
    await this.#started.catch(() => {});
    await this.#boss.stop({ graceful: true, timeout: 40_000 });
  }
}

const grantsOf = (role: string): string => `
  grant usage on schema ${SCHEMA} to ${role};
  grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${role};
  grant execute on all functions in schema ${SCHEMA} to ${role};`;
