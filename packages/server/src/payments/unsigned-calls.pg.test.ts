import { randomBytes, randomUUID } from 'node:crypto';
import { uuidV7, type Id } from '@resto360/domain';
import { KNOCK_EVERY_MS } from '@resto360/payments';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withTransaction } from '../db/transaction.ts';
import { openTestStore, type TestStore } from '../testing/test-store.ts';
import { Jobs } from './jobs.ts';
import { openPayments, type Payments } from './open-payments.ts';
import { pgWebhookInbox } from './pg-webhook-inbox.ts';
import { WEBHOOK_KEPT_MS, purgeWebhooks } from './purge-webhooks.ts';
import { UNSIGNED_KEPT_MAX, UNSIGNED_MAX_BYTES } from './unsigned-calls.ts';

let house: TestStore;
let jobs: Jobs;
let payments: Payments;
const nowMs = () => Date.now();
beforeAll(async () => {
  house = await openTestStore();
  jobs = new Jobs(house.database.appUrl, () => {});
  const key = { name: 'test', bytes: randomBytes(32) };
  payments = openPayments({ pool: house.pool, jobs, key, nowMs, mayPlay: true });
});
afterAll(async () => {
  await jobs.stop();
  await house.close();
});

type Scene = { readonly restaurant: Id<'restaurant'>; readonly provider: string; readonly requestId: string };

/** A house with an account and one attempt that was sent. */
async function openScene(provider: 'mtn' | 'pawapay', secrets: Readonly<Record<string, string>> = {}): Promise<Scene> {
  const restaurant = await house.addRestaurant();
  const words = { rail: provider, name: provider, position: 0, merchantCode: null, operators: [], settings: {} };
  const reached = { environment: 'sandbox', baseUrl: 'https://provider.example', webhookUrl: null } as const;
  await payments.accounts.put(restaurant, { id: 'main', provider, country: 'CI', secrets, ...words, ...reached });
  return { restaurant, provider, requestId: await addSent(restaurant, provider) };
}

/** An attempt that was sent; answers the id of its request. */
async function addSent(restaurant: Id<'restaurant'>, provider: string): Promise<string> {
  const requestId = randomUUID();
  await query(
    restaurant,
    `insert into offline_payment_queue (restaurant_id, id, "order", payment, kind, rail, provider, account, amount_minor,
       currency, asked_at, status, sends, ambiguous_sends, provider_request, version, status_since, next_retry_at)
     values ($1, $2, $2, $2, 'push', $3, $3, 'main', 1000, 'XOF', now(), 'pending_customer', 1, 0, $4, 1, now(), now())`,
    [uuidV7(Date.now(), randomBytes(10)), provider, requestId],
  );
  return requestId;
}

async function query<Row>(restaurant: Id<'restaurant'>, text: string, values: readonly unknown[] = []) {
  const sent = await withTransaction(house.pool, { mode: 'write', restaurantId: restaurant }, (transaction) =>
    transaction.query<Row>({ text, values: [restaurant, ...values] }),
  );
  return sent.rows;
}

const call = ({ restaurant, provider }: Scene, body: object) =>
  payments.hear(restaurant, 'main', provider, {
    headers: {},
    method: 'POST',
    path: `/api/payments/webhooks/${provider}/x`,
    authority: 'resto.example',
    rawBody: Buffer.from(JSON.stringify(body)),
    receivedAtMs: nowMs(),
  });
/** So many different calls, one after the other; answers what was said to each. */
async function flood(scene: Scene, count: number): Promise<unknown[]> {
  const kinds: unknown[] = [];
  for (let at = 0; at < count; at++) kinds.push((await call(scene, { externalId: scene.requestId, at }))?.kind);
  return kinds;
}
const kept = ({ restaurant }: Scene) =>
  query<{ readonly bytes: number }>(
    restaurant,
    'select octet_length(body) as bytes from payment_webhooks where restaurant_id = $1',
  );

