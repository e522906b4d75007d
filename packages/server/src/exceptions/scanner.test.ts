import type { Exception } from '@resto360/domain';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TransientStoreError } from '../db/transient-store-error.ts';
import type { Restaurant } from './notice.ts';
import type { Scanned } from './scan-restaurant.ts';
import { GATHER_MS, PACE_MS, Scanner } from './scanner.ts';

const [maquis, tunis]: readonly [Restaurant, Restaurant] = [
  '0190aaaa-0000-7000-8000-000000000001',
  '0190aaaa-0000-7000-8000-000000000002',
];
const odd = { id: '0190aaaa-0000-7000-8000-00000000000a', kind: 'overpaid' } as unknown as Exception;
const done: Scanned = { state: 'done', opened: [], dueMs: null };

let looks: [Restaurant, number][];
let told: unknown[];
let warned: string[];
let answer: (restaurant: Restaurant) => Promise<Scanned>;
let scanner: Scanner;
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  [looks, told, warned] = [[], [], []];
  answer = async () => done;
  scanner = new Scanner({
    scan: async (restaurant) => {
      looks.push([restaurant, Date.now() - 1_000_000]);
      return answer(restaurant);
    },
    listRestaurants: async () => [maquis, tunis],
    onOpened: (restaurant, opened) => told.push([restaurant, opened]),
    log: { warn: (message) => warned.push(message) },
    nowMs: () => Date.now(),
  });
});
afterEach(async () => {
  await scanner.stop();
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const when = () => looks.map(([, at]) => at);

describe('[NOT-1] when a restaurant is looked at', () => {
  test('a burst of commits is one look, and the next comes two seconds later', async () => {
    for (let at = 0; at < 10; at += 1) scanner.heard(maquis);
    await pass(GATHER_MS);
    for (let at = 0; at < 40; at += 1) {
      scanner.heard(maquis);
      await pass(100);
    }
    await pass(PACE_MS);
    expect(when()).toEqual([250, 2_250, 4_250]);
  });

  test('at the start everybody, and again every five minutes', async () => {
    scanner.start();
    await pass(301_000);
    expect(looks.map(([who]) => who)).toEqual([maquis, tunis, maquis, tunis]);
  });

  test('a commit during a look is looked at afterwards', async () => {
    answer = () => new Promise((resolve) => setTimeout(() => resolve(done), 500));
    scanner.heard(maquis);
    await pass(GATHER_MS + 100);
    scanner.heard(maquis);
    await pass(5_000);
    expect(looks).toHaveLength(2);
  });

  test('what is not finished goes on at once; what another process does is asked again', async () => {
    const states: Scanned['state'][] = ['more', 'busy', 'done'];
    answer = async () => ({ ...done, state: states.shift() ?? 'done' });
    scanner.heard(maquis);
    await pass(10_000);
    expect(when()).toEqual([250, 251, 2_251]);
  });

  test('what becomes due by the clock needs no commit', async () => {
    answer = async () => ({ ...done, dueMs: looks.length === 1 ? 1_000_000 + 60_000 : null });
    scanner.heard(maquis);
    await pass(120_000);
    expect(when()).toEqual([250, 60_000]);
  });

  test('a failure is tried again, and only what does not pass by itself is told', async () => {
    const failures: unknown[] = [new TransientStoreError(200, undefined), new Error('a bug')];
    answer = async () => {
      if (failures.length > 0) throw failures.shift();
      return done;
    };
    scanner.heard(maquis);
    await pass(100_000);
    expect(when()).toEqual([250, 2_250, 62_250]);
    expect(warned).toEqual([expect.stringContaining('a bug')]);
  });

  test('one restaurant that fails holds up no other', async () => {
    answer = async (restaurant) => {
      if (restaurant === maquis) throw new Error('a bug');
      return { ...done, opened: [odd] };
    };
    scanner.start();
    await pass(1_000);
    expect(told).toEqual([[tunis, [odd]]]);
  });

  test('after the end nothing begins', async () => {
    scanner.heard(maquis);
    await scanner.stop();
    scanner.heard(tunis);
    await pass(600_000);
    expect(looks).toEqual([]);
  });
});
