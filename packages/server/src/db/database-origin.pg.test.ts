import { nameId } from '@resto360/domain';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRestaurant } from '../enrolment/restaurants.ts';
import { openTestStore, type TestStore } from '../testing/test-store.ts';
import { beginAllHistories, noteOrigin } from './database-origin.ts';

let house: TestStore;
let database: TestStore['database'];
let client: Client;
beforeAll(async () => {
  house = await openTestStore();
  ({ database } = house);
  client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  for (const slug of ['a', 'b']) {
    const more = { name: slug, currency: 'XOF', timezone: 'UTC' };
    await createRestaurant(house.pool, { id: nameId(slug), slug, ...more });
  }
});
afterAll(async () => {
  await client.end();
  await house.close();
});

const histories = async () =>
  (await client.query<{ lineage: number; lineage_starts: string[] }>('select lineage, lineage_starts from restaurants'))
    .rows;

test('[SYN-21] a database that is where it was goes on; restored elsewhere, each restaurant begins a new history once', async () => {
  expect(await noteOrigin(database.adminUrl)).toBe(false);
  expect(await noteOrigin(database.adminUrl)).toBe(false);
  expect((await histories()).map(({ lineage }) => lineage)).toEqual([1, 1]);
  await client.query(`update resto360_admin.database_origin set system = '1'`);
  expect(await noteOrigin(database.adminUrl)).toBe(true);
  expect(await noteOrigin(database.adminUrl)).toBe(false);
  await client.query('update resto360_admin.database_origin set timeline = timeline + 1');
  expect(await noteOrigin(database.adminUrl)).toBe(true);
  expect((await histories()).map(({ lineage, lineage_starts }) => [lineage, lineage_starts.length])).toEqual([
    [3, 2],
    [3, 2],
  ]);
});

test('[SYN-21] two starts at once begin one new history; a person may begin another', async () => {
  await client.query(`update resto360_admin.database_origin set system = '1'`);
  const noticed = await Promise.all([noteOrigin(database.adminUrl), noteOrigin(database.adminUrl)]);
  expect(noticed.filter(Boolean)).toHaveLength(1);
  await beginAllHistories(database.adminUrl);
  expect((await histories()).map(({ lineage }) => lineage)).toEqual([5, 5]);
});
