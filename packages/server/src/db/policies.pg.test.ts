import { Client } from 'pg';
import { afterAll, expect, test } from 'vitest';
import { listTenantTables } from '../testing/tenant-tables.ts';
import { openTwoHouses } from '../testing/two-houses.ts';
import { appRole } from './roles.ts';

// Two houses that have something in every table.
const two = await openTwoHouses();
const { database } = two.house;
const admin = new Client({ connectionString: database.adminUrl });
await admin.connect();
afterAll(async () => {
  await admin.end();
  await two.close();
});
const tables = await listTenantTables(admin);
const [mine, theirs] = two.both;

/** What is wrong with a table for an application that asks for everything, after a damage which is undone. */
async function faultsOf(name: string, damage = ''): Promise<readonly string[]> {
  const table = admin.escapeIdentifier(name);
  const asks = async (text: string) =>
    Number((await admin.query<{ count: string }>(`select count(*) from ${table} where ${text}`)).rows[0]?.count);
  await admin.query('begin');
  try {
    if (damage) await admin.query(damage);
    await admin.query(`set local role ${appRole}`);
    await admin.query('select set_tenant($1)', [mine.id]);
    const [own, others] = [await asks(`restaurant_id = '${mine.id}'`), await asks(`restaurant_id <> '${mine.id}'`)];
    const moved = await admin.query(`insert into ${table} (restaurant_id) values ('${theirs.id}')`).then(
      () => '',
      (error: unknown) => (error as { code?: string }).code,
    );
    return [
      ...(own > 0 ? [] : ['the own rows are not seen']),
      ...(others === 0 ? [] : [`${others} rows of others are seen`]),
      ...(moved === INSUFFICIENT_PRIVILEGE ? [] : ['a row of another can be written']),
    ];
  } finally {
    await admin.query('rollback');
  }
}

/** Also what a policy answers to a row it does not allow. */
const INSUFFICIENT_PRIVILEGE = '42501';

test('there are tables', () => {
  expect(tables).toEqual(
    expect.arrayContaining(['restaurants', 'devices', 'orders', 'ops', 'api_keys', 'device_health']),
  );
});

test.each(tables)('[TEN-6] [TEN-12] %s shows each house its own rows and takes no others', async (name) => {
  expect(await faultsOf(name)).toEqual([]);
});

test.each(tables)('ablation: without the policy of %s the check is red', async (name) => {
  expect(await faultsOf(name, `drop policy tenant on "${name}"`)).toEqual(['the own rows are not seen']);
  const open = `drop policy tenant on "${name}"; create policy tenant on "${name}" using (true)`;
  expect(await faultsOf(name, open)).toEqual([
    expect.stringMatching(/rows of others/),
    'a row of another can be written',
  ]);
  expect(await faultsOf(name, `alter table "${name}" disable row level security`)).toHaveLength(2);
});
