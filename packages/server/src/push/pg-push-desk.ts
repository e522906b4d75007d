import type { DatabasePool } from '../db/pool.ts';
import type { Answer } from '../db/statement.ts';
import { withTransaction } from '../db/transaction.ts';
import { sortStoreError } from '../db/transient-store-error.ts';
import type { DuePush, PushDesk } from './push-desk.ts';

/** The desk on PostgreSQL. **Units** ms since 1970. */
export function pgPushDesk(pool: DatabasePool, nowMs: () => number): PushDesk {
  const ask = async <Row>(restaurant: string, text: string, more: readonly unknown[]): Promise<Answer<Row>> => {
    try {
      return await withTransaction(pool, { mode: 'write', restaurantId: restaurant }, (transaction) =>
        transaction.query<Row>({ text, values: [restaurant, ...more] }),
      );
    } catch (error) {
      throw sortStoreError(error);
    }
  };
  return {
    async subscribe({ restaurant, install }, { endpoint, p256dh, auth, language }) {
      await ask(restaurant, subscribeText, [install, endpoint, p256dh, auth, language, new Date(nowMs())]);
    },
    async unsubscribe({ restaurant, install }) {
      await ask(restaurant, 'delete from push_subscriptions where restaurant_id = $1 and install = $2', [install]);
    },
    async listDue(restaurant) {
      return (await ask<DuePush>(restaurant, dueText, [new Date(nowMs())])).rows;
    },
    async claim(restaurant, { install, endpoint, toldUntil, newestAt }) {
      const text = `update push_subscriptions set told_until = $5
                     where restaurant_id = $1 and install = $2 and endpoint = $3 and told_until = $4`;
      const moments = [new Date(toldUntil), new Date(newestAt)];
      return (await ask(restaurant, text, [install, endpoint, ...moments])).rowCount === 1;
    },
    async giveBack(restaurant, { install, endpoint, toldUntil, newestAt }, nextTryAt) {
      const text = `update push_subscriptions set told_until = $5, failures = failures + 1, next_try_at = $6
                     where restaurant_id = $1 and install = $2 and endpoint = $3 and told_until = $4`;
      const moments = [new Date(newestAt), new Date(toldUntil), new Date(nextTryAt)];
      await ask(restaurant, text, [install, endpoint, ...moments]);
    },
    async taken(restaurant, { install, endpoint }) {
      const text = `update push_subscriptions set failures = 0, next_try_at = null
                     where restaurant_id = $1 and install = $2 and endpoint = $3`;
      await ask(restaurant, text, [install, endpoint]);
    },
  };
}

const subscribeText = `
  insert into push_subscriptions as p
    (restaurant_id, install, endpoint, p256dh, auth, language, subscribed_at, told_until)
  values ($1, $2, $3, $4, $5, $6, $7, $7)
  on conflict (restaurant_id, install) do update
     set endpoint = excluded.endpoint, p256dh = excluded.p256dh, auth = excluded.auth, language = excluded.language,
         subscribed_at = excluded.subscribed_at, told_until = excluded.told_until, failures = 0, next_try_at = null
   where p.restaurant_id = $1`;

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
   where p.restaurant_id = $1 and (p.next_try_at is null or p.next_try_at <= $2)`;
