import type { Client } from 'pg';

/** Any number will do, as long as it stays: what two starts on one database must agree on. */
const lockKey = 3_600_360;

/**
 * Runs a chore in a transaction which no other chore of this database shares.
 *
 * **Why**: the lock is of the transaction, not of the session, so that it also works behind a pooler. Chores only:
 * the core takes no advisory locks (TEN-5).
 */
export async function underLock<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [lockKey]);
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
