import { expect, test, vi } from 'vitest';
import type { ExchangeOutcome } from '@resto360/sync/client';
import { POLL, SyncLoop } from './sync-loop.ts';

const DONE: ExchangeOutcome = { kind: 'done', progress: false, page: undefined, head: 1 };
const MORE: ExchangeOutcome = { ...DONE, progress: true };
const OFFLINE: ExchangeOutcome = { kind: 'offline' };

function loopOver(
  outcomes: ExchangeOutcome[],
  hasUnsent = true,
  dice = 0.999_999,
  onOutcome: () => Promise<void> = async () => undefined,
) {
  const clock = { nowMs: 0 };
  const asked = { ms: 0 };
  const pauses: number[] = [];
  let next: (() => void) | undefined;
  let exchanges = 0;
  let calms = 0;
  const loop = new SyncLoop({
    exchange: async () => {
      exchanges += 1;
      return outcomes.shift() ?? DONE;
    },
    askedToWaitMs: async () => asked.ms,
    hasUnsent: () => hasUnsent,
    hasPokes: () => false,
    dice: () => dice,
    nowMs: () => clock.nowMs,
    later: (run, delayMs) => {
      pauses.push(delayMs);
      next = run;
      return () => (next = undefined);
    },
    onOutcome,
    calm: async () => void (calms += 1),
  });
  return {
    loop,
    clock,
    asked,
    pauses,
    exchanges: () => exchanges,
    calms: () => calms,
    tick: () => next?.(),
    hasTimer: () => next !== undefined,
  };
}

const settled = async () => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
};

test('goes again at once while more waits, then pauses', async () => {
  const { loop, pauses, exchanges, calms } = loopOver([MORE, MORE, DONE]);
  loop.wake();
  await settled();
  expect(exchanges()).toBe(3);
  expect(calms()).toBe(2);
  expect(pauses).toEqual([POLL.withoutMs]);
});

