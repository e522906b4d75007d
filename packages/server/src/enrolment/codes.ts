import type { Id } from '@resto360/domain';
import type { DeviceKind } from '@resto360/sync';
import { errorCode } from '../db/database-error.ts';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction } from '../db/transaction.ts';
import { CODE_MS, CODE_TRIES } from './enrolment.ts';
import { codeHash, newCode, routeHash } from './secrets.ts';

const UNIQUE_VIOLATION = '23505';
const TRIALS_MAX = 5;

/** A code just made; it is shown once and only its hash is kept. */
export type FreshCode = { readonly code: string; readonly kind: DeviceKind; readonly expiresAt: Date };

/** Makes a one-time code for a device of this kind, good for ten minutes and five tries (TEN-13). */
export async function createCode(
  pool: DatabasePool,
  restaurant: Id<'restaurant'>,
  kind: DeviceKind,
  nowMs: () => number,
): Promise<FreshCode> {
  for (let trial = 1; ; trial++) {
    const code = newCode();
    try {
      return { code, kind, expiresAt: await storeCode(pool, restaurant, { code, kind, nowMs: nowMs() }) };
    } catch (error) {
      // Two living codes never share their first half.
      if (trial === TRIALS_MAX || errorCode(error) !== UNIQUE_VIOLATION) throw error;
    }
  }
}

async function storeCode(
  pool: DatabasePool,
  restaurant: Id<'restaurant'>,
  { code, kind, nowMs }: { readonly code: string; readonly kind: DeviceKind; readonly nowMs: number },
): Promise<Date> {
  const route = routeHash(code);
  const hash = await codeHash(code, restaurant);
  const now = new Date(nowMs);
  const expiresAt = new Date(nowMs + CODE_MS);
  await withTransaction(pool, { mode: 'write', restaurantId: restaurant }, async (transaction) => {
    await Promise.all([
      transaction.query({ text: 'delete from enrolment_routes where expires_at <= $1', values: [now] }),
      transaction.query({
        text: 'delete from enrolment_codes where restaurant_id = $1 and expires_at <= $2',
        values: [restaurant, now],
      }),
      transaction.query({
        text: 'insert into enrolment_routes (code_hash, restaurant_id, expires_at) values ($1, $2, $3)',
        values: [route, restaurant, expiresAt],
      }),
      transaction.query({
        text: `insert into enrolment_codes (restaurant_id, code_hash, route_hash, kind, expires_at, tries_left)
               values ($1, $2, $3, $4, $5, $6)`,
        values: [restaurant, hash, route, kind, expiresAt, CODE_TRIES],
      }),
    ]);
  });
  return expiresAt;
}
