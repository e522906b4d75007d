import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { migrate } from './migrate.ts';
import { readMigrations, toMigration } from './migration-files.ts';

const released = readMigrations();
const extra = toMigration('9000_extra.sql', 'create table extra (id int);\n-- next\ncreate index on extra (id);');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function scalar(sql: string): Promise<unknown> {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    const answer = await client.query<{ value: unknown }>(sql);
    return answer.rows[0]?.value;
  } finally {
    await client.end();
  }
}

test('five runners at once apply a new file exactly once, as the migrator', async () => {
  const applied = await Promise.all(Array.from({ length: 5 }, () => migrate(database.adminUrl, [...released, extra])));
  expect(applied.flat()).toEqual(['9000_extra.sql']);
  expect(await scalar(`select tableowner as value from pg_tables where tablename = 'extra'`)).toBe('resto360_migrator');
});

test('a file which fails leaves nothing behind and says where it failed', async () => {
  const bad = toMigration('9001_bad.sql', 'create table half (id int);\n-- next\ncreate table extra (id int);');
  const run = migrate(database.adminUrl, [...released, extra, bad]);
  await expect(run).rejects.toThrow(/Migration 9001_bad.sql, statement 2: .*already exists/);
  expect(await scalar(`select to_regclass('half') as value`)).toBeNull();
  expect(await migrate(database.adminUrl, [...released, extra])).toEqual([]);
});

test.each([
  [
    'a file changed after it was applied',
    [...released, toMigration(extra.name, 'select 1;')],
    /9000_extra.sql was changed/,
  ],
  ['a database of a newer release', released, /newer release \(9000_extra.sql\)/],
  [
    'a file before one already applied',
    [...released, toMigration('8000_late.sql', 'select 1;'), extra],
    /8000_late.sql comes before 9000_extra.sql/,
  ],
])('refuses %s', async (_, migrations, sentence) => {
  await expect(migrate(database.adminUrl, migrations)).rejects.toThrow(sentence);
});
