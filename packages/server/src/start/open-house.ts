import type { Config } from '../config.ts';
import { noteOrigin } from '../db/database-origin.ts';
import { migrate } from '../db/migrate.ts';
import { type DatabasePool, openPool } from '../db/pool.ts';
import type { ServerLog } from '../db/server-log.ts';
import { createSyncStore, type SyncStore } from '../db/sync-store.ts';
import { appRole } from '../db/roles.ts';
import { Jobs, prepareJobs } from '../payments/jobs.ts';
import { providerOf } from '../payments/providers.ts';
import { queuePayments } from '../payments/queue-payments.ts';
import { prepareMonths } from './tend-journal.ts';
import { openDatabase, type OpenDatabase, type OpenOptions } from './open-database.ts';

const RESTORED =
  'The database was restored from a backup or took over from another server: every restaurant begins a new history, ' +
  'and its devices give back what was lost of the last 35 days.';

/** The migrated database with its connections and its store: what a server and every command start from. */
export type OpenHouse = {
  readonly database: OpenDatabase;
  readonly pool: DatabasePool;
  readonly store: SyncStore;
  /** Wake-ups for what has to be processed. */
  readonly jobs: Jobs;
  /** Names of the migrations applied just now. */
  readonly migrated: readonly string[];
  close(): Promise<void>;
};

/** Opens, migrates, connects; closes what it opened when a step fails. */
export async function openHouse(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  log: ServerLog,
  options: OpenOptions,
): Promise<OpenHouse> {
  const database = await openDatabase(config, log, options);
  try {
    const migrated = await migrate(database.adminUrl);
    if (await noteOrigin(database.adminUrl)) log.warn(RESTORED);
    await prepareMonths(database.adminUrl, Date.now());
    await prepareJobs(database.adminUrl, appRole);
    const pool = openPool(database.appUrl, { log });
    const jobs = new Jobs(database.appUrl, (error) => log.warn(`jobs: ${error.message}`));
    const beforeCommit = queuePayments({
      provider: providerOf,
      sendJobs: jobs.send,
      nowMs: () => Date.now(),
      onError: (error) => log.warn(`payments that could not be queued: ${String(error)}`),
    });
    const close = async () => {
      await jobs.stop();
      await pool.close();
      await database.close();
    };
    return { database, pool, store: createSyncStore(pool, { beforeCommit }), jobs, migrated, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}
