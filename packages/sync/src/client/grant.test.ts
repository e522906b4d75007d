import { expect, test } from 'vitest';
import { LIMITS } from '../limits.ts';
import { NOON, soldOut, testServer } from '../testing/index.ts';
import { testTill } from '../testing/test-till.ts';
import { isGrantAged } from './grant.ts';

const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;

async function till() {
  const server = testServer();
  const { device, store, tap, line } = await testTill(server);
  const isAged = () =>
    store.read(async (tx) => isGrantAged(await tx.metas(['contact', 'counters']), server.clock.nowMs));
  await tap(soldOut('a'));
  await device.exchange();
  const later = (ms: number) => (server.clock.nowMs = NOON + ms);
  return { device, tap, line, isAged, later };
}

test('[SYN-25] roles are fresh for 72 hours after the house was last read whole, and no longer', async () => {
  const { isAged, later } = await till();
  later(LIMITS.grantFreshMs);
  expect(await isAged()).toBe(false);
  later(LIMITS.grantFreshMs + 1);
  expect(await isAged()).toBe(true);
});

test('[SYN-25] contact makes them fresh again, also where nothing was new', async () => {
  const { device, isAged, later, line } = await till();
  later(100 * HOUR_MS);
  line.mode = 'dead';
  await device.exchange();
  expect(await isAged()).toBe(true);
  line.mode = 'good';
  await device.exchange();
  expect(await isAged()).toBe(false);
});

test('[SYN-25] a clock that is set back makes nothing younger once something was tapped', async () => {
  const { tap, line, isAged, later } = await till();
  line.mode = 'dead';
  later(80 * HOUR_MS);
  await tap(soldOut('b'));
  later(HOUR_MS);
  expect(await isAged()).toBe(true);
});

test('[SYN-25] a clock that jumps years ahead asks for a PIN until the server is heard, and not for years after', async () => {
  const { device, tap, isAged, later } = await till();
  later(3 * YEAR_MS);
  await tap(soldOut('b'));
  expect(await isAged()).toBe(true);
  later(HOUR_MS);
  expect(await isAged()).toBe(true);
  await device.exchange();
  expect(await isAged()).toBe(false);
  await tap(soldOut('c'));
  expect(await isAged()).toBe(false);
  later(80 * HOUR_MS);
  expect(await isAged()).toBe(true);
});

test('[SYN-25] a clock that jumps after many exchanges makes nothing old once the server is heard', async () => {
  const { device, isAged, later, line } = await till();
  for (let minute = 1; minute < 9; minute++) {
    later(minute * 60_000);
    await device.exchange();
  }
  later(100 * HOUR_MS);
  expect(await isAged()).toBe(true);
  line.alter = (answer) => ({ ...answer, receivedAt: NOON + 9 * 60_000 });
  await device.exchange();
  expect(await isAged()).toBe(false);
});

test('[SYN-25] a page with more behind it is no contact: the roles may lie on the next one', async () => {
  const { device, isAged, later, line } = await till();
  later(100 * HOUR_MS);
  line.alter = (answer) => ({ ...answer, ...(answer.pull && { pull: { ...answer.pull, more: true } }) });
  await device.exchange();
  expect(await isAged()).toBe(true);
});
