import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCatalogue } from '../testing/catalogue.ts';
import { type CatalogueCheckName, catalogueChecks, type ClosedLists } from '../testing/catalogue-checks.ts';
import { catalogueAblations } from '../testing/catalogue-ablations.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { REFERENCE_TABLES } from '../testing/tenant-tables.ts';
import { appRole } from './roles.ts';

/** A new name here is a decision: say why. */
const lists: ClosedLists = {
  referenceTables: REFERENCE_TABLES,
  definerFunctions: [],
  fractionColumns: [],
};

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

const checkNames = Object.keys(catalogueChecks) as CatalogueCheckName[];

/** The faults a check finds once `damage` is done; the damage is undone. */
async function faultsAfter(
  damage: string,
  check: CatalogueCheckName,
  exceptions: ClosedLists = lists,
): Promise<readonly string[]> {
  await client.query('begin');
  try {
    await client.query(damage);
    return catalogueChecks[check](await readCatalogue(client, appRole), exceptions);
  } finally {
    await client.query('rollback');
  }
}

describe('[TEN-1] [TEN-5] [TEN-11] the schema as it is', () => {
  test.each(checkNames)('%s', async (check) => {
    expect(catalogueChecks[check](await readCatalogue(client, appRole), lists)).toEqual([]);
  });

  test('was read: the tables of the foundation are seen', async () => {
    const { tables, excesses, ...read } = await readCatalogue(client, appRole);
    const names = tables.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['api_keys', 'devices', 'enrolment_codes', 'restaurants']));
    expect(excesses).toEqual([]);
    for (const rows of [read.policies, read.columns, read.keys, read.indexes]) expect(rows.length).toBeGreaterThan(0);
  });
});

describe('[TEN-11] each check can turn red', () => {
  test('no check is without an ablation', () => {
    expect(checkNames.filter((name) => !catalogueAblations.some(({ check }) => check === name))).toEqual([]);
  });

  test.each(catalogueAblations)('$check: $what', async ({ check, damage, fault }) => {
    const faults = await faultsAfter(damage, check);
    expect(faults.join('\n')).toMatch(fault);
  });

  test('a listed exception is none', async () => {
    const definer = `create function fine() returns int language sql security definer as 'select 1'; alter table devices add weight numeric`;
    const listed = { ...lists, definerFunctions: ['fine()'], fractionColumns: ['devices.weight'] };
    for (const check of checkNames) expect(await faultsAfter(definer, check, listed)).toEqual([]);
  });
});
