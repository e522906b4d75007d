import type { Client } from 'pg';
import { errorCode } from './database-error.ts';
import { listMonths } from './op-month.ts';
import { migratorRole } from './roles.ts';
import { underLock } from './under-lock.ts';

/**
 * Makes the journal's partitions for `count` months from `fromMs` on; answers the months that came into being.
 * Call it after the migrations at each start, and daily. **Units** `fromMs` ms since 1970.
 *
 * **Why**: a month without a partition is no failure, its ops go to the default partition and are found there as well;
 * once some are there, that month stays there (PostgreSQL answers 23514).
 */
export async function ensureOpPartitions(client: Client, fromMs: number, count: number): Promise<readonly string[]> {
  const made: string[] = [];
  for (const month of listMonths(fromMs, count)) {
    if (await underLock(client, () => ensurePartition(client, month)).catch(isTaken)) made.push(month);
  }
  return made;
}

async function ensurePartition(client: Client, month: string): Promise<boolean> {
  const name = `ops_${month.slice(0, 4)}_${month.slice(5, 7)}`;
  await client.query(`set local role ${migratorRole}`);
  const found = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [name]);
  if (found.rows[0]?.found === true) return false;
  // The lock on the default partition is short; who writes a restaurant meanwhile waits for it.
  await client.query(
    `create table ${name} partition of ops for values from ('${month}') to (date '${month}' + interval '1 month')`,
  );
  for (const statement of closedTo(name)) await client.query(statement);
  return true;
}

/** A partition is reached through its parent, which has the grants; asked directly, it says nothing (TEN-6). */
const closedTo = (name: string) => [
  `alter table ${name} enable row level security`,
  `alter table ${name} force row level security`,
  `create policy tenant on ${name} for all
     using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
     with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)`,
];

function isTaken(error: unknown): false {
  if (errorCode(error) === '23514') return false;
  throw error;
}
