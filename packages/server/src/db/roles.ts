import type { Client } from 'pg';

/** Owns the tables. Used by migrations only, for the length of one transaction. */
export const migratorRole = 'resto360_migrator';
/** Holds the application's grants; its logins are members of it. */
export const appRole = 'resto360_app';

/**
 * Makes the two group roles exist, lets the present user act as the migrator, and opens the schema to both.
 *
 * **Errors**: PostgreSQL's 42501 when the present user may not; 42710 or 23505 when another database of the same
 * server makes a role at this moment: try again.
 */
export async function ensureGroupRoles(client: Client): Promise<void> {
  await ensureRole(client, migratorRole);
  await ensureRole(client, appRole);
  await joinMigrator(client);
  await ensureSchemaGrants(client);
  await client.query(`create schema if not exists resto360_admin authorization ${migratorRole}`);
}

/** Creates a role that can't log in yet, unless it is there. */
export async function ensureRole(client: Client, name: string): Promise<void> {
  if (!(await roleExists(client, name))) await client.query(`create role ${client.escapeIdentifier(name)} nologin`);
}

/** True when the server has a role of this name. */
export async function roleExists(client: Client, name: string): Promise<boolean> {
  const found = await client.query('select 1 from pg_roles where rolname = $1', [name]);
  return found.rowCount !== 0;
}

/** From PostgreSQL 16 on, creating a role doesn't yet let one act as it. */
async function joinMigrator(client: Client): Promise<void> {
  const answer = await client.query<{ joined: boolean }>(
    `select rolsuper or pg_has_role(current_user, $1,
              case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) as joined
       from pg_roles where rolname = current_user`,
    [migratorRole],
  );
  if (answer.rows[0]?.joined !== true) await client.query(`grant ${migratorRole} to current_user`);
}

/** Each only where it is missing, so that an operator whose user doesn't own the schema may grant them beforehand. */
async function ensureSchemaGrants(client: Client): Promise<void> {
  const answer = await client.query<{ migrator: boolean; app: boolean; everyone: boolean }>(
    `select has_schema_privilege($1, 'public', 'create') and has_schema_privilege($1, 'public', 'usage') as migrator,
            has_schema_privilege($2, 'public', 'usage') as app,
            has_schema_privilege('public', 'public', 'create') as everyone`,
    [migratorRole, appRole],
  );
  const has = answer.rows[0];
  if (has?.everyone !== false) await client.query('revoke create on schema public from public');
  if (has?.migrator !== true || has.everyone)
    await client.query(`grant create, usage on schema public to ${migratorRole}`);
  if (has?.app !== true) await client.query(`grant usage on schema public to ${appRole}`);
}
