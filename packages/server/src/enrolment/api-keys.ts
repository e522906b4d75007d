import type { Id } from '@resto360/domain';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction } from '../db/transaction.ts';
import { hashSecret, newSecret, SecretKind } from './secrets.ts';

/** Makes a key that reads a restaurant's orders; it is shown once and only its hash is kept. */
export async function createApiKey(pool: DatabasePool, restaurant: Id<'restaurant'>, name: string): Promise<string> {
  const key = newSecret(SecretKind.apiKey, restaurant);
  await withTransaction(pool, { mode: 'write', restaurantId: restaurant }, async (transaction) => {
    await transaction.query({
      text: 'insert into api_keys (restaurant_id, key_hash, name) values ($1, $2, $3)',
      values: [restaurant, hashSecret(key), name],
    });
  });
  return key;
}
