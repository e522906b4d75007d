import { entryOf, idAt, planOf, writeNext } from '@resto360/sync/server/contract';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCatalogue } from '../testing/catalogue.ts';
import { catalogueChecks, type CatalogueCheckName } from '../testing/catalogue-checks.ts';
import { type TestStore, openTestStore } from '../testing/test-store.ts';
import { errorCode } from './database-error.ts';
import { ensureOpPartitions } from './op-partitions.ts';
import { appRole } from './roles.ts';
import { REFERENCE_TABLES } from '../testing/tenant-tables.ts';

const november = Date.UTC(2026, 10, 24);
const december = Date.UTC(2026, 11, 24);
const january = Date.UTC(2027, 0, 24);

let house: TestStore;
let admin: Client;
beforeAll(async () => {
  house = await openTestStore();
  admin = new Client({ connectionString: house.database.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await house.close();
});

async function partitionsOf(restaurant: string): Promise<unknown[]> {
  const found = await admin.query<{ partition: string }>(
    'select tableoid::regclass::text as partition from ops where restaurant_id = $1 order by version, position',
    [restaurant],
  );
  return found.rows.map(({ partition }) => partition);
}

test('[TEN-4] an op meets the partition of its own month; a month that began in the default one stays there', async () => {
  const restaurant = await house.addRestaurant();
  const push = (times: readonly number[]) =>
    writeNext(house.store, restaurant, (version) =>
      planOf(
        version,
        {},
        { journal: times.map((timeMs, at) => entryOf(version, at, { id: idAt(timeMs, version * 10 + at) })) },
      ),
    );
  await push([january]);
  expect(await ensureOpPartitions(admin, november, 3)).toEqual(['2026-11-01', '2026-12-01']);
  expect(await ensureOpPartitions(admin, november, 4)).toEqual(['2027-02-01']);
  await push([november, december, january, 0]);
  expect(await partitionsOf(restaurant)).toEqual([
    'ops_default',
    'ops_2026_11',
    'ops_2026_12',
    'ops_default',
    'ops_default',
  ]);
  const ids = [idAt(january, 10), idAt(november, 20), idAt(december, 21), idAt(january, 22), idAt(0, 23)];
  expect((await house.store.verdicts(restaurant, ids)).size).toBe(5);
  expect((await house.store.journal(restaurant, 0, 10)).map(({ id }) => id)).toEqual(ids);
});

test('[TEN-6] [TEN-7] partitions are closed: forced security, and no grant but through the journal', async () => {
  await ensureOpPartitions(admin, november, 1);
  const catalogue = await readCatalogue(admin, appRole);
  expect(
    catalogue.tables
      .filter(({ name }) => name.startsWith('ops_'))
      .every(({ forced, reachable }) => forced && !reachable),
  ).toBe(true);
  const exceptions = {
    referenceTables: REFERENCE_TABLES,
    definerFunctions: [],
    fractionColumns: [],
  };
  for (const check of Object.keys(catalogueChecks) as CatalogueCheckName[]) {
    expect(catalogueChecks[check](catalogue, exceptions)).toEqual([]);
  }
  const direct = house.pool.query({ text: 'select from ops_2026_11' }).catch(errorCode);
  expect(await direct).toBe('42501');
});

test('[TEN-7] the application cannot change or delete what the journal holds', async () => {
  for (const text of ["update ops set body = ''", 'delete from ops', 'truncate ops']) {
    expect(await house.pool.query({ text }).catch(errorCode)).toBe('42501');
  }
});
