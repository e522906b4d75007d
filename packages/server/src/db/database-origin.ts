import { Client } from 'pg';
import { migratorRole } from './roles.ts';
import { underLock } from './under-lock.ts';

/** Which database server this is, and which of its timelines: a restore or a take-over changes one of them. */
type Origin = { readonly system: string; readonly timeline: number };

const table = 'resto360_admin.database_origin';

/**
 * Looks whether this database is where it was at the last start. Where it is not, it was restored from a backup or took
 * over from another server, and may have lost the last commits: every restaurant begins a new history, before the first
 * request, and the devices give back what was lost (SYN-21). Answers whether that was done.
 *
 * **Why** PostgreSQL's own marks: a cluster that was made anew has another identifier, and a recovery to a point in time
 * or a promotion another timeline. A copy of the files put back in place has neither: then a device that holds more than
 * there is, or a mark of another history, tells, or a person (`resto360 new-history`).
 * **Errors** PostgreSQL's own. A server that only follows another one is left alone.
 */
export async function noteOrigin(adminUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const now = await readOrigin(client);
    if (!now) return false;
    return await underLock(client, async () => {
      await client.query(`set local role ${migratorRole}`);
      const before = await keptOrigin(client);
      if (before?.system === now.system && before.timeline === now.timeline) return false;
      await client.query(`delete from ${table}`);
      await client.query(`insert into ${table} (system, timeline) values ($1, $2)`, [now.system, now.timeline]);
      if (before) await beginHistories(client);
      return before !== undefined;
    });
  } finally {
    await client.end();
  }
}

/** Begins a new history of every restaurant: somebody put a backup back in a way that nothing can tell. */
export async function beginAllHistories(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await underLock(client, async () => {
      await client.query(`set local role ${migratorRole}`);
      await beginHistories(client);
    });
  } finally {
    await client.end();
  }
}

async function readOrigin(client: Client): Promise<Origin | undefined> {
  const replica = await client.query<{ follows: boolean }>('select pg_is_in_recovery() as follows');
  if (replica.rows[0]?.follows !== false) return undefined;
  const found = await client.query<Origin>(
    `select system_identifier::text as system,
            ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int as timeline
       from pg_control_system()`,
  );
  return found.rows[0];
}

async function keptOrigin(client: Client): Promise<Origin | undefined> {
  await client.query(
    `create table if not exists ${table} (
       system text not null, timeline int not null, noted_at timestamptz not null default now())`,
  );
  const found = await client.query<Origin>(`select system, timeline from ${table}`);
  return found.rows[0];
}

// One tenant at a time: row-level security holds for the owner of the tables too.
async function beginHistories(client: Client): Promise<void> {
  await client.query(
    `do $$
     declare house record;
     begin
       for house in select restaurant_id from restaurant_slugs loop
         perform set_tenant(house.restaurant_id);
         update restaurants set lineage = lineage + 1, lineage_starts = lineage_starts || head,
                                lineage_began_at = now()
          where restaurant_id = house.restaurant_id;
       end loop;
     end $$`,
  );
}
