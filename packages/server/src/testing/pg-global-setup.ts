import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../db/embedded-postgres.ts';
import { migrate } from '../db/migrate.ts';
import { prepareDatabase } from '../db/prepare-database.ts';
import { silentLog } from '../db/server-log.ts';
import { appRole } from '../db/roles.ts';
import { prepareJobs } from '../payments/jobs.ts';
import { provideDatabase } from './database.ts';

/**
 * Vitest's global setup of the tests that need PostgreSQL: an embedded server of their own, or the one of
 * DATABASE_URL, and on it a migrated template which every test file clones.
 */
export async function setup(): Promise<() => Promise<void>> {
  const server = await openServer(process.env['DATABASE_URL']);
  const template = `resto360_test_${randomBytes(5).toString('hex')}`;
  try {
    await assertSuperuser(server.adminUrl);
    const { adminUrl, appUrl } = await prepareDatabase(server.adminUrl, { create: template });
    await migrate(adminUrl);
    await prepareJobs(adminUrl, appRole);
    provideDatabase({ adminUrl: server.adminUrl, appUrl, template });
    return async () => {
      await dropAll(server.adminUrl, template, new URL(appUrl).username);
      await server.close();
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

interface TestServer {
  readonly adminUrl: string;
  close(): Promise<void>;
}

async function openServer(databaseUrl: string | undefined): Promise<TestServer> {
  if (databaseUrl !== undefined && databaseUrl !== '') return { adminUrl: databaseUrl, async close() {} };
  const dataDir = mkdtempSync(join(tmpdir(), 'resto360-test-'));
  // Open, so that the account which runs the server for root can enter it.
  chmodSync(dataDir, 0o755);
  const remove = (): void => rmSync(dataDir, { recursive: true, force: true });
  try {
    const server = await startEmbeddedPostgres({ dataDir, log: silentLog });
    return { adminUrl: server.superuserUrl, close: () => server.stop().then(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Some tests damage roles on purpose to see a check turn red, which only a superuser may. */
async function assertSuperuser(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const answer = await client.query<{ is_superuser: string }>('show is_superuser');
    if (answer.rows[0]?.is_superuser !== 'on') throw new Error('The tests need a superuser in DATABASE_URL.');
  } finally {
    await client.end();
  }
}

/** The template, what crashed test files left of its clones, and the login they shared. */
async function dropAll(adminUrl: string, template: string, login: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const ours = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [template],
    );
    for (const { datname } of ours.rows)
      await client.query(`drop database ${client.escapeIdentifier(datname)} with (force)`);
    await client.query(`drop role if exists ${client.escapeIdentifier(login)}`);
  } finally {
    await client.end();
  }
}
