import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { TABLES } from './tables.ts';

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.adminUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

test('[SYN-20] an old order that is touched takes the rows of every table along that hang on an order', async () => {
  const found = await client.query<{ text: string }>(
    `select pg_get_functiondef('raise_old_orders(uuid, uuid[], int, bigint)'::regprocedure) as text`,
  );
  const raised = [...(found.rows[0]?.text ?? '').matchAll(/update (\w+) set version/g)].map(([, name]) => name);
  const hanging = [...TABLES.values()].filter(({ collection }) => 'order' in collection.fields).map(({ name }) => name);
  expect(new Set(raised)).toEqual(new Set(['orders', ...hanging]));
});
