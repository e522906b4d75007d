import type { Install } from '@resto360/domain';
import type { DeviceKind } from '@resto360/sync';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction } from '../db/transaction.ts';
import { sortStoreError } from '../db/transient-store-error.ts';
import type { Credentials, DeviceIdentity } from './credentials.ts';
import { hashSecret, restaurantOf, SecretKind } from './secrets.ts';
import { ShortMemory } from './short-memory.ts';

/** How long a found credential is believed without asking again: a revocation takes at most this long. */
const BELIEVED_MS = 5_000;

/** Credentials that are believed for a short time, unless they are forgotten before, by the hash of their secret. */
export type RememberedCredentials = Credentials & { forget(hash: string): void };

/** Looks credentials up in PostgreSQL by their hash, in the one restaurant that each of them names. */
export function pgCredentials(pool: DatabasePool, nowMs: () => number): RememberedCredentials {
  const memory = new ShortMemory<unknown>(BELIEVED_MS, nowMs);
  const remembered = async <T>(hash: string, look: () => Promise<T | undefined>): Promise<T | undefined> => {
    const before = memory.get(hash);
    if (before !== undefined) return before as T;
    const found = await look();
    if (found !== undefined) memory.set(hash, found);
    return found;
  };
  return {
    forget: (hash) => memory.forget(hash),
    async device(token) {
      const restaurant = restaurantOf(SecretKind.device, token);
      if (restaurant === undefined) return undefined;
      const hash = hashSecret(token);
      return remembered<DeviceIdentity>(hash, async () => {
        const [row] = await readRows<{ install: Install; kind: DeviceKind }>(pool, restaurant, {
          name: 'device_by_token',
          text: 'select install, kind from devices where restaurant_id = $1 and token_hash = $2 and revoked_at is null',
          values: [restaurant, hash],
        });
        return row && { restaurant, ...row };
      });
    },
    async revokedDevice(token) {
      const restaurant = restaurantOf(SecretKind.device, token);
      if (restaurant === undefined) return undefined;
      const [row] = await readRows<{ install: Install; kind: DeviceKind }>(pool, restaurant, {
        name: 'revoked_device_by_token',
        text: 'select install, kind from devices where restaurant_id = $1 and token_hash = $2 and revoked_at is not null',
        values: [restaurant, hashSecret(token)],
      });
      return row && { restaurant, ...row };
    },
    async apiKey(key) {
      const restaurant = restaurantOf(SecretKind.apiKey, key);
      if (restaurant === undefined) return undefined;
      const hash = hashSecret(key);
      return remembered(hash, async () => {
        const rows = await readRows(pool, restaurant, {
          name: 'api_key_by_hash',
          text: 'select 1 from api_keys where restaurant_id = $1 and key_hash = $2 and revoked_at is null',
          values: [restaurant, hash],
        });
        return rows.length > 0 ? { restaurant } : undefined;
      });
    },
  };
}

async function readRows<Row>(
  pool: DatabasePool,
  restaurantId: string,
  statement: { readonly name: string; readonly text: string; readonly values: readonly unknown[] },
): Promise<readonly Row[]> {
  try {
    return await withTransaction(pool, { mode: 'snapshot', restaurantId }, async (transaction) => {
      const [answer] = await Promise.all([transaction.query<Row>(statement), transaction.commit()]);
      return answer.rows;
    });
  } catch (error) {
    throw sortStoreError(error);
  }
}
