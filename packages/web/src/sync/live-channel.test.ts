import { expect, test } from 'vitest';
import type { DeviceKind } from '@resto360/sync';
import { LiveChannel, STREAM_MS } from './live-channel.ts';
import type { LineKind } from './reconnect.ts';
import { SILENCE, type LineEvents, type OpenLine, type Place } from './watch-line.ts';

type Opened = { readonly kind: LineKind; readonly place: Place; readonly on: LineEvents; isShut: boolean };

/** A channel over lines, a clock and dice that the test moves. */
function openChannel(kind: DeviceKind = 'pos') {
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const world = { nowMs: 0, cursor: 7, isEnrolled: true };
  const opened: Opened[] = [];
  const told: unknown[] = [];
  const line = (lineKind: LineKind): OpenLine => {
    return (place, on) => {
      const one: Opened = { kind: lineKind, place, on, isShut: false };
      opened.push(one);
      return () => (one.isShut = true);
    };
  };
  const channel = new LiveChannel({
    placeOf: async () => {
      const hello = { type: 'hello', cursor: world.cursor, lineage: 1, scope: 's' } as const;
      return world.isEnrolled ? { identity: { kind, token: 't' }, hello } : undefined;
    },
    lines: { socket: line('socket'), stream: line('stream') },
    dice: () => 0,
    later: (run, delayMs) => {
      const timer = { at: world.nowMs + delayMs, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    onHead: (head) => told.push(['head', head]),
    onDelta: (_delta, head) => told.push(['delta', head]),
    onChange: (isOpen) => told.push(isOpen ? 'open' : 'away'),
  });
  const pass = async (ms: number) => {
    const until = world.nowMs + ms;
    for (;;) {
      await settled();
      const [next] = [...timers].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
      if (!next) break;
      timers.delete(next);
      world.nowMs = next.at;
      next.run();
    }
    world.nowMs = until;
  };
  const last = () => {
    const line = opened.at(-1);
    if (!line) throw new Error('no line was opened');
    return line;
  };
  const say = (message: object, on = last()) => on.on.message(JSON.stringify(message));
  const start = async () => {
    void channel.start();
    await settled();
  };
  return { channel, world, opened, told, timers, pass, last, say, start };
}

const settled = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};
const BEAT = { type: 'beat', head: 7 };
const blocked = { wasAsked: true };

test('[SYN-28] it is open once its hello is answered, and not before', async () => {
  const { told, last, say, start } = openChannel();
  await start();
  expect(last().place.hello).toEqual({ type: 'hello', cursor: 7, lineage: 1, scope: 's' });
  expect(told).toEqual([]);
  say(BEAT);
  say({ type: 'poke', head: 8 });
  say({ type: 'delta', from: 8, to: 9 });
  last().on.message('no message at all');
  expect(told).toEqual(['open', ['head', 7], ['head', 8], ['delta', 9]]);
});

test('[SYN-28] it says hello with the newest cursor whenever it comes back', async () => {
  const { world, opened, told, last, say, start, pass } = openChannel();
  await start();
  say(BEAT);
  world.cursor = 12;
  last().on.gone(blocked);
  expect(told.at(-1)).toBe('away');
  await pass(1_000);
  expect(opened.map(({ place }) => place.hello.cursor)).toEqual([7, 12]);
  say({ type: 'beat', head: 12 });
  expect(told.slice(-2)).toEqual(['open', ['head', 12]]);
});

test.each([
  ['kitchen', SILENCE.kitchenMs],
  ['pos', SILENCE.otherMs],
  ['office', SILENCE.otherMs],
] as const)('[SYN-28] on a %s a line that is silent for %d ms is half-open', async (kind, silenceMs) => {
  const { opened, told, say, start, pass } = openChannel(kind);
  await start();
  say(BEAT);
  await pass(silenceMs - 1);
  say(BEAT);
  await pass(silenceMs - 1);
  expect(told).not.toContain('away');
  await pass(1);
  expect(told.at(-1)).toBe('away');
  expect(opened.map(({ isShut }) => isShut)).toEqual([true]);
  await pass(1_000);
  expect(opened).toHaveLength(2);
});

test('[SYN-28] what a line that was given up still says is not heard, and its end is no second end', async () => {
  const { opened, told, say, start, pass, last } = openChannel();
  await start();
  say(BEAT);
  const old = last();
  await pass(SILENCE.otherMs + 1_000);
  expect(opened).toHaveLength(2);
  told.length = 0;
  say({ type: 'poke', head: 99 }, old);
  old.on.gone(blocked);
  await pass(1_500);
  expect([told, opened.length]).toEqual([[], 2]);
});

test('[SYN-28] two WebSockets in a row that hear no answer: a stream; when it ends, a WebSocket once more', async () => {
  const { opened, last, say, start, pass } = openChannel();
  await start();
  last().on.gone(blocked);
  await pass(1_000);
  await pass(SILENCE.answerMs);
  await pass(1_000);
  expect(opened.map(({ kind }) => kind)).toEqual(['socket', 'socket', 'stream']);
  say(BEAT);
  last().on.gone(blocked);
  await pass(1_000);
  last().on.gone(blocked);
  await pass(1_000);
  expect(opened.slice(3).map(({ kind }) => kind)).toEqual(['socket', 'stream']);
});

test('[SYN-28] a stream that lives is left after a quarter of an hour, to see whether a WebSocket gets through', async () => {
  const { opened, told, last, say, start, pass } = openChannel();
  await start();
  for (const _ of [1, 2]) {
    last().on.gone(blocked);
    await pass(1_000);
  }
  for (let waitedMs = 0; waitedMs < STREAM_MS; waitedMs += 20_000) {
    expect(last().kind).toBe('stream');
    say(BEAT);
    await pass(20_000);
  }
  await pass(1_000);
  expect(opened.map(({ kind }) => kind)).toEqual(['socket', 'socket', 'stream', 'socket']);
  expect(told.filter((one) => typeof one === 'string')).toEqual(['open', 'away']);
  say(BEAT);
  await pass(20_000);
  expect(last().kind).toBe('socket');
});

test('[SYN-28] bye: it leaves at once and comes back when it was asked to, whatever the browser says meanwhile', async () => {
  const { channel, opened, told, say, start, pass } = openChannel();
  await start();
  say(BEAT);
  say({ type: 'bye', retryMs: 2_000 });
  expect([opened[0]?.isShut, told.at(-1)]).toEqual([true, 'away']);
  channel.hurry();
  await pass(1_999);
  expect(opened).toHaveLength(1);
  await pass(1);
  expect(opened.map(({ kind }) => kind)).toEqual(['socket', 'socket']);
});

test('[SYN-14] a server too busy for a ticket is left alone as long as it asked', async () => {
  const { channel, opened, last, start, pass } = openChannel();
  await start();
  last().on.gone({ wasAsked: false, retryAfterMs: 30_000 });
  channel.hurry();
  await pass(29_999);
  expect(opened).toHaveLength(1);
  await pass(1);
  expect(opened).toHaveLength(2);
});

test('a line that is said to be back ends a pause at once, and opens no second line beside an open one', async () => {
  const { channel, opened, last, say, start, pass } = openChannel();
  await start();
  last().on.gone({ wasAsked: false });
  channel.hurry();
  channel.hurry();
  await settled();
  expect(opened).toHaveLength(2);
  say(BEAT);
  channel.hurry();
  await pass(5_000);
  expect(opened).toHaveLength(2);
});

test('[SYN-15] a new connection shuts the line that looks well, ends a pause, and leaves a server alone that asked for it', async () => {
  const { channel, opened, told, start, say, last } = openChannel();
  await start();
  say({ type: 'beat', head: 7 });
  channel.renew();
  await settled();
  expect(opened.map(({ isShut }) => isShut)).toEqual([true, false]);
  expect(told.filter((one) => typeof one === 'string')).toEqual(['open', 'away']);
  last().on.gone({ wasAsked: false });
  channel.renew();
  await settled();
  expect(opened).toHaveLength(3);
  say({ type: 'beat', head: 7 });
  say({ type: 'bye', retryMs: 60_000 });
  channel.renew();
  await settled();
  expect(opened).toHaveLength(3);
});

test('a device that is not enrolled yet, or whose disk fails, is asked again', async () => {
  const { world, opened, start, pass } = openChannel();
  world.isEnrolled = false;
  await start();
  expect(opened).toHaveLength(0);
  world.isEnrolled = true;
  await pass(2_000);
  expect(opened).toHaveLength(1);
});

test('once another tab leads, nothing is open, heard or tried any more', async () => {
  const { channel, opened, told, timers, last, say, start, pass } = openChannel();
  await start();
  say(BEAT);
  told.length = 0;
  channel.stop();
  say({ type: 'poke', head: 9 });
  last().on.gone(blocked);
  channel.hurry();
  await pass(120_000);
  expect([told, opened.length, opened[0]?.isShut, timers.size]).toEqual([[], 1, true, 0]);
});
