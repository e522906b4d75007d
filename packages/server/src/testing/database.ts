import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { withDatabase } from '../db/connection-url.ts';

/**
 * A migrated, empty database for one test file: clone it in `beforeAll`, drop it in `afterAll`.
 *
 * **Why**: files run side by side and may do anything to their own; cloning the template takes some 60 ms.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, appUrl, template } = mustProvided();
  const name = `${template}_${randomBytes(4).toString('hex')}`;
  await chore(adminUrl, `create database ${name} template ${template}`);
  return {
    appUrl: withDatabase(appUrl, name),
    adminUrl: withDatabase(adminUrl, name),
    drop: () => chore(adminUrl, `drop database if exists ${name} with (force)`),
  };
}

/** A database which only one test file knows. */
export interface TestDatabase {
  /** As the application connects: row-level security applies. */
  readonly appUrl: string;
  /** As the migrations connect: for arranging what the application may not. */
  readonly adminUrl: string;
  /** Removes it, with whoever is still connected. */
  drop(): Promise<void>;
}

/** What the global setup hands to the test files: a variable, because each file runs in a process of its own. */
export interface ProvidedDatabase {
  /** May create databases. */
  readonly adminUrl: string;
  /** The application's entrance to the template; its clones have the same login. */
  readonly appUrl: string;
  /** A migrated database to clone. */
  readonly template: string;
}

const variable = 'RESTO360_TEST_DATABASE';

/** Called by the global setup, before the first test file starts. */
export function provideDatabase(provided: ProvidedDatabase): void {
  process.env[variable] = JSON.stringify(provided);
}

function mustProvided(): ProvidedDatabase {
  const text = process.env[variable];
  if (text === undefined)
    throw new Error('No test database: name the file *.pg.test.ts, so that the global setup runs.');
  return JSON.parse(text) as ProvidedDatabase;
}

async function chore(adminUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
