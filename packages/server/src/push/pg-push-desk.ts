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
        await transaction.query({ text: leadHereText, values: [restaurant, install, endpoint] });
        await transaction.query({ text: dropStrayText, values: [restaurant] });
        const values = [restaurant, install, endpoint, p256dh, auth, language];
        await transaction.query({ text: subscribeText, values });
      }),
    getAddress: ({ restaurant, install }) =>
      within(restaurant, async (transaction) => {
        const text = `select max(p.endpoint) as endpoint from push_subscriptions p
                       where p.restaurant_id = $1 and p.install = $2 and ${leadsHere}`;
        const { rows } = await transaction.query<{ endpoint: string | null }>({ text, values: [restaurant, install] });
        return rows[0]?.endpoint ?? undefined;
      }),
    unsubscribe: ({ restaurant, install }, endpoint) =>
      within(restaurant, async (transaction) => {
        await forgetSubscription(transaction, restaurant, install);
        if (endpoint !== undefined) await transaction.query({ text: leadNowhereText, values: [endpoint] });
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
        await transaction.query({ text: dropStrayText, values: [restaurant] });
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

const hashOf = (address: string) => `encode(sha256(convert_to(${address}, 'UTF8')), 'hex')`;

/** Whether an address still is the one of the device that has it here: its browser may be another's by now (NOT-6). */
const leadsHere = `exists (
  select 1 from push_addresses a
   where a.address_hash = ${hashOf('p.endpoint')} and a.restaurant_id = $1 and a.install = p.install)`;

/** Whoever had the address has it no more, in whichever house: nothing of that one is touched, its own look drops it. */
const leadHereText = `
  insert into push_addresses (address_hash, restaurant_id, install) values (${hashOf('$3::text')}, $1, $2)
      on conflict (address_hash) do update set restaurant_id = excluded.restaurant_id, install = excluded.install`;
const leadNowhereText = `delete from push_addresses where address_hash = ${hashOf('$1::text')}`;
const dropStrayText = `delete from push_subscriptions p where p.restaurant_id = $1 and not ${leadsHere}`;

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
