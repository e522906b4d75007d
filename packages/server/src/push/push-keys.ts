import { Client } from 'pg';
import webPush from 'web-push';
import { migratorRole } from '../db/roles.ts';
import { underLock } from '../db/under-lock.ts';

/** The server's own key pair, by which push services know who writes (VAPID). The private half is a secret. */
export type PushKeys = { readonly publicKey: string; readonly privateKey: string };

/**
 * Reads the pair this database keeps, after proposing a fresh one: the first proposal ever stays, because every browser
 * that subscribed is bound to its public half.
 * **Why** kept where only the migrator reads: every process of this database finds the same pair, and no statement of
 * the application can.
 */
export async function keepPushKeys(adminUrl: string): Promise<PushKeys> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await underLock(client, async () => {
      await client.query(`set local role ${migratorRole}`);
      await client.query(
        `create table if not exists resto360_admin.push_keys (
           one boolean primary key default true check (one), public_key text not null, private_key text not null)`,
      );
      const fresh = webPush.generateVAPIDKeys();
      await client.query(
        'insert into resto360_admin.push_keys (public_key, private_key) values ($1, $2) on conflict (one) do nothing',
        [fresh.publicKey, fresh.privateKey],
      );
      const kept = await client.query<PushKeys>(
        'select public_key as "publicKey", private_key as "privateKey" from resto360_admin.push_keys',
      );
      return kept.rows[0] ?? fresh;
    });
  } finally {
    await client.end();
  }
}
