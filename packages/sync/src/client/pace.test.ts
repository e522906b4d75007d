import { expect, test } from 'vitest';
import type { SyncRequest } from '../protocol/messages.ts';
import { soldOut, testServer } from '../testing/index.ts';
import { testTill } from '../testing/test-till.ts';
import { askedToWaitMs } from './pace.ts';
import { RETRY } from './retry.ts';

test('[SYN-14] a wait that was asked for ends when it is over, and where the clock was set back', () => {
  const pace = { asked: { at: 1_000_000, waitMs: 120_000 }, unreadable: 1 };
  expect(askedToWaitMs(pace, 1_000_000)).toBe(120_000);
  expect(askedToWaitMs(pace, 1_119_999)).toBe(1);
  expect(askedToWaitMs(pace, 1_120_000)).toBe(0);
  expect(askedToWaitMs(pace, 999_999)).toBe(0);
  expect(askedToWaitMs({ unreadable: 3 }, 1_000_000)).toBe(0);
  expect(askedToWaitMs(undefined, 1_000_000)).toBe(0);
});

const pushedOps = ({ push }: SyncRequest) => push?.chains.flatMap(({ ops }) => ops).length;

test('[SYN-14] the half push after unreadable answers stays half when the app starts anew, until a good answer', async () => {
  const till = await testTill(testServer());
  for (let op = 0; op < 60; op++) await till.tap(soldOut(`item ${op}`));
  till.line.mode = 'portal';
  for (let round = 0; round < 3; round++) await till.device.exchange();
  const again = till.open();
  await again.load();
  await again.exchange();
  till.line.mode = 'good';
  await till.device.exchange();
  await till.device.exchange();
  expect(till.line.requests.map(pushedOps)).toEqual([60, 60, 50, 25, 12, 48]);
});

test('[SYN-14] what a busy server asked stands on the disk, at most five minutes, for whoever starts next', async () => {
  const server = testServer();
  const till = await testTill(server);
  const post = till.line.post.bind(till.line);
  till.line.post = async () => ({ status: 503, body: null, retryAfterMs: 86_400_000 });
  await till.device.exchange();
  const again = till.open();
  expect(await again.askedToWaitMs()).toBe(RETRY.wishMaxMs);
  server.clock.nowMs += 1_000;
  expect(await again.askedToWaitMs()).toBe(RETRY.wishMaxMs - 1_000);
  // A dead line says nothing of it any more, and a good answer ends it.
  till.line.post = post;
  await again.exchange();
  expect(await till.device.askedToWaitMs()).toBe(0);
  expect(await till.store.read((tx) => tx.meta('pace'))).toEqual({ unreadable: 0 });
});

test('[SYN-14] on a line that stays dead nothing more is written of it after a while', async () => {
  const till = await testTill(testServer());
  till.line.mode = 'dead';
  for (let round = 0; round < 10; round++) await till.device.exchange();
  const write = till.store.write.bind(till.store);
  let writes = 0;
  till.store.write = (durability, work) => {
    writes += 1;
    return write(durability, work);
  };
  await till.device.exchange();
  expect(writes).toBe(0);
});
