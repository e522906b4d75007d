import { expect, test } from 'vitest';
import { Breaker } from './breaker.ts';
import { ReadPace } from './read-pace.ts';
import { SharedTokens } from './shared-tokens.ts';

const noted = (calls: readonly boolean[], atMs = 0): Breaker => {
  const breaker = new Breaker();
  for (const isBad of calls) breaker.note('rail', isBad, atMs);
  return breaker;
};

test('[PAY-17] half of ten calls without an answer closes a rail, nine calls do not', () => {
  const bad = Array.from({ length: 9 }, () => true);
  expect(noted(bad).maySend('rail')).toBe(true);
  expect(noted([...bad, true]).maySend('rail')).toBe(false);
  const half = Array.from({ length: 10 }, (_, index) => index % 2 === 1);
  expect(noted(half).maySend('rail')).toBe(false);
  expect(noted(half.toSpliced(1, 1, false)).maySend('rail')).toBe(true);
});

test('[PAY-17] it closes one operator and no other', () => {
  const breaker = noted(Array.from({ length: 10 }, () => true));
  expect(breaker.open).toEqual([{ key: 'rail', heardAtMs: 0 }]);
  breaker.note('rail', true, 7);
  expect(breaker.open).toEqual([{ key: 'rail', heardAtMs: 7 }]);
  expect(breaker.maySend('other')).toBe(true);
});

test('[PAY-17] the first read that is answered after the pause opens it, one before does not', () => {
  const breaker = noted(Array.from({ length: 10 }, () => true));
  breaker.note('rail', false, 29_999);
  expect(breaker.maySend('rail')).toBe(false);
  breaker.note('rail', false, 30_000);
  expect(breaker.maySend('rail')).toBe(true);
});

test('[PAY-17] after the pause one of those who wait may look, and another one a pause later', () => {
  const breaker = noted(Array.from({ length: 10 }, () => true));
  const asks = [29_999, 30_000, 30_001, 59_999, 60_000].map((atMs) => breaker.mayProbe('rail', atMs));
  expect(asks).toEqual([false, true, false, false, true]);
  expect(breaker.mayProbe('other', 60_000)).toBe(false);
});

test('calls of more than a minute ago are forgotten', () => {
  const breaker = noted(Array.from({ length: 9 }, () => true));
  breaker.note('rail', true, 60_001);
  expect(breaker.maySend('rail')).toBe(true);
});

test('fifty tills that find their token ended make one call for a new one', async () => {
  const tokens = new SharedTokens();
  let calls = 0;
  const ask = async () => ({ token: `token ${++calls}`, expiresInMs: 3_600_000 });
  const got = await Promise.all(Array.from({ length: 50 }, () => tokens.get('mtn', 0, ask)));
  expect(new Set(got)).toEqual(new Set(['token 1']));
  expect(await tokens.get('mtn', 2_999_999, ask)).toBe('token 1');
  expect(await tokens.get('mtn', 3_000_000, ask)).toBe('token 2');
  tokens.drop('mtn', 'token 1');
  expect(await tokens.get('mtn', 3_000_000, ask)).toBe('token 2');
  tokens.drop('mtn', 'token 2');
  expect(await tokens.get('mtn', 3_000_000, ask)).toBe('token 3');
});

test('a call for a token that fails is made anew', async () => {
  const tokens = new SharedTokens();
  await expect(tokens.get('mtn', 0, () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect(await tokens.get('mtn', 0, async () => ({ token: 'one', expiresInMs: 1_000 }))).toBe('one');
});

test('reads of an account keep below what its provider takes in a second, and each that waits has its turn', () => {
  const pace = new ReadPace();
  const ask = (who: string, nowMs: number) => pace.waitMs('mtn', who, { perSecond: 8, nowMs });
  const waits = Array.from({ length: 10 }, (_, index) => ask(`row ${index}`, 10_000));
  expect(waits).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 125, 250]);
  // Asked again too early it keeps its turn; at its turn it goes.
  expect(ask('row 9', 10_100)).toBe(150);
  expect([ask('row 8', 10_125), ask('row 9', 10_250)]).toEqual([0, 0]);
  expect(pace.waitMs('wave', 'row 1', { perSecond: 8, nowMs: 10_000 })).toBe(0);
  // A second of rest, and a second's reads are free again.
  expect(Array.from({ length: 8 }, (_, index) => ask(`later ${index}`, 20_000))).toEqual(waits.slice(0, 8));
});
