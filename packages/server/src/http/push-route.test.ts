import { beforeEach, describe, expect, test } from 'vitest';
import { isPublicEndpoint } from '../push/public-address.ts';
import { bearer, MINE, openTestHouse, TILL, type TestHouse } from './test-kit.ts';

const subscription = {
  endpoint: 'https://fcm.googleapis.com/fcm/send/abc',
  keys: { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) },
  language: 'fr',
};
let house: TestHouse;
let asked: unknown[];
beforeEach(async () => {
  asked = [];
  const desk = {
    subscribe: async (...given: unknown[]) => void asked.push(['subscribe', ...given]),
    unsubscribe: async (...given: unknown[]) => void asked.push(['unsubscribe', ...given]),
    getAddress: async ({ install }: { install: string }) => (install === TILL ? subscription.endpoint : undefined),
  };
  house = await openTestHouse({ push: { publicKey: 'the-public-key', isEndpoint: isPublicEndpoint, desk } });
});

async function call(method: 'GET' | 'POST', path: string, payload?: object, token = 'token-till') {
  const answer = await house.app.inject({
    method,
    url: `/api/push/${path}`,
    headers: bearer(token),
    ...(payload ? { payload } : {}),
  });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

describe('[NOT-6] a device', () => {
  const device = { restaurant: MINE, install: TILL, kind: 'pos' };

  test('gets the public key, subscribes and takes it back, for itself', async () => {
    expect((await call('GET', 'key')).body).toEqual({ public_key: 'the-public-key' });
    expect((await call('POST', 'subscribe', subscription)).body).toEqual({ subscribed: true });
    expect((await call('GET', 'subscription')).body).toEqual({ endpoint: subscription.endpoint });
    expect((await call('POST', 'unsubscribe', {})).body).toEqual({ subscribed: false });
    await call('POST', 'unsubscribe', { endpoint: subscription.endpoint });
    const { endpoint, keys, language } = subscription;
    expect(asked).toEqual([
      ['subscribe', device, { endpoint, ...keys, language }],
      ['unsubscribe', device, undefined],
      ['unsubscribe', device, subscription.endpoint],
    ]);
  });

  test.each([
    { ...subscription, endpoint: 'https://127.0.0.1/box' },
    { ...subscription, endpoint: 'http://fcm.googleapis.com/box' },
    { ...subscription, keys: { ...subscription.keys, p256dh: 'short' } },
    { ...subscription, language: 'de' },
    {},
  ])('is refused what makes no sense, or leads into the house: %j', async (payload) => {
    expect((await call('POST', 'subscribe', payload)).status).toBe(400);
    expect(asked).toEqual([]);
  });

  test('[TEN-12] that is not enrolled, and a key of a program, get nothing', async () => {
    for (const token of ['key-mine', 'nobody']) {
      expect((await call('GET', 'key', undefined, token)).status).toBe(401);
      expect((await call('POST', 'subscribe', subscription, token)).status).toBe(401);
      expect((await call('POST', 'unsubscribe', {}, token)).status).toBe(401);
      expect((await call('GET', 'subscription', undefined, token)).status).toBe(401);
    }
  });
});
