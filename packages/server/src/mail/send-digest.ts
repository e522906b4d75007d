import type { DatabasePool } from '../db/pool.ts';
import { type Transaction, withTransaction } from '../db/transaction.ts';
import type { Restaurant } from '../exceptions/notice.ts';
import { hasNews } from './digest-facts.ts';
import { digestLetter } from './digest-letter.ts';
import { houseHourOf } from './house-hour.ts';
import type { Mailer } from './mailer.ts';
import { readDigestFacts, readDigestHouse } from './read-digest.ts';

/** Between these hours of the house's day a digest may go; a server that was away at six makes up for it until noon. */
const FIRST_HOUR = 6;
const LAST_HOUR = 11;

/** What sending needs. **Units** ms since 1970. */
export type DigestDeps = { readonly pool: DatabasePool; readonly mailer: Mailer; readonly nowMs: () => number };

/**
 * Writes to a house what waits for it, once a day and only where there is something to say (NOT-5).
 *
 * ```
 * the house's morning? ─► claim the day ─► facts ─► nothing to say: done · letter ─► sent · failed: claim given back
 * ```
 * **Why** the claim comes first: of two processes one gets the row of the day, and the other does nothing. A process
 * that dies between claim and letter costs that day's digest; two letters would cost trust.
 * **Errors** what the mailer or the database threw; the next round tries again.
 */
export async function sendDigest(
  restaurant: Restaurant,
  { pool, mailer, nowMs }: DigestDeps,
): Promise<'sent' | 'nothing' | 'not_now'> {
  const now = nowMs();
  const within = <T>(mode: 'write' | 'snapshot', work: (transaction: Transaction) => Promise<T>) =>
    withTransaction(pool, { mode, restaurantId: restaurant }, work);
  const house = await within('snapshot', (transaction) => readDigestHouse(transaction, restaurant));
  if (!house) return 'nothing';
  const { day, hour } = houseHourOf(now, house.timezone);
  if (hour < FIRST_HOUR || hour > LAST_HOUR) return 'not_now';
  const values = [restaurant, day];
  const claimed = await within('write', (transaction) =>
    transaction.query({
      text: 'insert into digests (restaurant_id, day) values ($1, $2) on conflict (restaurant_id, day) do nothing',
      values,
    }),
  );
  if (claimed.rowCount === 0) return 'not_now';
  try {
    const facts = await within('snapshot', (transaction) =>
      readDigestFacts(transaction, restaurant, { house, day, nowMs: now }),
    );
    if (!hasNews(facts)) return 'nothing';
    await mailer.send(digestLetter(facts, house.to, `<digest.${day}.${restaurant}@resto360>`));
  } catch (error) {
    const text = 'delete from digests where restaurant_id = $1 and day = $2 and sent_at is null';
    await within('write', (transaction) => transaction.query({ text, values }));
    throw error;
  }
  await within('write', (transaction) =>
    transaction.query({
      text: 'update digests set sent_at = $3 where restaurant_id = $1 and day = $2',
      values: [...values, new Date(nowMs())],
    }),
  );
  return 'sent';
}
