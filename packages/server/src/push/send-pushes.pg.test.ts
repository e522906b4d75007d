import { ODD_VIEWS } from '@resto360/domain/testing';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withTransaction } from '../db/transaction.ts';
import { listPlaced, LookedAt, NOW_MS } from '../exceptions/looked-at.ts';
import { claimsOf, FakePushService } from './fake-push-service.ts';
import { pgPushDesk } from './pg-push-desk.ts';
import { postPush } from './post-push.ts';
import type { PushDesk } from './push-desk.ts';
import { keepPushKeys, type PushKeys } from './push-keys.ts';
import { sendPushes } from './send-pushes.ts';

const TILL = 'AAAAAAAAAA';
const MINUTE_MS = 60_000;

let mine: LookedAt;
let keys: PushKeys;
let desk: PushDesk;
let service: FakePushService;
let nowMs: number;
beforeAll(async () => {
  mine = await LookedAt.open();
  keys = await keepPushKeys(mine.house.database.adminUrl);
  desk = pgPushDesk(mine.house.pool);
});
afterAll(() => mine.house.close());
beforeEach(async () => {
  nowMs = NOW_MS;
  service = await FakePushService.start();
  await mine.next();
  await mine.house.addDevice(mine.restaurant, { install: TILL, kind: 'pos' });
});
afterEach(() => service.stop());

const device = () => ({ restaurant: mine.restaurant, install: TILL, kind: 'pos' }) as const;
const send = (restaurant = mine.restaurant) =>
  sendPushes(restaurant, {
    desk,
    keys,
    subject: 'mailto:caisse@example.ci',
    post: (request) => postPush(request, 'any'),
    log: { warn: () => {} },
  });

/** How many browsers the owner of the tables counts for a house. */
async function countOf(restaurant: string): Promise<number> {
  const text = 'select count(*)::int as count from push_subscriptions where restaurant_id = $1';
  return (await asOwner<{ count: number }>(text, [restaurant]))[0]?.count ?? 0;
}

/** So much time passes on the database's clock: what waits comes that much nearer. */
async function pass(ms: number): Promise<void> {
  await asOwner("update push_subscriptions set next_try_at = next_try_at - $1 * interval '1 ms'", [ms]);
}

async function asOwner<Row extends object>(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
  const owner = new Client({ connectionString: mine.house.database.adminUrl });
  await owner.connect();
  try {
    return (await owner.query<Row>(text, [...values])).rows;
  } finally {
    await owner.end();
  }
}

/** Something odd begins, a moment later. */
async function odd(kind: keyof typeof ODD_VIEWS): Promise<void> {
  nowMs += 1_000;
  await mine.put(listPlaced(ODD_VIEWS[kind]()));
  await mine.look(nowMs);
}

