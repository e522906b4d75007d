import { expect, test } from 'vitest';
import { Watchdog, type Watched } from './watchdog.ts';

/** Looks every 10 s at the same thing, or at what `at` says of a moment; the seconds at which it asked for a renewal. */
function watch(forSeconds: number, at: (second: number) => Partial<Watched> = () => ({})) {
  const watchdog = new Watchdog();
  const renewals: number[] = [];
  const stuck: number[] = [];
  for (let second = 0; second <= forSeconds; second += 10) {
    const nowMs = second * 1_000;
    if (watchdog.look({ oldest: 'op', heardAt: nowMs - 5_000, nowMs, ...at(second) })) renewals.push(second);
    if (watchdog.isStuck) stuck.push(second);
  }
  return { renewals, stuck };
}

test('[SYN-15] an op that waits for a minute while the server answers gets a new connection, and again; then a person is told', () => {
  expect(watch(200)).toEqual({
    renewals: [60, 120, 180],
    stuck: [90, 100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200],
  });
});

test('[SYN-15] an outbox that empties, however slowly, is in order', () => {
  expect(watch(600, (second) => ({ oldest: `op ${Math.floor(second / 50)}` }))).toEqual({ renewals: [], stuck: [] });
});

test('[SYN-15] a server that nobody hears is no reason: its silence is told already', () => {
  expect(watch(600, () => ({ heardAt: null }))).toEqual({ renewals: [], stuck: [] });
  expect(watch(600, () => ({ heardAt: -45_001 }))).toEqual({ renewals: [], stuck: [] });
  // A word from a time to come: the clock was set back since.
  expect(watch(600, () => ({ heardAt: 86_400_000 }))).toEqual({ renewals: [], stuck: [] });
});

test('[SYN-15] patience begins when the server answers again, however old the op is', () => {
  const back = watch(200, (second) => (second < 100 ? { heardAt: null } : {}));
  expect(back).toEqual({ renewals: [160], stuck: [190, 200] });
});

test('[SYN-15] the warning goes with the op, and nothing is watched where nothing waits', () => {
  const gone = watch(200, (second) => (second >= 120 ? { oldest: undefined } : {}));
  expect(gone).toEqual({ renewals: [60], stuck: [90, 100, 110] });
});

test('[SYN-15] a clock that is set back begins anew', () => {
  const watchdog = new Watchdog();
  const look = (nowMs: number) => watchdog.look({ oldest: 'op', heardAt: nowMs, nowMs });
  expect([look(1_000_000), look(0), look(59_000), look(60_000)]).toEqual([false, false, false, true]);
});
