import { Client } from 'pg';
import { appLoginOpens, keepAppLogin, mendAppLogin } from './app-login.ts';
import { databaseOf, withDatabase, withLogin } from './connection-url.ts';
import { errorCode } from './database-error.ts';
import { ensureGroupRoles, roleExists } from './roles.ts';
import { assertServerVersion } from './server-version.ts';
import { underLock } from './under-lock.ts';

/**
 * Makes a database ready for migrations and for the application: the database itself where it is ours to create, the
 * roles, and a login for the application.
 *
 * ```
 * resto360_migrator   owns every table; nobody logs in as it; migrations SET LOCAL ROLE to it
 * resto360_app        holds the application's grants; owns nothing; nobody logs in as it
 * └ resto360_app_…    logs in; one per prepared database, its password kept in that database for the migrator alone
 * ```
 *
 * **Errors**: throws with a sentence when the server is too old or too new, or when `adminUrl`'s user may not do this.
 * **Why**: roles belong to the whole PostgreSQL server, passwords included. A login per database lets two databases of
 * ours (or a test's hundred clones) live on one server, and a password kept in the database lets several processes
 * with different data folders share it: a password of each folder's own would lock the others out at every start.
 * **Source**: TEN-7.
 */
export async function prepareDatabase(adminUrl: string, options: { create?: string } = {}): Promise<PreparedDatabase> {
  if (options.create !== undefined) await ensureDatabase(adminUrl, options.create);
  const url = options.create === undefined ? adminUrl : withDatabase(adminUrl, options.create);
  for (let trial = 1; ; trial += 1) {
    try {
      return { adminUrl: url, appUrl: await prepareOnce(url) };
    } catch (error) {
      if (trial === trialsMax || !anotherWasFaster(error)) throw explained(error, url);
    }
  }
}

/** The two entrances of a prepared database. Both may hold a secret: never log them. */
export interface PreparedDatabase {
  /** For migrations and chores. */
  readonly adminUrl: string;
  /** For everything else: what row-level security watches. */
  readonly appUrl: string;
}

const trialsMax = 5;

async function prepareOnce(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await assertServerVersion(client);
    const login = await underLock(client, async () => {
      await ensureGroupRoles(client);
      const kept = await keepAppLogin(client);
      if (!(await roleExists(client, kept.name))) await mendAppLogin(client, kept);
      return kept;
    });
    if (await appLoginOpens(url, login)) return withLogin(url, login);
    await underLock(client, () => mendAppLogin(client, login));
    if (await appLoginOpens(url, login)) return withLogin(url, login);
    throw new Error(
      `The database ${databaseOf(url)} doesn't let its application login ${login.name} in: see pg_hba.conf.`,
    );
  } finally {
    await client.end();
  }
}

/** Our lock is one database's, roles are the whole server's: two databases prepared at once may collide. */
function anotherWasFaster(error: unknown): boolean {
  return ['42710', '23505', 'XX000', '42P06', '42P07'].includes(errorCode(error) ?? '');
}

async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    if (!['42P04', '23505'].includes(errorCode(error) ?? '')) throw error;
  } finally {
    await client.end();
  }
}

function explained(error: unknown, url: string): unknown {
  if (errorCode(error) !== '42501') return error;
  const said = error instanceof Error ? error.message : '';
  return new Error(
    `The user of DATABASE_URL may not prepare the database ${databaseOf(url)} (${said}): it needs CREATEROLE and to own the database, or to be a superuser.`,
    { cause: error },
  );
}
