import { expect, test } from 'vitest';
import type { ExchangeOutcome } from '@resto360/sync/client';
import { POLL, SyncLoop } from './sync-loop.ts';

const DONE: ExchangeOutcome = { kind: 'done', progress: false, page: undefined, head: 1 };
const MORE: ExchangeOutcome = { ...DONE, progress: true };
const OFFLINE: ExchangeOutcome = { kind: 'offline' };

function loopOver(outcomes: ExchangeOutcome[], hasUnsent = true) {
  const pauses: number[] = [];
  let next: (() => void) | undefined;
  let exchanges = 0;
  const loop = new SyncLoop({
    exchange: async () => {
      exchanges += 1;
      return outcomes.shift() ?? DONE;
    },
    hasUnsent: () => hasUnsent,
    hasPokes: () => false,
    dice: () => 0.999_999,
    later: (run, delayMs) => {
      pauses.push(delayMs);
      next = run;
      return () => (next = undefined);
    },
    onOutcome: async () => undefined,
  });
  return { loop, pauses, exchanges: () => exchanges, tick: () => next?.(), hasTimer: () => next !== undefined };
}

const settled = async () => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
};

test('goes again at once while more waits, then pauses', async () => {
  const { loop, pauses, exchanges } = loopOver([MORE, MORE, DONE]);
  loop.wake();
  await settled();
  expect(exchanges()).toBe(3);
  expect(pauses).toEqual([POLL.withoutMs]);
});

test.each([
  [true, 15_000],
  [false, 60_000],
])('[SYN-14] waits longer after each failure, with unsent ops (%s) at most %d ms', async (hasUnsent, atMostMs) => {
  const { loop, pauses, tick } = loopOver(
    Array.from({ length: 12 }, () => OFFLINE),
    hasUnsent,
  );
  loop.wake();
  await settled();
  for (let failures = 1; failures < 12; failures += 1) {
    tick();
    await settled();
  }
  expect(pauses[0]).toBe(1_000);
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  expect(Math.max(...pauses)).toBeGreaterThan(atMostMs * 0.9);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(atMostMs);
});

test('a tap during an exchange is carried by another exchange right after', async () => {
  const { loop, exchanges } = loopOver([DONE, DONE]);
  loop.wake();
  loop.wake();
  await settled();
  expect(exchanges()).toBe(2);
});

test('a tap does not hammer a dead line, but comes before the pause is over', async () => {
  const { loop, exchanges, hasTimer } = loopOver([OFFLINE, OFFLINE, OFFLINE]);
  loop.wake();
  loop.wake();
  await settled();
  expect(exchanges()).toBe(1);
  expect(hasTimer()).toBe(true);
  loop.wake();
  await settled();
  expect(exchanges()).toBe(2);
});

test('once another tab leads, nothing moves any more', async () => {
  const { loop, exchanges, tick } = loopOver([DONE]);
  loop.wake();
  await settled();
  loop.stop();
  tick();
  loop.wake();
  await settled();
  expect(exchanges()).toBe(1);
});
