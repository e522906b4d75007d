import { Client } from 'pg';
import { type Migration, readMigrations } from './migration-files.ts';
import { migratorRole } from './roles.ts';
import { underLock } from './under-lock.ts';

/**
 * Brings a prepared database up to this release; answers the names of the files applied just now.
 *
 * Each file is one transaction, under a lock that ends with it, as `resto360_migrator`: a file is applied whole, once,
 * whoever else is starting. So a file may hold nothing that refuses a transaction (no `CREATE INDEX CONCURRENTLY`).
 *
 * **Errors**: throws with a sentence when an applied file has changed, when the database was migrated by a newer
 * release, or when a file would be applied out of order; PostgreSQL's own error, with the file's name, when a statement fails.
 */
export async function migrate(
  adminUrl: string,
  migrations: readonly Migration[] = readMigrations(),
): Promise<readonly string[]> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  const applied: string[] = [];
  try {
    await asMigrator(client, async () => assertHistory(await readHistory(client), migrations));
    for (const migration of migrations) {
      if (await asMigrator(client, () => applyOnce(client, migration))) applied.push(migration.name);
    }
  } finally {
    await client.end();
  }
  return applied;
}

interface AppliedMigration {
  readonly name: string;
  readonly sha256: string;
}

const history = 'resto360_admin.schema_migrations';
function asMigrator<T>(client: Client, work: () => Promise<T>): Promise<T> {
  return underLock(client, async () => {
    await client.query(`set local role ${migratorRole}`);
    return work();
  });
}

async function readHistory(client: Client): Promise<readonly AppliedMigration[]> {
  await client.query(
    `create table if not exists ${history} (
       name text primary key, sha256 text not null, applied_at timestamptz not null default now())`,
  );
  const answer = await client.query<AppliedMigration>(`select name, sha256 from ${history} order by name`);
  return answer.rows;
}

function assertHistory(applied: readonly AppliedMigration[], migrations: readonly Migration[]): void {
  for (const [index, { name, sha256 }] of applied.entries()) {
    const file = migrations.find((candidate) => candidate.name === name);
    if (file === undefined) throw new Error(`The database was migrated by a newer release (${name}): start that one.`);
    if (file.sha256 !== sha256) throw new Error(`Migration ${name} was changed after it was applied: restore it.`);
    const expected = migrations[index]?.name;
    if (expected !== name) throw new Error(`Migration ${expected} comes before ${name}, which is already applied.`);
  }
}

async function applyOnce(client: Client, { name, sha256, statements }: Migration): Promise<boolean> {
  const done = await client.query<AppliedMigration>(`select name, sha256 from ${history} where name = $1`, [name]);
  if (done.rowCount !== 0) return false;
  for (const [index, statement] of statements.entries()) {
    await client.query(statement).catch((error: unknown) => {
      throw new Error(`Migration ${name}, statement ${index + 1}: ${String(error)}`, { cause: error });
    });
  }
  await client.query(`insert into ${history} (name, sha256) values ($1, $2)`, [name, sha256]);
  return true;
}
