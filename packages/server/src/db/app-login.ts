import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { withLogin } from './connection-url.ts';
import { errorCode } from './database-error.ts';
import { appRole, ensureRole, migratorRole } from './roles.ts';

/** The name and password the application logs in with: one pair per prepared database. */
export interface AppLogin {
  readonly name: string;
  readonly password: string;
}

/**
 * Reads the login this database keeps, after proposing a fresh one: the first proposal ever stays.
 *
 * **Why**: kept in a table only the migrator reads, so that every process which uses this database finds the same one.
 */
export async function keepAppLogin(client: Client): Promise<AppLogin> {
  const fresh = {
    name: `${appRole}_${randomBytes(4).toString('hex')}`,
    password: randomBytes(24).toString('base64url'),
  };
  await client.query(`set local role ${migratorRole}`);
  await client.query(
    `create table if not exists resto360_admin.app_login (
       one boolean primary key default true check (one), name text not null, password text not null)`,
  );
  await client.query(
    'insert into resto360_admin.app_login (name, password) values ($1, $2) on conflict (one) do nothing',
    [fresh.name, fresh.password],
  );
  const kept = await client.query<AppLogin>('select name, password from resto360_admin.app_login');
  await client.query('reset role');
  return kept.rows[0] ?? fresh;
}

/**
 * True when the login opens the database with the application's grants.
 *
 * **Errors**: throws for any other reason than a refused login (28P01 password, 28000 not allowed in).
 */
export async function appLoginOpens(url: string, login: AppLogin): Promise<boolean> {
  const client = new Client({ connectionString: withLogin(url, login), connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const answer = await client.query<{ member: boolean }>(`select pg_has_role($1, 'USAGE') as member`, [appRole]);
    return answer.rows[0]?.member === true;
  } catch (error) {
    if (['28P01', '28000'].includes(errorCode(error) ?? '')) return false;
    throw error;
  } finally {
    await client.end();
  }
}

/**
 * Makes the login what it should be.
 *
 * **Why**: called only when it doesn't open the door (a first start, a database restored on another server, a role
 * changed by hand): setting a password at each start would race other processes.
 */
export async function mendAppLogin(client: Client, { name, password }: AppLogin): Promise<void> {
  await ensureRole(client, name);
  const role = client.escapeIdentifier(name);
  await client.query(`alter role ${role} login inherit password ${client.escapeLiteral(password)}`);
  await client.query(`grant ${appRole} to ${role}`);
}