describe('[NOT-6] a push', () => {
  test('is signed with the own keys, encrypted for the browser, and holds no more than kind and count', async () => {
    await desk.subscribe(device(), service.subscription());
    await odd('overpaid');
    await send();
    const [pushed] = service.pushed;
    if (!pushed) throw new Error('something was pushed');
    expect(pushed.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '43200', topic: 'inbox' });
    expect(claimsOf(pushed, keys.publicKey)).toMatchObject({ aud: service.origin, sub: 'mailto:caisse@example.ci' });
    expect(pushed.body.toString('latin1')).not.toContain('overpaid');
    expect(service.open(pushed)).toEqual({ kind: 'overpaid', count: 1, language: 'fr' });
  });

  test('comes once, and not for what was open before; several kinds are several', async () => {
    await odd('in_suspense');
    await desk.subscribe(device(), service.subscription());
    await send();
    expect(service.pushed).toHaveLength(0);
    await odd('overpaid');
    await odd('price_edited_twice');
    await Promise.all([send(), send()]);
    await send();
    expect(service.pushed.map((one) => service.open(one))).toEqual([{ kind: 'several', count: 2, language: 'fr' }]);
  });

  test('that the service does not take comes again, later and later, with what opened meanwhile', async () => {
    await desk.subscribe(device(), service.subscription());
    await odd('overpaid');
    service.status = 503;
    await send();
    await send();
    expect(service.pushed).toHaveLength(1);
    await pass(MINUTE_MS);
    await send();
    await pass(MINUTE_MS);
    await send();
    expect(service.pushed).toHaveLength(2);
    service.status = 201;
    await odd('in_suspense');
    await pass(MINUTE_MS);
    await send();
    expect(service.pushed).toHaveLength(3);
    expect(service.open(service.pushed[2] as (typeof service.pushed)[number])).toMatchObject({ count: 2 });
  });

  test('that a process took and did not send, because it ended, is sent by another when the claim is over', async () => {
    await desk.subscribe(device(), service.subscription());
    await odd('overpaid');
    const [due] = await desk.listDue(mine.restaurant);
    if (!due) throw new Error('something is due');
    expect(await desk.claim(mine.restaurant, due)).toBe(true);
    expect(await desk.claim(mine.restaurant, due)).toBe(false);
    await send();
    expect(service.pushed).toHaveLength(0);
    await pass(MINUTE_MS);
    await send();
    await send();
    expect(service.pushed).toHaveLength(1);
  });

  test('is lost between no two servers: what opens by the clock that is behind is told all the same', async () => {
    await desk.subscribe(device(), service.subscription());
    nowMs += MINUTE_MS;
    await odd('overpaid');
    await send();
    nowMs -= 2 * MINUTE_MS;
    await odd('price_edited_twice');
    await send();
    expect(service.pushed.map((one) => service.open(one))).toMatchObject([
      { kind: 'overpaid', count: 1 },
      { kind: 'price_edited_twice', count: 1 },
    ]);
  });

  test('follows no redirect: that counts as not taken', async () => {
    await desk.subscribe(device(), service.subscription());
    await odd('overpaid');
    service.status = 307;
    await send();
    expect(service.pushed.map(({ path }) => path)).toEqual(['/box']);
  });

  test.each([404, 410])('to a browser that is gone (%s) was the last one', async (status) => {
    await desk.subscribe(device(), service.subscription());
    await odd('overpaid');
    service.status = status;
    await send();
    await odd('in_suspense');
    await pass(600 * MINUTE_MS);
    await send();
    expect(service.pushed).toHaveLength(1);
  });

  test('does not go to who took it back, nor to a revoked device', async () => {
    await desk.subscribe(device(), service.subscription());
    await desk.unsubscribe(device());
    await odd('overpaid');
    await send();
    await desk.subscribe(device(), service.subscription());
    await withTransaction(mine.house.pool, { mode: 'write', restaurantId: mine.restaurant }, (transaction) =>
      transaction.query({
        text: 'update devices set revoked_at = now() where restaurant_id = $1',
        values: [mine.restaurant],
      }),
    );
    await odd('in_suspense');
    await send();
    expect(service.pushed).toHaveLength(0);
  });

  test('to a browser whose keys are none, or whose service is away, holds up no other', async () => {
    await mine.house.addDevice(mine.restaurant, { install: 'BBBBBBBBBB', kind: 'pos' });
    await mine.house.addDevice(mine.restaurant, { install: '9999999999', kind: 'pos' });
    const broken = { ...service.subscription('/broken'), p256dh: 'B'.repeat(87) };
    await desk.subscribe({ ...device(), install: '9999999999' }, broken);
    const away = { ...service.subscription(), endpoint: 'http://127.0.0.1:1/box' };
    await desk.subscribe({ ...device(), install: TILL }, away);
    await desk.subscribe({ ...device(), install: 'BBBBBBBBBB' }, service.subscription());
    await odd('overpaid');
    await send();
    expect(service.pushed).toHaveLength(1);
  });

  test.each(['subscribes in another house', 'is enrolled there, and told nothing'])(
    'stops for the former house when the browser %s',
    async (how) => {
      const [former, { endpoint }] = [device(), service.subscription()];
      await desk.subscribe(former, service.subscription());
      await mine.next();
      await mine.house.addDevice(mine.restaurant, { install: 'BBBBBBBBBB', kind: 'pos' });
      const now = { restaurant: mine.restaurant, install: 'BBBBBBBBBB' };
      if (how.startsWith('sub')) await desk.subscribe(now, service.subscription());
      else await desk.unsubscribe(now, endpoint);
      expect(await desk.getAddress(former)).toBeUndefined();
      expect(await desk.getAddress(now)).toBe(how.startsWith('sub') ? endpoint : undefined);
      // No statement sees another house: the former one drops what no longer leads to it with its next look.
      expect(await desk.listDue(former.restaurant)).toEqual([]);
      expect(await countOf(former.restaurant)).toBe(0);
    },
  );

  test('has one browser behind one address: two devices that bring it at once leave one', async () => {
    await mine.house.addDevice(mine.restaurant, { install: 'BBBBBBBBBB', kind: 'pos' });
    const both = [device(), { ...device(), install: 'BBBBBBBBBB' }];
    await Promise.all(both.map((one) => desk.subscribe(one, service.subscription())));
    expect(await countOf(mine.restaurant)).toBe(1);
  });

  test('to an address that is gone leaves the one that took its place', async () => {
    await desk.subscribe(device(), service.subscription());
    await odd('overpaid');
    const [due] = await desk.listDue(mine.restaurant);
    await desk.subscribe(device(), service.subscription('/next'));
    if (due) await desk.gone(mine.restaurant, due);
    expect(await desk.getAddress(device())).toBe(service.subscription('/next').endpoint);
  });

  test('[TEN-12] of one house tells nothing of another', async () => {
    await desk.subscribe(device(), service.subscription());
    const first = mine.restaurant;
    await mine.next();
    await odd('overpaid');
    await send();
    await send(first);
    expect(service.pushed).toHaveLength(0);
  });
});

test('[NOT-6] the keys are made once for a database, and the application cannot read them', async () => {
  expect(await keepPushKeys(mine.house.database.adminUrl)).toEqual(keys);
  await expect(mine.house.pool.query({ text: 'select * from resto360_admin.push_keys' })).rejects.toThrow('permission');
});
