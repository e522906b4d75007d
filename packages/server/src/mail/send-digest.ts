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

/** A claim that has not ended after this is of a process that died. By the database's clock, which all of them share. */
const CLAIM_FOR = '15 minutes';

type Within = <T>(mode: 'write' | 'snapshot', work: (transaction: Transaction) => Promise<T>) => Promise<T>;

/**
 * Writes to a house what waits for it, once a day and only where there is something to say (NOT-5).
 *
 * ```
 * the house's morning? ─► claim the day ─► facts ─► letter, or nothing to say ─► ended · failed: claim given back
 *                              └ no end within 15 minutes: the next process takes it over ┘
 * ```
 * **Why** the claim comes first: of two processes one gets the row of the day, and the other does nothing. Why it is
 * taken over: a process that dies, or loses the database, would cost that day's digest, and nobody would hear of it. One
 * that died between letter and end costs a second letter under the same Message-ID.
 * **Errors** what the mailer or the database threw; the next round tries again.
 */
export async function sendDigest(
  restaurant: Restaurant,
  { pool, mailer, nowMs }: DigestDeps,
): Promise<'sent' | 'nothing' | 'not_now'> {
  const now = nowMs();
  const within: Within = (mode, work) => withTransaction(pool, { mode, restaurantId: restaurant }, work);
  const house = await within('snapshot', (transaction) => readDigestHouse(transaction, restaurant));
  if (!house) return 'nothing';
  const { day, hour } = houseHourOf(now, house.timezone);
  if (hour < FIRST_HOUR || hour > LAST_HOUR) return 'not_now';
  const claim = await claimDay(restaurant, day, within);
  if (!claim) return 'not_now';
  let found: 'sent' | 'nothing' = 'nothing';
  try {
    const facts = await within('snapshot', (transaction) =>
      readDigestFacts(transaction, restaurant, { house, day, nowMs: now }),
    );
    if (hasNews(facts)) {
      await mailer.send(digestLetter(facts, house.to, `<digest.${day}.${restaurant}@resto360>`));
      found = 'sent';
    }
  } catch (error) {
    // Where the database is away too, the claim ends by its age.
    await claim.giveBack().catch(() => undefined);
    throw error;
  }
  await claim.end(nowMs());
  return found;
}

/** Undefined: another process has it, or the day is done. A claim that another process took over is not given back. */
async function claimDay(restaurant: Restaurant, day: string, within: Within) {
  const write = (text: string, more: readonly unknown[]) =>
    within('write', (transaction) =>
      transaction.query<{ readonly at: string }>({ text, values: [restaurant, day, ...more] }),
    );
  const { rows } = await write(
    `insert into digests (restaurant_id, day) values ($1, $2)
         on conflict (restaurant_id, day) do update set claimed_at = now()
          where digests.sent_at is null and digests.claimed_at < now() - $3::interval
      returning claimed_at::text as at`,
    [CLAIM_FOR],
  );
  const [claimed] = rows;
  if (!claimed) return undefined;
  return {
    end: (atMs: number) =>
      write('update digests set sent_at = $3 where restaurant_id = $1 and day = $2', [new Date(atMs)]),
    giveBack: () =>
      write(
        'delete from digests where restaurant_id = $1 and day = $2 and sent_at is null and claimed_at = $3::timestamptz',
        [claimed.at],
      ),
  };
}
