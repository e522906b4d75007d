import { Client } from 'pg';
import { underLock } from '../db/under-lock.ts';
import { loadDemo } from '../demo-load.ts';
import type { OpenHouse } from './open-house.ts';

/**
 * Loads the demo where it is missing, one process after the other; answers the slugs just loaded.
 * **Why** a lock: hashes of PINs are salted, so two first starts at once would write other words under the same ids, and
 * the second would find its ops put apart.
 */
export async function loadDemoAlone(
  { database, pool, store }: Pick<OpenHouse, 'pool' | 'store'> & { readonly database: { readonly adminUrl: string } },
  nowMs: () => number,
): Promise<readonly string[]> {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    return await underLock(client, () => loadDemo({ pool, store, nowMs }));
  } finally {
    await client.end();
  }
}
