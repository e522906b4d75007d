import type { Id } from '@resto360/domain';
import { expect, test } from 'vitest';
import { LIMITS } from '../limits.ts';
import { RESTAURANT, soldOut, testServer } from '../testing/index.ts';
import { testTill } from '../testing/test-till.ts';

/** A till whose server dies of every push with the second of five ops in it, until it is mended. */
async function tillWithPoison() {
  const server = testServer();
  const till = await testTill(server);
  for (const item of ['a', 'poison', 'b', 'c', 'd']) await till.tap(soldOut(item));
  const [, poison] = await till.outbox();
  const post = till.line.post.bind(till.line);
  const state = { isMended: false, isDead: false, isBusy: false };
  till.line.post = async (request) => {
    const ops = request.push?.chains.flatMap((chain) => chain.ops as readonly { readonly id: string }[]) ?? [];
    const kills = !state.isMended && ops.some(({ id }) => id === poison?.id);
    if (kills || state.isDead) till.line.requests.push(request);
    if (kills && state.isBusy) return { status: 503, body: { code: 'unavailable' }, retryAfterMs: 1_000 };
    if (kills || state.isDead) throw new Error('the connection was reset');
    return post(request);
  };
  const exchanges = async (count: number) => {
    for (let time = 0; time < count; time++) await till.device.exchange();
  };
  const landed = async () => (await server.store.rows(RESTAURANT, 'item_availability')).length;
  const waiting = async () => (await till.outbox()).map(({ id }) => id);
  const pushes = () => till.line.requests.filter(({ push }) => push).length;
  return { server, till, poison: poison?.id ?? '', state, exchanges, landed, waiting, pushes };
}

/** Pushes are halved to one op, and it fails alone three times with an answered exchange after each. */
const FOUND_AFTER = 40;

test('[F13] [SYN-19] an op that ends the server each time goes last, and those behind it go', async () => {
  const { exchanges, landed, waiting, poison } = await tillWithPoison();
  await exchanges(FOUND_AFTER);
  expect(await landed()).toBe(4);
  expect(await waiting()).toEqual([poison]);
});

test('[SYN-19] it is tried once a minute, alone, also behind new ones, and lands when the server is mended', async () => {
  const { server, till, exchanges, landed, waiting, poison, pushes, state } = await tillWithPoison();
  await exchanges(FOUND_AFTER);
  const before = pushes();
  await exchanges(5);
  expect(pushes()).toBe(before);
  await till.tap(soldOut('e'));
  await exchanges(1);
  expect([await landed(), await waiting()]).toEqual([5, [poison]]);
  server.clock.nowMs += LIMITS.suspectAgainMs;
  await exchanges(3);
  expect(pushes()).toBe(before + 2);
  state.isMended = true;
  server.clock.nowMs += LIMITS.suspectAgainMs;
  await exchanges(2);
  expect([await landed(), await waiting()]).toEqual([6, []]);
});

test('[SYN-19] an op for which the server asks for time, each time, does not keep those behind it', async () => {
  const { exchanges, landed, waiting, poison, state } = await tillWithPoison();
  state.isBusy = true;
  await exchanges(FOUND_AFTER);
  expect([await landed(), await waiting()]).toEqual([4, [poison]]);
});

test.each([
  [3, 0],
  [4, 0],
  [5, 0],
  [4, 1],
  [4, 2],
])('[F13] [SYN-19] %i bad ops in a row, and the newest %i, keep none of the others', async (count, newest) => {
  const server = testServer();
  const till = await testTill(server);
  for (let op = 0; op < 20; op++) await till.tap(soldOut(`dish ${op}`));
  const ids = (await till.outbox()).map(({ id }) => id);
  const bad = new Set([...ids.slice(0, count), ...ids.slice(ids.length - newest)]);
  const post = till.line.post.bind(till.line);
  till.line.post = async (request) => {
    const ops = request.push?.chains.flatMap((chain) => chain.ops as readonly { readonly id: Id }[]) ?? [];
    if (ops.some(({ id }) => bad.has(id))) throw new Error('the connection was reset');
    return post(request);
  };
  for (let time = 0; time < 10 * FOUND_AFTER; time++) await till.device.exchange();
  expect((await till.outbox()).map(({ id }) => id)).toEqual([...bad]);
});

test('[SYN-14] a dead line makes no op suspect: all go in their order when it is back', async () => {
  const { till, exchanges, landed, waiting, state } = await tillWithPoison();
  state.isDead = true;
  await exchanges(40);
  state.isDead = false;
  state.isMended = true;
  await exchanges(8);
  expect([await landed(), await waiting()]).toEqual([5, []]);
  expect(till.line.requests.at(-1)?.push).toBeUndefined();
});

test('[SYN-19] a server that takes no push at all is not the fault of the ops: none of them waits when it does again', async () => {
  const { till, server, exchanges, landed, waiting, state } = await tillWithPoison();
  state.isMended = true;
  const post = till.line.post.bind(till.line);
  let takesNone = true;
  till.line.post = async (request) => {
    if (takesNone && request.push) throw new Error('the connection was reset');
    return post(request);
  };
  await exchanges(60);
  expect(await landed()).toBe(0);
  takesNone = false;
  server.clock.nowMs += LIMITS.suspectAgainMs;
  await exchanges(10);
  expect([await landed(), await waiting()]).toEqual([5, []]);
});

test('[SYN-25] a till that is revoked while no answer comes brings what waits as soon as the server answers', async () => {
  const { till, exchanges, state } = await tillWithPoison();
  state.isMended = true;
  state.isDead = true;
  // Pushes have shrunk to one op, it has failed alone, and the next exchange goes without.
  const pushedLast = () => till.line.requests.at(-1)?.push?.chains[0]?.ops.length;
  for (let time = 0; time < 10 && pushedLast() !== 1; time++) await exchanges(1);
  expect(pushedLast()).toBe(1);
  state.isDead = false;
  const post = till.line.post.bind(till.line);
  till.line.post = async (request) => {
    const { body } = await post(request);
    return { status: 401, body: { code: 'reenrol', details: body } };
  };
  expect(await till.device.exchange()).toEqual({ kind: 'stopped', why: 'reenrol', progress: true });
  expect(pushedLast()).toBeUndefined();
  await exchanges(5);
  expect((await till.device.status()).waiting).toBe(0);
});