test('[SYN-25] goes on at once while a server that lets it in no more still takes what waits', async () => {
  const { loop, exchanges } = loopOver([
    { kind: 'stopped', why: 'reenrol', progress: true },
    { kind: 'stopped', why: 'reenrol' },
  ]);
  loop.wake();
  await settled();
  expect(exchanges()).toBe(2);
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
  expect(pauses[0]).toBe(999);
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

test('a tap on a dead line waits until the hands are off the glass, ten taps together; on a good one it goes at once', async () => {
  const { loop, exchanges, calms } = loopOver([DONE, OFFLINE]);
  loop.tapped();
  await settled();
  expect([exchanges(), calms()]).toEqual([1, 0]);
  loop.tapped();
  await settled();
  expect([exchanges(), calms()]).toEqual([2, 0]);
  for (let taps = 0; taps < 10; taps += 1) loop.tapped();
  await settled();
  expect([exchanges(), calms()]).toEqual([3, 1]);
});

test('[SYN-14] a tap while a try hangs is answered by another within a second of its failure, hands on the glass or not', async () => {
  const { loop, pauses, calms, tick } = loopOver(Array.from({ length: 12 }, () => OFFLINE));
  loop.wake();
  await settled();
  for (let failures = 1; failures < 10; failures += 1) {
    tick();
    await settled();
  }
  tick();
  loop.tapped();
  await settled();
  expect([pauses.at(-1), calms()]).toEqual([999, 0]);
});

test('[F11] [SYN-14] "the line is back" while a try hangs on the dead one is heard: within a second of that try’s failure', async () => {
  const { loop, pauses, tick } = loopOver(Array.from({ length: 12 }, () => OFFLINE));
  loop.wake();
  await settled();
  for (let failures = 1; failures < 10; failures += 1) {
    tick();
    await settled();
  }
  expect(pauses.at(-1)).toBeGreaterThan(13_000);
  tick();
  loop.wake();
  await settled();
  expect(pauses.at(-1)).toBe(999);
});

// A line that is dead for an hour and comes back without a word; each exchange takes two seconds, and a month waits.
async function drainedMs(backAt: number, hasUnsent: boolean): Promise<number> {
  const clock = { nowMs: 0 };
  let due: { readonly run: () => void; readonly at: number } | undefined;
  const drained = { at: 0 };
  let parts = 4;
  const loop = new SyncLoop({
    exchange: async () => {
      clock.nowMs += 2_000;
      if (clock.nowMs - 2_000 < backAt) return OFFLINE;
      parts -= 1;
      if (parts > 0) return MORE;
      drained.at = clock.nowMs;
      return DONE;
    },
    askedToWaitMs: async () => 0,
    hasUnsent: () => hasUnsent,
    hasPokes: () => false,
    dice: () => 0.999_999,
    nowMs: () => clock.nowMs,
    later: (run, delayMs) => {
      due = { run, at: clock.nowMs + delayMs };
      return () => (due = undefined);
    },
    onOutcome: async () => undefined,
    calm: async () => undefined,
  });
  loop.wake();
  while (drained.at === 0) {
    await settled();
    if (drained.at !== 0 || due === undefined) continue;
    clock.nowMs = due.at;
    due.run();
  }
  return drained.at - backAt;
}

// Whenever in the loop's pauses the line comes back.
const longestDrain = async (hasUnsent: boolean) => {
  const moments = Array.from({ length: 62 }, (_, second) => 3_600_000 + second * 1_000);
  return Math.max(...(await Promise.all(moments.map((backAt) => drainedMs(backAt, hasUnsent)))));
};

test('[F11] [SYN-14] what waits is sent within 60 s of a line that is back, though nothing says that it is', async () => {
  expect(await longestDrain(true)).toBeLessThan(60_000);
});

test('[F11] a till that paused as if nothing waited would take longer', async () => {
  expect(await longestDrain(false)).toBeGreaterThan(60_000);
});

test('[SYN-14] a disk that fails under the outcome does not stop the loop', async () => {
  const quiet = vi.spyOn(console, 'error').mockReturnValue();
  const { loop, exchanges, tick, hasTimer } = loopOver([OFFLINE, DONE], true, 0, async () => {
    throw new Error('the database was closed');
  });
  loop.wake();
  await settled();
  expect(hasTimer()).toBe(true);
  tick();
  await settled();
  loop.wake();
  await settled();
  expect(exchanges()).toBe(3);
  quiet.mockRestore();
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

const busy = (retryAfterMs: number): ExchangeOutcome => ({ kind: 'offline', retryAfterMs });

test('[SYN-14] a busy server is left alone as long as it asked, whatever taps and events say meanwhile', async () => {
  const { loop, clock, pauses, exchanges, tick } = loopOver([busy(60_000), DONE], true, 0);
  loop.wake();
  await settled();
  expect(pauses).toEqual([60_000]);
  for (clock.nowMs = 0; clock.nowMs < 60_000; clock.nowMs += 5_000) {
    loop.wake();
    await settled();
  }
  expect(exchanges()).toBe(1);
  tick();
  await settled();
  expect(exchanges()).toBe(2);
});

test('[SYN-14] what another tab, the page before, or the worker was asked, this loop keeps to', async () => {
  const { loop, asked, clock, pauses, exchanges, tick } = loopOver([DONE], true, 0.5);
  asked.ms = 120_000;
  loop.wake();
  await settled();
  clock.nowMs = 60_000;
  loop.wake();
  await settled();
  expect([exchanges(), pauses]).toEqual([0, [127_500]]);
  asked.ms = 0;
  tick();
  await settled();
  expect(exchanges()).toBe(1);
});

test('[SYN-14] a tap after the time that the server asked for comes at once, as on any good line', async () => {
  const { loop, clock, exchanges } = loopOver([busy(2_000), DONE], true, 0);
  loop.wake();
  await settled();
  clock.nowMs = 2_000;
  loop.wake();
  await settled();
  expect(exchanges()).toBe(2);
});

test('[SYN-14] a timer that fires though the clock was set back goes on', async () => {
  const { loop, clock, exchanges, tick } = loopOver([busy(2_000), DONE], true, 0);
  clock.nowMs = 86_400_000;
  loop.wake();
  await settled();
  clock.nowMs = 0;
  tick();
  await settled();
  expect(exchanges()).toBe(2);
  loop.wake();
  await settled();
  expect(exchanges()).toBe(3);
});

test.each([
  [2_000, 2_000, 4_000],
  [60_000, 60_000, 75_000],
  [86_400_000, 300_000, 315_000],
])('[SYN-14] asked to wait %d ms, tills come back between %d and %d ms later, each at its own time', async (...row) => {
  const [wishMs, fromMs, toMs] = row;
  const seen = new Set<number>();
  for (let till = 0; till < 100; till += 1) {
    const { loop, pauses } = loopOver([busy(wishMs)], true, till / 100);
    loop.wake();
    await settled();
    seen.add(pauses[0] ?? 0);
  }
  expect(Math.min(...seen)).toBe(fromMs);
  expect(Math.max(...seen)).toBeLessThan(toMs);
  expect(seen.size).toBe(100);
});

test('a server that is busy for a moment does not shorten the pause that failures have earned', async () => {
  const { loop, clock, pauses, tick } = loopOver(
    Array.from({ length: 8 }, () => busy(0)),
    true,
  );
  loop.wake();
  await settled();
  for (let failures = 1; failures < 8; failures += 1) {
    clock.nowMs += 60_000;
    tick();
    await settled();
  }
  expect(Math.max(...pauses)).toBeGreaterThan(13_000);
});
