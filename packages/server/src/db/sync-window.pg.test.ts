import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { readMigrations } from './migration-files.ts';
import { migratorRole } from './roles.ts';
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

test('[SYN-20] the days before this release are those of the journal; a clock that went back opened none', async () => {
  const houses = ['11111111-1111-7111-8111-111111111111', '22222222-2222-7222-8222-222222222222'];
  const days = [10, 10, 12, 11, 12, 4_000, 13].map((day) => `to_timestamp(${day * 86_400 + 50_000})`);
  for (const house of houses) {
    await client.query(`insert into restaurants (restaurant_id, slug, name, currency, timezone, head)
                        values ('${house}', 'h${house.slice(0, 4)}', 'H', 'XOF', 'UTC', ${days.length})`);
    await client.query(
      `insert into restaurant_slugs (slug, restaurant_id) values ('h${house.slice(0, 4)}', '${house}')`,
    );
    for (const [index, at] of days.entries()) {
      await client.query(`insert into ops (restaurant_id, month, id, version, position, install, seq, prev, link, body,
                                           kind, actor, stamp, verdict, received_at, chain)
                          values ('${house}', '2026-11-01', gen_random_uuid(), ${index + 1}, 0, 'A', ${index + 1}, '', '',
                                  '{}', 'k', 'a', 's', 'ok', ${at}, '')`);
    }
  }
  const fill = readMigrations()
    .find(({ name }) => name === '0014_window.sql')
    ?.statements.find((text) => text.includes('do $$'));
  await client.query('begin');
  await client.query(`set local role ${migratorRole}`);
  await client.query(fill ?? '');
  await client.query('commit');
  for (const house of houses) {
    const { rows } = await client.query<{ day: number; head: string }>(
      `select day, head from restaurant_days where restaurant_id = '${house}' order by day`,
    );
    expect(rows.map(({ day, head }) => [day, Number(head)])).toEqual([
      [1, 0],
      [2, 2],
      [3, 5],
    ]);
    const { rows: ends } = await client.query(
      `select last_day, last_clock_day from restaurants where restaurant_id = '${house}'`,
    );
    expect(ends).toEqual([{ last_day: 3, last_clock_day: 4_000 }]);
  }
});

test('[SYN-20] an old order that is touched takes the rows of every table along that hang on an order', async () => {
  const found = await client.query<{ text: string }>(
    `select pg_get_functiondef('raise_old_orders(uuid, uuid[], int, bigint)'::regprocedure) as text`,
  );
  const raised = [...(found.rows[0]?.text ?? '').matchAll(/update (\w+) set version/g)].map(([, name]) => name);
  const hanging = [...TABLES.values()].filter(({ collection }) => 'order' in collection.fields).map(({ name }) => name);
  expect(new Set(raised)).toEqual(new Set(['orders', ...hanging]));
});
