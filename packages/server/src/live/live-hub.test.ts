import { expect, test } from 'vitest';
import { LiveHub, type Subscriber } from './live-hub.ts';
import type { ServerMessage } from './messages.ts';

const headOf = () => Promise.reject(new Error('away'));
const house = '0190aaaa-0000-7000-8000-000000000001';

test('[TEN-17] a slow device is poked once, when it has caught up', async () => {
  const clock = { nowMs: 0 };
  const hub = new LiveHub({
    headOf: async () => 9,
    nowMs: () => clock.nowMs,
    timing: { coalesceMs: 0, tickMs: 60_000 },
  });
  const heard: ServerMessage[] = [];
  const line = { waiting: 64 * 1024 + 1 };
  const slow: Subscriber = {
    kind: 'pos',
    send: (m) => void heard.push(m),
    waitingBytes: () => line.waiting,
    close() {},
  };
  const leave = hub.join(house, slow);
  for (let head = 1; head <= 9; head++) {
    hub.committed(house, head);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await hub.tick();
  expect(heard).toEqual([]);
  line.waiting = 0;
  await hub.tick();
  await hub.tick();
  expect(heard).toEqual([{ type: 'poke', head: 9 }]);
  leave();
});

test('a beat tells the last known head while the store is away', async () => {
  const clock = { nowMs: 0 };
  const hub = new LiveHub({ headOf, nowMs: () => clock.nowMs, timing: { coalesceMs: 0, tickMs: 60_000 } });
  const heard: ServerMessage[] = [];
  const leave = hub.join(house, {
    kind: 'kitchen',
    send: (m) => void heard.push(m),
    waitingBytes: () => 0,
    close() {},
  });
  hub.committed(house, 4);
  await new Promise((resolve) => setTimeout(resolve, 5));
  clock.nowMs = 5_000;
  await hub.tick();
  expect(heard).toEqual([
    { type: 'poke', head: 4 },
    { type: 'beat', head: 4 },
  ]);
  leave();
});
