import { randomBytes } from 'node:crypto';
import { uuidV7, type Id } from '@resto360/domain';
import type { ServerStore } from '@resto360/sync/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTransaction } from '../db/transaction.ts';
import { openTestStore, type TestStore } from '../testing/test-store.ts';
import { tellAttempts } from './tell-attempts.ts';

let house: TestStore;
beforeAll(async () => {
  house = await openTestStore();
});
afterAll(() => house.close());

const newId = (): Id => uuidV7(Date.now(), randomBytes(10));
const nowMs = () => Date.now();

/** An attempt that tills know nothing of. */
async function openAttempt(): Promise<{ readonly restaurant: Id<'restaurant'>; readonly attempt: Id }> {
  const [restaurant, attempt] = [await house.addRestaurant(), newId()];
  await send(
    restaurant,
    `insert into offline_payment_queue (restaurant_id, id, "order", payment, kind, rail, provider, account, amount_minor,
       currency, asked_at, status, sends, ambiguous_sends, provider_request, version, status_since)
     values ($1, $2, $2, $2, 'push', 'mtn', 'mtn', 'mtn-1', 1000, 'XOF', now(), 'pending_customer', 1, 0, $2, 5, now())`,
    [attempt],
  );
  return { restaurant, attempt };
}

async function send<Row>(restaurant: Id<'restaurant'>, text: string, values: readonly unknown[] = []) {
  const sent = await withTransaction(house.pool, { mode: 'write', restaurantId: restaurant }, (transaction) =>
    transaction.query<Row>({ text, values: [restaurant, ...values] }),
  );
  return sent.rows;
}

const saved = (restaurant: Id<'restaurant'>, set: string) =>
  send(restaurant, `update offline_payment_queue set version = version + 1, ${set} where restaurant_id = $1`);
const tell = (restaurant: Id<'restaurant'>, store: ServerStore = house.store) =>
  tellAttempts(restaurant, { pool: house.pool, store, nowMs });
const toldState = async (restaurant: Id<'restaurant'>) =>
  (await house.store.rows(restaurant, 'payment_attempts')).map(({ f }) => f['state']);
const versions = (restaurant: Id<'restaurant'>) =>
  send<{ readonly version: number; readonly told: number }>(
    restaurant,
    'select version::int, told_version::int as told from offline_payment_queue where restaurant_id = $1',
  );

/** A store whose next write waits, with what it has read already in its hands; `before` or after it is stored. */
function heldUp(at: 'before' | 'after') {
  const reached = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  let isFirst = true;
  const wait = async () => {
    reached.resolve();
    await goOn.promise;
  };
  const write: ServerStore['write'] = async (restaurant, load, decide) => {
    const isHeld = isFirst;
    isFirst = false;
    if (isHeld && at === 'before') await wait();
    const value = await house.store.write(restaurant, load, decide);
    if (isHeld && at === 'after') await wait();
    return value;
  };
  return { store: { ...house.store, write }, reached: reached.promise, goOn: goOn.resolve };
}

test.each(['before', 'after'] as const)(
  '[PAY-11] who is held up %s it writes does not leave the tills with an older state',
  async (at) => {
    const { restaurant } = await openAttempt();
    const late = heldUp(at);
    const first = tell(restaurant, late.store);
    await late.reached;
    await saved(restaurant, "status = 'succeeded', accepted_minor = 1000, grade = 'provider'");
    await tell(restaurant);
    late.goOn();
    await first;
    expect([await toldState(restaurant), await versions(restaurant)]).toEqual([
      ['succeeded'],
      [{ version: 6, told: 6 }],
    ]);
  },
);

test('[PAY-11] one who was told of something newer than what is stored is told again', async () => {
  const { restaurant } = await openAttempt();
  await tell(restaurant);
  await saved(restaurant, "status = 'succeeded'");
  // What a teller that died left: the version that it had seen.
  expect(await versions(restaurant)).toEqual([{ version: 6, told: 5 }]);
  expect([await tell(restaurant), await toldState(restaurant)]).toEqual([1, ['succeeded']]);
});

test('[PAY-19] what is suggested for a claim is told, and that it is no more', async () => {
  const { restaurant } = await openAttempt();
  const shown = async () => {
    await tell(restaurant);
    const [row] = await house.store.rows(restaurant, 'payment_attempts');
    return [row?.f['suggested'], row?.f['suggestedAt']];
  };
  await saved(restaurant, "status = 'claimed', suggested = 'T_1234', suggested_at = '2026-11-02 12:00:00Z'");
  expect(await shown()).toEqual(['T_1234', Date.UTC(2026, 10, 2, 12)]);
  await saved(restaurant, 'suggested = null, suggested_at = null');
  expect(await shown()).toEqual([null, null]);
});

test('what tills see nothing of makes no version, and is done with', async () => {
  const { restaurant } = await openAttempt();
  expect(await tell(restaurant)).toBe(1);
  const before = await house.store.head(restaurant);
  await saved(restaurant, "retry_count = 3, last_retry_at = now(), note = 'pending'");
  expect(await tell(restaurant)).toBe(0);
  expect((await house.store.head(restaurant))?.head).toBe(before?.head);
  expect(await versions(restaurant)).toEqual([{ version: 6, told: 6 }]);
});
