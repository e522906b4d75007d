import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import type { Config } from '../config.ts';
import { socketUrl } from '../db/connection-url.ts';
import { superuser } from '../db/embedded/cluster.ts';
import { hasCluster, placeServer } from '../db/embedded/placement.ts';
import { ensureSocketDir } from '../db/embedded/socket-dir.ts';
import { startEmbeddedPostgres } from '../db/embedded-postgres.ts';
import { prepareDatabase, type PreparedDatabase } from '../db/prepare-database.ts';
import type { ServerLog } from '../db/server-log.ts';

/** A database to work with, and how to let go of it. Its addresses may hold a secret. */
export type OpenDatabase = PreparedDatabase & {
  /** A sentence for the operator when data are not where they would look. */
  readonly notice: string | undefined;
  /** Resolves when the database is gone without being asked; never for one that isn't ours to run. */
  readonly lost: Promise<void>;
  close(): Promise<void>;
};

/** How a database is opened: see {@link openDatabase}. */
export type OpenOptions = { readonly share: boolean; readonly mustExist?: boolean };

/** The database of an embedded server. */
const EMBEDDED_NAME = 'resto360';

/**
 * Opens the database the configuration names, prepared but not migrated: DATABASE_URL, or an embedded server.
 * `share`: a command may use the embedded server that a running `resto360 start` holds, instead of its own.
 * `mustExist`: it is for a house that is there already; no new database is made in a folder that has none.
 * **Errors**: throws a sentence that says where it looked.
 */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  log: ServerLog,
  { share, mustExist = false }: OpenOptions,
): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined) return borrowed(await prepareDatabase(config.databaseUrl));
  if (mustExist && !hasCluster(config.dataDir)) throw new Error(nothingIn(resolve(config.dataDir)));
  const running = share ? await findRunning(config.dataDir) : undefined;
  if (running !== undefined) return borrowed(await prepareDatabase(running, { create: EMBEDDED_NAME }));
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, log });
  try {
    const prepared = await prepareDatabase(server.superuserUrl, { create: EMBEDDED_NAME });
    return { ...prepared, notice: server.notice, lost: server.exited, close: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function nothingIn(folder: string): string {
  return (
    `There is no database in ${folder}. Run this in the folder the server was started in, or set DATA_DIR (or ` +
    `DATABASE_URL) as it was for the server. Where no server ever ran, "resto360 start" makes a database.`
  );
}

function borrowed(prepared: PreparedDatabase): OpenDatabase {
  return { ...prepared, notice: undefined, lost: new Promise(() => {}), close: async () => {} };
}

/** The entrance of an embedded server that another process runs on the same data, or undefined. */
async function findRunning(dataDir: string): Promise<string | undefined> {
  const placement = placeServer(dataDir);
  if (!existsSync(join(placement.clusterDir, 'postmaster.pid'))) return undefined;
  const url = socketUrl(ensureSocketDir(placement), superuser, 'postgres');
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return url;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}
