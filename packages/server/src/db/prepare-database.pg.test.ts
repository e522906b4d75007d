import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { prepareDatabase } from './prepare-database.ts';

let database: TestDatabase;
let loginsMade: readonly string[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  // A clone keeps its template's login; without it this database is one nobody prepared yet.
  await asAdmin('drop table resto360_admin.app_login');
});
afterAll(async () => {
  await database.drop();
});

async function asAdmin(sql: string, url = database.adminUrl): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function loginOf(url: string): string {
  return new URL(url).username;
}

test('four starts at once agree on one login, and the next start finds the same', async () => {
  const prepared = await Promise.all(Array.from({ length: 4 }, () => prepareDatabase(database.adminUrl)));
  const again = await prepareDatabase(database.adminUrl);
  loginsMade = [loginOf(again.appUrl)];
  expect(new Set([...prepared, again].map(({ appUrl }) => appUrl)).size).toBe(1);
  expect(await asAdmin('select session_user::text as login', again.appUrl)).toEqual([{ login: loginsMade[0] }]);
});

test.each([
  ['its password was changed', (login: string) => `alter role ${login} password 'other'`],
  ['it may not log in', (login: string) => `alter role ${login} nologin`],
  ['it lost its grants', (login: string) => `revoke resto360_app from ${login}`],
  ['it was dropped', (login: string) => `drop role ${login}`],
])('the login is mended when %s', async (_, damage) => {
  const before = await prepareDatabase(database.adminUrl);
  await asAdmin(damage(loginOf(before.appUrl)));
  const after = await prepareDatabase(database.adminUrl);
  expect(after).toEqual(before);
  expect(await asAdmin('select slug from restaurant_slugs', after.appUrl)).toEqual([]);
});

test('[TEN-7] the application cannot read its own password store, nor the history of migrations', async () => {
  const { appUrl } = await prepareDatabase(database.adminUrl);
  await expect(asAdmin('select * from resto360_admin.app_login', appUrl)).rejects.toThrow(
    /permission denied for schema/,
  );
  await expect(asAdmin('select * from resto360_admin.schema_migrations', appUrl)).rejects.toThrow(/permission denied/);
});

test('a login which may not create roles is told what is needed', async () => {
  const login = loginsMade[0] ?? '';
  const { appUrl } = await prepareDatabase(database.adminUrl);
  await expect(prepareDatabase(appUrl)).rejects.toThrow(/may not prepare the database .* CREATEROLE/);
  await asAdmin(`drop role ${login}`);
});
