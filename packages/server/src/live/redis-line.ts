import { createClient } from '@redis/client';
import { errorCode } from '../db/database-error.ts';
import type { RedisLine } from './redis-fanout.ts';

/** Pauses between tries to reach Redis. **Units** milliseconds. */
const RETRY_MS = { step: 200, max: 5_000 } as const;

/** Two connections to Redis, one to speak and one to listen. It is opened in the background: nothing waits for it. */
export function openRedisLine(url: string): RedisLine {
  const speaking = createClient({
    url,
    // Commits that nobody could hear are not kept: the beats have told of them by then.
    disableOfflineQueue: true,
    socket: { reconnectStrategy: (tries) => Math.min(tries * RETRY_MS.step, RETRY_MS.max) },
  });
  const listening = speaking.duplicate({ disableOfflineQueue: false });
  const both = [speaking, listening];
  // An error without a listener would end the process.
  for (const client of both) client.on('error', () => undefined);
  speaking.connect().catch(() => undefined);
  const connected = listening.connect();
  connected.catch(() => undefined);
  return {
    publish: (channel, text) => speaking.publish(channel, text),
    subscribe: (channel, listener) => {
      connected.then(() => listening.subscribe(channel, listener)).catch(() => undefined);
    },
    onAway: (listener) => {
      for (const client of both) client.on('error', (error: unknown) => listener(reasonOf(error)));
    },
    onBack: (listener) => {
      for (const client of both) client.on('ready', () => both.every(({ isReady }) => isReady) && listener());
    },
    close: () => {
      for (const client of both) client.destroy();
    },
  };
}

const reasonOf = (error: unknown) => errorCode(error) ?? (error instanceof Error ? error.name : 'unknown');
