import { pbkdf2Sync } from 'node:crypto';
import { expect, test } from 'vitest';
import { pinFits } from './pin-hash.ts';
import { PIN_LIMITS, gateOf, readMisses, triesLeft, withHit, withMiss, type PinMisses } from './pin-misses.ts';

const ama = '00000000-0000-5000-8000-000000000001';
const kofi = '00000000-0000-5000-8000-000000000002';

function hashOf(pin: string, iterations = 1_000): string {
  const salt = Buffer.from('0123456789abcdef');
  const hash = pbkdf2Sync(pin, salt, iterations, 32, 'sha256');
  return `pbkdf2-sha256$${iterations}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

test('the right PIN fits and another does not', async () => {
  expect(await pinFits('2001', hashOf('2001'))).toBe(true);
  expect(await pinFits('2002', hashOf('2001'))).toBe(false);
  expect(await pinFits('', hashOf('2001'))).toBe(false);
});

test.each([
  '',
  'x',
  'pbkdf2-sha256$0$$',
  'pbkdf2-sha256$1000$c2FsdA$',
  'md5$1$c2FsdA$c2FsdA',
  'pbkdf2-sha256$1000$!!$!!',
])('a hash that cannot be read fits no PIN: %s', async (hash) => {
  expect(await pinFits('', hash)).toBe(false);
  expect(await pinFits('2001', hash)).toBe(false);
});

function missed(times: number, atMs = 0): PinMisses {
  let misses: PinMisses = {};
  for (let time = 0; time < times; time += 1) misses = withMiss(misses, ama, atMs);
  return misses;
}

test.each([
  [0, { kind: 'open' }],
  [2, { kind: 'open' }],
  [3, { kind: 'wait', ms: 5_000 }],
  [4, { kind: 'wait', ms: 10_000 }],
  [9, { kind: 'wait', ms: 300_000 }],
  [10, { kind: 'locked' }],
  [11, { kind: 'locked' }],
])('after %d misses the gate is %o', (times, gate) => {
  expect(gateOf(missed(times), ama, 0)).toEqual(gate);
  expect(gateOf(missed(times), kofi, 0)).toEqual({ kind: 'open' });
});

test('a wait ends, and a clock that was set back does not make it longer', () => {
  expect(gateOf(missed(3, 1_000), ama, 6_000)).toEqual({ kind: 'open' });
  expect(gateOf(missed(3, 1_000_000_000), ama, 0)).toEqual({ kind: 'wait', ms: 5_000 });
});

test('the right PIN forgives its own misses, a manager’s those of all', () => {
  const both = withMiss(missed(10), kofi, 0);
  expect(gateOf(withHit(both, kofi, false), ama, 0)).toEqual({ kind: 'locked' });
  expect(withHit(both, kofi, true)).toEqual({});
  expect(triesLeft(both, ama)).toBe(0);
  expect(triesLeft(both, kofi)).toBe(PIN_LIMITS.lockMisses - 1);
});

test('what was kept is read again, and nonsense is nothing', () => {
  expect(readMisses(JSON.stringify(missed(2)))).toEqual(missed(2));
  expect(readMisses('{')).toEqual({});
  expect(readMisses(null)).toEqual({});
});
