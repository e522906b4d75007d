import type { DatabasePool } from '../db/pool.ts';
import { withTransaction, type Transaction } from '../db/transaction.ts';
import { sortStoreError } from '../db/transient-store-error.ts';
import { forgetSubscription } from './forget-subscription.ts';
import type { DuePush, PushDesk } from './push-desk.ts';

/** How long a push is one process's. A push service has 10 s to answer. **Units** ms. */
const CLAIM_MS = 60_000;

/** The desk on PostgreSQL. */
export function pgPushDesk(pool: DatabasePool): PushDesk {
  const within: Within = async (restaurantId, work) => {
    try {
      return await withTransaction(pool, { mode: 'write', restaurantId }, work);
    } catch (error) {
      throw sortStoreError(error);
    }
  };
  return { ...subscriptionsOf(within), ...pushesOf(within) };
}

type Within = <T>(restaurant: string, work: (transaction: Transaction) => Promise<T>) => Promise<T>;

function subscriptionsOf(within: Within): Pick<PushDesk, 'subscribe' | 'getAddress' | 'unsubscribe'> {
  return {
    subscribe: ({ restaurant, install }, { endpoint, p256dh, auth, language }) =>
      within(restaurant, async (transaction) => {
        await transaction.query({ text: releaseText, values: [endpoint] });
        const values = [restaurant, install, endpoint, p256dh, auth, language];
        await transaction.query({ text: subscribeText, values });
      }),
    getAddress: ({ restaurant, install }) =>
      within(restaurant, async (transaction) => {
        const text =
          'select max(endpoint) as endpoint from push_subscriptions where restaurant_id = $1 and install = $2';
        const { rows } = await transaction.query<{ endpoint: string | null }>({ text, values: [restaurant, install] });
        return rows[0]?.endpoint ?? undefined;
      }),
    unsubscribe: ({ restaurant, install }, endpoint) =>
      within(restaurant, async (transaction) => {
        await forgetSubscription(transaction, restaurant, install);
        if (endpoint !== undefined) await transaction.query({ text: releaseText, values: [endpoint] });
      }),
  };
}

function pushesOf(within: Within): Omit<PushDesk, keyof ReturnType<typeof subscriptionsOf>> {
  const change = (restaurant: string, text: string, ...more: readonly unknown[]) =>
    within(restaurant, async (transaction) => {
      const { rowCount } = await transaction.query({ text, values: [restaurant, ...more] });
      return rowCount === 1;
    });
  return {
    listDue: (restaurant) =>
      within(restaurant, async (transaction) => {
        return (await transaction.query<DuePush>({ text: dueText, values: [restaurant] })).rows;
      }),
    claim: (restaurant, { install, endpoint, toldUntil }) =>
      change(restaurant, claimText, install, endpoint, new Date(toldUntil), CLAIM_MS),
    async giveBack(restaurant, { install, endpoint, toldUntil }, pauseMs) {
      const text = `update push_subscriptions set failures = failures + 1, next_try_at = now() + $5 * interval '1 ms'
                     where restaurant_id = $1 and install = $2 and endpoint = $3 and told_until = $4`;
      await change(restaurant, text, install, endpoint, new Date(toldUntil), pauseMs);
    },
    async taken(restaurant, { install, endpoint, toldUntil, newestAt }) {
      const text = `update push_subscriptions set told_until = $5, failures = 0, next_try_at = null
                     where restaurant_id = $1 and install = $2 and endpoint = $3 and told_until = $4`;
      await change(restaurant, text, install, endpoint, new Date(toldUntil), new Date(newestAt));
    },
    async gone(restaurant, { install, endpoint }) {
      const text = 'delete from push_subscriptions where restaurant_id = $1 and install = $2 and endpoint = $3';
      await change(restaurant, text, install, endpoint);
    },
  };
}

/** Whoever had the address has it no more, in whichever house: the function sees them, and this transaction does not. */
const releaseText = 'select release_push_address($1)';

const subscribeText = `
  insert into push_subscriptions as p
    (restaurant_id, install, endpoint, p256dh, auth, language, subscribed_at, told_until)
  values ($1, $2, $3, $4, $5, $6, now(), coalesce(
    (select max(o.opened_at) from exception_notices o where o.restaurant_id = $1), to_timestamp(0)))
  on conflict (restaurant_id, install) do update
     set endpoint = excluded.endpoint, p256dh = excluded.p256dh, auth = excluded.auth, language = excluded.language,
         subscribed_at = excluded.subscribed_at, told_until = excluded.told_until, failures = 0, next_try_at = null
   where p.restaurant_id = $1`;

const claimText = `
  update push_subscriptions set next_try_at = now() + $5 * interval '1 ms'
   where restaurant_id = $1 and install = $2 and endpoint = $3 and told_until = $4
     and (next_try_at is null or next_try_at <= now())`;

/** What opened since a device was last told and is still open; a revoked device is told nothing. */
const dueText = `
  select p.install, p.endpoint, p.p256dh, p.auth, p.language, p.failures, n.kind, n.count,
         (extract(epoch from p.told_until) * 1000)::bigint as "toldUntil",
         (extract(epoch from n.newest) * 1000)::bigint as "newestAt"
    from push_subscriptions p
    join devices d on d.restaurant_id = $1 and d.install = p.install and d.revoked_at is null
    cross join lateral (
      select count(*) as count, max(o.opened_at) as newest,
             case when count(distinct o.kind) = 1 then min(o.kind) else 'several' end as kind
        from exception_notices o
       where o.restaurant_id = $1 and o.ended_at is null and o.opened_at > p.told_until
      having count(*) > 0) n
   where p.restaurant_id = $1 and (p.next_try_at is null or p.next_try_at <= now())`;
