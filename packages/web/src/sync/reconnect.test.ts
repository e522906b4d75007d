import { expect, test } from 'vitest';
import { Reconnect } from './reconnect.ts';

const BLOCKED = { isBlocked: true };
const ENDED = { isBlocked: false };

test('[SYN-28] a WebSocket is tried twice, then a stream, and after every stream a WebSocket once more', () => {
  const reconnect = new Reconnect();
  const tried = [];
  for (let attempt = 0; attempt < 7; attempt += 1) {
    const kind = reconnect.next;
    tried.push(kind);
    reconnect.lost(kind, BLOCKED, 0);
  }
  expect(tried).toEqual(['socket', 'socket', 'stream', 'socket', 'stream', 'socket', 'stream']);
});

test('[SYN-28] a server that cannot be reached says nothing about WebSockets', () => {
  const reconnect = new Reconnect();
  for (let attempt = 0; attempt < 5; attempt += 1) reconnect.lost('socket', ENDED, 0);
  expect(reconnect.next).toBe('socket');
});

test('[SYN-28] a WebSocket that was answered makes one failure forgotten', () => {
  const reconnect = new Reconnect();
  reconnect.lost('socket', BLOCKED, 0);
  reconnect.answered('socket');
  reconnect.lost('socket', ENDED, 0);
  reconnect.lost('socket', BLOCKED, 0);
  expect(reconnect.next).toBe('socket');
});

test('pauses grow with every failure, never beyond 8 s, and start anew after an answer', () => {
  const reconnect = new Reconnect();
  const pauses = Array.from({ length: 8 }, () => reconnect.lost('socket', ENDED, 0.999_999));
  expect(pauses).toEqual([1_999, 3_999, 7_999, 8_000, 8_000, 8_000, 8_000, 8_000]);
  reconnect.answered('socket');
  expect(reconnect.lost('socket', ENDED, 0)).toBe(100);
});

test('[SYN-28] bye is obeyed, by each at its own moment, and is no failure', () => {
  const reconnect = new Reconnect();
  const bye = { isBlocked: false, isBye: true, retryAfterMs: 2_000 };
  const pauses = [0, 0.25, 0.5, 0.75].map((dice) => reconnect.lost('socket', bye, dice));
  expect(pauses).toEqual([2_000, 2_500, 3_000, 3_500]);
  expect(reconnect.lost('socket', ENDED, 0.999_999)).toBe(1_999);
});

test('[SYN-14] a busy server is left alone as long as it asked', () => {
  expect(new Reconnect().lost('socket', { isBlocked: false, retryAfterMs: 60_000 }, 0)).toBe(60_000);
  expect(new Reconnect().lost('socket', { isBlocked: false, retryAfterMs: 0 }, 0)).toBe(100);
});
