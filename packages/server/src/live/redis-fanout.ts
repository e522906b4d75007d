import { isId, isObject, type Id } from '@resto360/domain';
import type { ServerLog } from '../db/server-log.ts';
import { type CommitListener, type Fanout, LocalFanout, type Standing } from './fanout.ts';

/** What the fan-out needs of Redis; it comes back by itself, with its subscription, whenever it went away. */
export interface RedisLine {
  /** Rejects at once while Redis is away. */
  publish(channel: string, text: string): Promise<unknown>;
  /** Listens from now on, whenever Redis is there. */
  subscribe(channel: string, listener: (text: string) => void): void;
  onAway(listener: (reason: string) => void): void;
  onBack(listener: () => void): void;
  close(): void;
}

const CHANNEL = 'resto360:commits';

/**
 * Fan-out over Redis: this process hears of its own commits directly, the others by one channel. Without Redis it is
 * the fan-out of a server that is alone; that is logged once for each time it goes.
 * **Why** its own messages, which come back, are not told apart: a head that is known already tells nobody anything.
 */
export class RedisFanout implements Fanout {
  readonly #local = new LocalFanout();
  readonly #redis: RedisLine;

  constructor(redis: RedisLine, log: ServerLog) {
    this.#redis = redis;
    let isAway = false;
    redis.onAway((reason) => {
      if (isAway) return;
      isAway = true;
      log.warn(`Redis is away (${reason}): devices on other server processes hear of commits by their beats only.`);
    });
    redis.onBack(() => {
      if (isAway) log.info('Redis is back.');
      isAway = false;
    });
    redis.subscribe(CHANNEL, (text) => {
      const commit = readCommit(text);
      if (commit) this.#local.publish(commit.restaurant, commit);
    });
  }

  publish(restaurant: Id<'restaurant'>, at: Standing): void {
    this.#local.publish(restaurant, at);
    // Who is away says so by its own event.
    this.#redis.publish(CHANNEL, JSON.stringify({ restaurant, ...at })).catch(() => undefined);
  }

  subscribe(listener: CommitListener): void {
    this.#local.subscribe(listener);
  }

  close(): void {
    this.#local.close();
    this.#redis.close();
  }
}

function readCommit(text: string): ({ readonly restaurant: Id<'restaurant'> } & Standing) | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  // A process of the release before says no lineage: what it says counts in the history that is known.
  const { restaurant, head, lineage = 0 } = value;
  const isWhole = isId(restaurant) && Number.isSafeInteger(head) && Number.isSafeInteger(lineage);
  return isWhole ? { restaurant, head: head as number, lineage: lineage as number } : undefined;
}
