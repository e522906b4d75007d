import type { Client } from 'pg';

const oldest = 15;
const newest = 18;

/**
 * Stops a start on a PostgreSQL nobody tried this with.
 *
 * **Errors**: throws with a sentence for the operator.
 */
export async function assertServerVersion(client: Pick<Client, 'query'>): Promise<void> {
  const answer = await client.query<{ server_version: string }>('show server_version');
  const version = answer.rows[0]?.server_version ?? 'unknown';
  const major = Number.parseInt(version, 10);
  if (major >= oldest && major <= newest) return;
  throw new Error(`The database is PostgreSQL ${version}, but RESTO360 runs on PostgreSQL ${oldest} to ${newest}.`);
}
