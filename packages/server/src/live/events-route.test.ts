import type { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scopeOf } from '@resto360/sync';
import { bearer, chainOf, exchangeBody, openOrder, openTestHouse, ORIGIN, type TestHouse } from '../http/test-kit.ts';

let house: TestHouse;
const open: Readable[] = [];
beforeEach(async () => {
  house = await openTestHouse({ timing: { tickMs: 5, coalesceMs: 5 } });
});
afterEach(async () => {
  for (const stream of open.splice(0)) stream.destroy();
  await house.app.close();
});

const hello = { type: 'hello', cursor: 0, lineage: 1, scope: scopeOf('pos').hash };

async function listen(headers: Record<string, string>, payload: object = hello) {
  const url = '/api/live/events';
  const answer = await house.app.inject({ method: 'POST', url, headers, payload, payloadAsStream: true });
  const said: string[] = [];
  const stream = answer.stream();
  open.push(stream);
  stream.on('data', (bytes: Buffer) => said.push(bytes.toString()));
  const ended = new Promise<void>((resolve) => stream.on('end', resolve));
  const messages = () => said.join('').split('\n\n').filter(Boolean).map(read);
  return { status: answer.statusCode, headers: answer.headers, messages, ended };
}

const read = (event: string): unknown => JSON.parse(event.replace(/^data: /, ''));
const device = { ...bearer('token-second'), origin: ORIGIN };

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 400 && !holds(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(holds()).toBe(true);
}

async function commit(): Promise<void> {
  const payload = exchangeBody({ push: { chains: [chainOf([openOrder(house.clock.nowMs)])] } });
  await house.app.inject({ method: 'POST', url: '/api/sync', headers: bearer('token-till'), payload });
}

test('[SYN-28] a stream of events says what the WebSocket says, and nothing on the way may keep or bend it', async () => {
  const { status, headers, messages } = await listen(device);
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  });
  expect(headers['content-encoding']).toBeUndefined();
  await until(() => messages().length === 1);
  await commit();
  await until(() => messages().length === 2);
  expect(messages()).toMatchObject([
    { type: 'beat', head: 0 },
    { type: 'delta', from: 0, to: 1, rows: { orders: [{ v: 1 }] } },
  ]);
});

test('[TEN-17] a server that goes says bye to a stream and ends it', async () => {
  const { messages, ended } = await listen(device);
  await until(() => messages().length === 1);
  await house.app.close();
  await ended;
  expect(messages().at(-1)).toEqual({ type: 'bye', retryMs: 2_000 });
});

test.each([
  ['without a token', 401, { origin: ORIGIN }, hello],
  ['with a made-up token', 401, { ...bearer('nobody'), origin: ORIGIN }, hello],
  ['from another origin', 403, { ...bearer('token-till'), origin: 'https://evil.example' }, hello],
  ['without an origin', 403, bearer('token-till'), hello],
  ['with something that is no hello', 400, device, { ...hello, cursor: -1 }],
  ['without a hello', 400, device, {}],
])('[TEN-17] %s the stream is refused with %d', async (_, status, headers, payload) => {
  expect((await listen(headers, payload)).status).toBe(status);
});
