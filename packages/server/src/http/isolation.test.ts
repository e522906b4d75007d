import { beforeAll, describe, expect, test } from 'vitest';
import {
  bearer,
  chainOf,
  exchangeBody,
  MINE,
  newId,
  openOrder,
  openTestHouse,
  OTHER,
  OTHER_TILL,
  pullOf,
  type TestHouse,
} from './test-kit.ts';

const CANARY = 'CANARY-of-the-other-house';
let house: TestHouse;
let canaryOp: string;
beforeAll(async () => {
  house = await openTestHouse();
  const order = openOrder(house.clock.nowMs);
  const [change] = order['changes'] as [unknown, unknown, object][];
  if (change) change[2] = { ...change[2], label: CANARY };
  canaryOp = order.id;
  const body = exchangeBody(
    { push: { chains: [chainOf([order], 1, OTHER_TILL)] } },
    { restaurant: OTHER, install: OTHER_TILL },
  );
  const stored = await send('POST', '/api/sync', bearer('token-other'), body);
  expect(stored).toMatchObject({ status: 200 });
});

async function send(method: 'GET' | 'POST', url: string, headers: Record<string, string>, payload?: object) {
  const answer = await house.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, text: answer.payload };
}

type Call = {
  readonly method: 'GET' | 'POST';
  url: (restaurant: string) => string;
  body?: (restaurant: string) => object;
};
const exchangeOf = (restaurant: string) => ({ ...exchangeBody(pullOf('pos')), restaurant });
const routes: readonly (readonly [string, Call])[] = [
  ['an exchange', { method: 'POST', url: () => '/api/sync', body: exchangeOf }],
  [
    'a recall of verdicts',
    { method: 'POST', url: () => '/api/sync/verdicts', body: (restaurant) => ({ restaurant, ids: [canaryOp] }) },
  ],
  [
    'the missing numbers of an installation',
    {
      method: 'POST',
      url: () => '/api/sync/missing',
      body: (restaurant) => ({ restaurant, install: OTHER_TILL, first: 1, last: 3 }),
    },
  ],
  ['the orders delta', { method: 'GET', url: (restaurant) => `/api/orders/delta/?restaurant_id=${restaurant}` }],
  ['the exceptions', { method: 'GET', url: (restaurant) => `/api/exceptions/?restaurant_id=${restaurant}` }],
  ['the manual share', { method: 'GET', url: (restaurant) => `/api/exceptions/share/?restaurant_id=${restaurant}` }],
  ['the conflicts', { method: 'GET', url: (restaurant) => `/api/conflicts/?restaurant_id=${restaurant}` }],
];

describe.each(routes)('%s', (_name, { method, url, body }) => {
  const call = (restaurant: string, headers: Record<string, string>) =>
    send(method, url(restaurant), headers, body?.(restaurant));

  test('[TEN-12] of the own restaurant answers, with nothing of another', async () => {
    const answer = await call(MINE, bearer('token-till'));
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(CANARY);
    expect(answer.text).not.toContain(canaryOp);
  });

  test('[TEN-12] of another restaurant is refused', async () => {
    expect((await call(OTHER, bearer('token-till'))).status).toBe(403);
    expect((await call(MINE, bearer('token-other'))).status).toBe(403);
  });

  test('[TEN-12] of no restaurant is refused', async () => {
    expect((await call('', bearer('token-till'))).status).toBe(400);
    expect((await call(MINE, {})).status).toBe(401);
  });

  test('[TEN-12] of an unknown restaurant is refused like any other', async () => {
    expect((await call(newId(0), bearer('token-till'))).status).toBe(403);
  });
});

describe('two restaurants in one request', () => {
  test('[TEN-12] a chain of another house under the own name', async () => {
    const op = openOrder(house.clock.nowMs);
    const body = exchangeBody({ push: { chains: [chainOf([]), chainOf([op], 1, OTHER_TILL)] } });
    expect((await send('POST', '/api/sync', bearer('token-till'), body)).status).toBe(400);
  });

  test('[TEN-12] the same op id in both houses: each has its own', async () => {
    const copied = { ...openOrder(house.clock.nowMs), id: canaryOp };
    const body = exchangeBody({ push: { chains: [chainOf([copied])] } });
    const answer = await send('POST', '/api/sync', bearer('token-till'), body);
    expect(JSON.parse(answer.text)).toMatchObject({ push: { verdicts: { [canaryOp]: ['ok', 1] } } });
  });

  test('[TEN-12] restaurant_id twice', async () => {
    const url = `/api/orders/delta/?restaurant_id=${MINE}&restaurant_id=${OTHER}`;
    expect((await send('GET', url, bearer('key-mine'))).status).toBe(400);
  });

  test('[TEN-12] a member restaurant twice: the last counts, and is refused', async () => {
    const text = `{"restaurant":"${MINE}","restaurant":"${OTHER}",${JSON.stringify(exchangeBody())
      .slice(1)
      .replace(/"restaurant":"[^"]*",/, '')}`;
    const headers = { ...bearer('token-till'), 'content-type': 'application/json' };
    const answer = await house.app.inject({ method: 'POST', url: '/api/sync', headers, payload: text });
    expect(answer.statusCode).toBe(403);
  });
});

const read = (key: string) => send('GET', `/api/orders/delta/?restaurant_id=${MINE}`, bearer(key));

describe('keys', () => {
  test('[TEN-12] a key reads its own restaurant only', async () => {
    expect((await read('key-mine')).status).toBe(200);
    expect((await read('key-other')).status).toBe(403);
  });

  test('[TEN-12] a key opens no route of devices', async () => {
    for (const url of [
      '/api/sync',
      '/api/sync/verdicts',
      '/api/sync/missing',
      '/api/live/ticket',
      '/api/devices/health',
      '/api/push/subscribe',
      '/api/push/unsubscribe',
    ]) {
      expect((await send('POST', url, bearer('key-mine'), {})).status).toBe(401);
    }
  });
});