describe.each([
  ['mtn', 'externalId'],
  ['pawapay', 'depositId'],
] as const)('calls that %s does not sign', (provider, field) => {
  test('[PAY-14] about what nobody here asked for leave nothing behind', async () => {
    const scene = await openScene(provider);
    expect(await call(scene, { [field]: randomUUID() })).toEqual({ kind: 'nobody' });
    expect(await kept(scene)).toEqual([]);
  });

  test('[PAY-14] about an attempt of another house leave nothing behind', async () => {
    const [mine, theirs] = [await openScene(provider), await openScene(provider)];
    expect(await call(mine, { [field]: theirs.requestId })).toEqual({ kind: 'nobody' });
    expect(await kept(mine)).toEqual([]);
  });

  test('[PAY-13] about an account that is switched off are heard: what has left is read to its end', async () => {
    const scene = await openScene(provider);
    await payments.accounts.switchOff(scene.restaurant, 'main');
    expect(await call(scene, { [field]: scene.requestId })).toMatchObject({ kind: 'woken' });
  });

  test('[PAY-14] about an attempt wake it, and little of them is kept', async () => {
    const scene = await openScene(provider);
    const body = { [field]: scene.requestId, padding: 'x'.repeat(100_000) };
    expect(await call(scene, body)).toMatchObject({ kind: 'woken' });
    expect(await call(scene, body)).toEqual({ kind: 'known' });
    expect(await call(scene, { ...body, padding: `${body.padding}y` })).toMatchObject({ kind: 'woken' });
    expect(await kept(scene)).toEqual([{ bytes: UNSIGNED_MAX_BYTES }, { bytes: UNSIGNED_MAX_BYTES }]);
  });
});

describe('[PAY-14] very many different calls about one attempt', () => {
  test('are answered, and no more of them are kept than there is room for', async () => {
    const scene = await openScene('mtn');
    const kinds = await flood(scene, UNSIGNED_KEPT_MAX + 10);
    expect(new Set(kinds.slice(0, UNSIGNED_KEPT_MAX))).toEqual(new Set(['woken']));
    expect(new Set(kinds.slice(UNSIGNED_KEPT_MAX))).toEqual(new Set(['soon']));
    expect(await kept(scene)).toHaveLength(UNSIGNED_KEPT_MAX);
    // A copy of one that is kept is known as ever; those about another attempt of the house have room of their own.
    expect(await call(scene, { externalId: scene.requestId, at: 3 })).toEqual({ kind: 'known' });
    const externalId = await addSent(scene.restaurant, 'mtn');
    expect(await call(scene, { externalId, at: 3 })).toMatchObject({ kind: 'woken' });
    expect(await kept(scene)).toHaveLength(UNSIGNED_KEPT_MAX + 1);
  });

  test('wake it no more often than at a pace: the provider’s own one among them is not lost', async () => {
    const scene = await openScene('mtn');
    await flood(scene, UNSIGNED_KEPT_MAX);
    await query(
      scene.restaurant,
      `update offline_payment_queue set last_retry_at = now(), next_retry_at = now() + interval '1 hour'
        where restaurant_id = $1`,
    );
    const late = (at: string) => call(scene, { externalId: scene.requestId, at });
    expect([await late('one'), await late('two')]).toMatchObject([{ kind: 'woken' }, { kind: 'soon' }]);
    const due = await query<{ readonly ms: number }>(
      scene.restaurant,
      `select (extract(epoch from next_retry_at - last_retry_at) * 1000)::int as ms
         from offline_payment_queue where restaurant_id = $1`,
    );
    expect(due).toEqual([{ ms: KNOCK_EVERY_MS }]);
  });
});

test('[PAY-14] one of pawaPay without its signature is refused where its keys are known', async () => {
  const scene = await openScene('pawapay', { webhookPublicKeys: '{}' });
  expect(await call(scene, { depositId: scene.requestId })).toMatchObject({ kind: 'refused', reason: 'bad_signature' });
  expect(await kept(scene)).toEqual([]);
});

test('[PAY-14] calls are let go of after 90 days, those of this house alone', async () => {
  const [mine, theirs] = [await openScene('mtn'), await openScene('mtn')];
  for (const { restaurant } of [mine, theirs]) {
    for (const [eventKey, ageMs] of [
      ['old', WEBHOOK_KEPT_MS + 1],
      ['young', WEBHOOK_KEPT_MS - 60_000],
    ] as const) {
      const entry = { provider: 'mtn', account: 'main', eventKey, rawBody: Buffer.from('{}') };
      await pgWebhookInbox(house.pool, restaurant).keep({ ...entry, receivedAtMs: nowMs() - ageMs });
    }
  }
  expect(await purgeWebhooks(house.pool, mine.restaurant, nowMs())).toBe(1);
  expect([(await kept(mine)).length, (await kept(theirs)).length]).toEqual([1, 2]);
});
