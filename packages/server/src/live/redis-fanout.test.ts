import { expect, test } from 'vitest';
import type { Id } from '@resto360/domain';
import { LocalFanout } from './fanout.ts';
import { RedisFanout, type RedisLine } from './redis-fanout.ts';

const house: Id<'restaurant'> = '0190aaaa-0000-7000-8000-000000000001';

/** A Redis in memory that can be taken away. */
class FakeRedis {
  isAway = false;
  readonly #listeners: ((text: string) => void)[] = [];
  readonly #away: ((reason: string) => void)[] = [];
  readonly #back: (() => void)[] = [];

  line(): RedisLine {
    return {
      publish: async (_channel, text) => {
        if (this.isAway) throw new Error('closed');
        this.say(text);
      },
      subscribe: (_channel, listener) => void this.#listeners.push(listener),
      onAway: (listener) => void this.#away.push(listener),
      onBack: (listener) => void this.#back.push(listener),
      close: () => undefined,
    };
  }

  say(text: string): void {
    for (const listener of this.#listeners) listener(text);
  }

  go(): void {
    this.isAway = true;
    for (const listener of this.#away) listener('ECONNREFUSED');
  }

  comeBack(): void {
    this.isAway = false;
    for (const listener of this.#back) listener();
  }
}

function openTwo() {
  const redis = new FakeRedis();
  const logged: string[] = [];
  const say = (message: string) => void logged.push(message);
  const log = { debug: say, info: say, warn: say, error: say };
  const open = () => {
    const fanout = new RedisFanout(redis.line(), log);
    const heard: number[] = [];
    fanout.subscribe((_restaurant, { head }) => heard.push(head));
    return { fanout, heard };
  };
  return { redis, logged, one: open(), other: open() };
}

test('[SYN-28] a commit of one process is heard in the other, and in its own', () => {
  const { one, other } = openTwo();
  one.fanout.publish(house, { head: 7, lineage: 1 });
  expect([new Set(one.heard), other.heard]).toEqual([new Set([7]), [7]]);
});

test('[SYN-28] without Redis a process hears itself, the writer notices nothing, and the log says it once', async () => {
  const { redis, logged, one, other } = openTwo();
  redis.go();
  redis.go();
  one.fanout.publish(house, { head: 8, lineage: 1 });
  await Promise.resolve();
  expect([one.heard, other.heard]).toEqual([[8], []]);
  expect(logged.filter((line) => line.includes('ECONNREFUSED'))).toHaveLength(2);
  redis.comeBack();
  one.fanout.publish(house, { head: 9, lineage: 1 });
  expect(other.heard).toEqual([9]);
  expect(logged.filter((line) => line.includes('back'))).toHaveLength(2);
});

test.each(['', '{}', 'null', '{"restaurant":"x","head":1}', `{"restaurant":"${house}","head":"1"}`])(
  'what is no commit is passed over: %s',
  (text) => {
    const { redis, one } = openTwo();
    redis.say(text);
    expect(one.heard).toEqual([]);
  },
);

test('a server that is alone hears itself', () => {
  const fanout = new LocalFanout();
  const heard: number[] = [];
  fanout.subscribe((_restaurant, { head }) => heard.push(head));
  fanout.publish(house, { head: 1, lineage: 1 });
  fanout.close();
  fanout.publish(house, { head: 2, lineage: 1 });
  expect(heard).toEqual([1]);
});
