import { Client } from 'pg';
import { migratorRole } from '../db/roles.ts';
import { listTenantTables } from './tenant-tables.ts';
import type { Tap } from './test-store.ts';

/** Takes every condition on the restaurant out of the text; what is written still says whose it is. */
export const forgetful: Tap = ({ text, values, json }, send) =>
  send({
    text: text.replaceAll(/(?:\b\w+\.)?restaurant_id = \$1/g, '$1::uuid is not null'),
    ...(values && { values }),
    ...(json && { json }),
  });

/** Turns row-level security off, or on again, in a database of one test file's own. */
export async function turnPolicies(adminUrl: string, how: 'enable' | 'disable'): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(`set role ${migratorRole}`);
    for (const name of await listTenantTables(admin))
      await admin.query(`alter table ${admin.escapeIdentifier(name)} ${how} row level security`);
  } finally {
    await admin.end();
  }
}
