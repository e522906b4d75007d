import { expect, test } from 'vitest';
import type { Deliver } from './sim-deliver.ts';
import { SimWorld } from './sim-world.ts';
import { SimDesk } from './sim-desk.ts';

test('a reset begins now: what passed on the wall before is not counted', () => {
  const { desk, wall } = deskOf('real');
  wall.nowMs += 5_000;
  desk.reset();
  desk.tick();
  expect(desk.world.nowMs).toBe(wall.nowMs);
  wall.nowMs += 7;
  desk.tick();
  expect(desk.world.nowMs).toBe(wall.nowMs);
});

test('of the requests that came only the last 5,000 are remembered', () => {
  const { desk } = deskOf('virtual');
  for (let at = 0; at < 5_001; at++) {
    desk.network.recorded.push({ rail: 'mtn', operation: 'read', method: 'GET', path: `/${at}`, body: '' });
  }
  desk.tick();
  expect(desk.network.recorded).toHaveLength(5_000);
  expect(desk.network.recorded.at(-1)?.path).toBe('/5000');
});

test('a reset stops what is on its way to the merchant', async () => {
  const { desk, delivered, letGo } = deskOf('virtual');
  desk.post.add('mtn', webhook('first'));
  desk.post.add('mtn', webhook('second'));
  const pumping = desk.post.pump();
  await delivered.first;
  desk.reset();
  letGo(false);
  await pumping;
  expect(delivered.bodies).toEqual(['first']);
});

test('one that is dropped while another is on its way does not go out', async () => {
  const { desk, delivered, letGo } = deskOf('virtual');
  desk.post.add('mtn', webhook('first'));
  const second = desk.post.add('mtn', webhook('second'));
  const pumping = desk.post.pump();
  await delivered.first;
  const waiting = desk.post.waitingOf(second);
  if (waiting) desk.post.drop(waiting);
  letGo(true);
  await pumping;
  expect(delivered.bodies).toEqual(['first']);
  expect(desk.post.list().map(({ body, state }) => `${body} ${state}`)).toEqual(['second dropped', 'first delivered']);
});

test('who delivers may break: the call was not taken', async () => {
  const { desk } = deskOf('virtual', () => Promise.reject(new Error('a bug of the deliverer')));
  desk.post.add('mtn', webhook('first'));
  await desk.post.pump();
  expect(desk.post.list()).toMatchObject([{ state: 'failed' }]);
});

const webhook = (body: string) => ({
  eventId: body,
  method: 'POST' as const,
  url: 'http://127.0.0.1:1/',
  headers: {},
  body,
});

/** A desk without rails, whose first delivery waits until it is let go. */
function deskOf(mode: 'real' | 'virtual', deliver?: Deliver) {
  const wall = { nowMs: 1_000 };
  const arrived = Promise.withResolvers<void>();
  const taken = Promise.withResolvers<boolean>();
  const delivered = { bodies: [] as string[], first: arrived.promise };
  const waits: Deliver = ({ body }) => {
    delivered.bodies.push(body);
    arrived.resolve();
    return taken.promise;
  };
  const desk = new SimDesk({
    makeRails: () => [],
    merchants: {},
    secrets: [],
    seed: 1,
    mode,
    nowMs: () => wall.nowMs,
    startMs: undefined,
    crowd: undefined,
    deliver: deliver ?? waits,
  });
  return { desk, wall, delivered, letGo: taken.resolve };
}

test('ids of money begin above a number: who starts again gives none twice', () => {
  const payer = '+2250700000001';
  const of = { rail: 'wave', merchant: 'm', amountMinor: 500, currency: 'XOF', payer } as const;
  const idOf = (firstNumber?: number) => new SimWorld([], 1, 0, firstNumber).pay(of).operatorTxnId;
  expect(idOf()).toBe(idOf(0));
  expect(new Set([idOf(), idOf(1_000), idOf(2_000)]).size).toBe(3);
});
