import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { crockford, isId, isInstall, shortCode, timeOfId, uuidV7 } from './ids.ts';
import { nameId } from './name-id.ts';

const times = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const dice = fc.uint8Array({ minLength: 10, maxLength: 16 });

test.each([
  ['0199f2c0-1c3a-7a5b-8c2d-123456789abc', true],
  ['d6344f1b-1750-5bf8-ba47-925d57243d78', true],
  ['0199F2C0-1C3A-7A5B-8C2D-123456789ABC', false],
  ['0199f2c0-1c3a-7a5b-cc2d-123456789abc', false],
  ['0199f2c0-1c3a-0a5b-8c2d-123456789abc', false],
  ['0199f2c01c3a7a5b8c2d123456789abc', false],
  ['0199f2c0-1c3a-7a5b-8c2d-123456789abc\n', false],
  ['00000000-0000-0000-0000-000000000000', false],
  ['', false],
  [7, false],
  [null, false],
])('%j is an id: %s', (value, is) => {
  expect(isId(value)).toBe(is);
});

test.each([
  ['T1T1T1T1T1', true],
  ['0123456789', true],
  ['T1T1T1T1T', false],
  ['T1T1T1T1T1T', false],
  ['IIIIIIIIII', false],
  ['t1t1t1t1t1', false],
  ['T1T1T1T1T1\n', false],
  [undefined, false],
])('%j is an install: %s', (value, is) => {
  expect(isInstall(value)).toBe(is);
});

test('a UUIDv7 has its form, carries its time, and keeps its random bits', () => {
  fc.assert(
    fc.property(times, dice, (ms, random) => {
      const id = uuidV7(ms, random);
      expect(isId(id)).toBe(true);
      expect(id[14]).toBe('7');
      expect(timeOfId(id)).toBe(ms);
      expect(id.slice(-12)).toBe(Array.from(random.subarray(4, 10), hexOf).join(''));
    }),
  );
});

test('what was made later sorts later, whatever the dice say', () => {
  fc.assert(
    fc.property(times, times, dice, dice, (one, other, first, second) => {
      fc.pre(one < other);
      expect(uuidV7(one, first) < uuidV7(other, second)).toBe(true);
    }),
  );
});

test('too few dice are a bug', () => {
  expect(() => uuidV7(0, new Uint8Array(9))).toThrow('ten random bytes');
});

test('only a UUIDv7 holds a time', () => {
  expect(timeOfId(nameId('anything'))).toBeUndefined();
});

test('a short code is the last twenty bits of the id', () => {
  expect(shortCode('0199f2c0-1c3a-7a5b-8c2d-123456700000')).toBe('0000');
  expect(shortCode('0199f2c0-1c3a-7a5b-8c2d-1234567fffff')).toBe('ZZZZ');
  expect(shortCode('0199f2c0-1c3a-7a5b-8c2d-123456708421')).toBe('1111');
  fc.assert(
    fc.property(dice, (random) => {
      expect(shortCode(uuidV7(0, random))).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}$/);
    }),
  );
});

test('crockford gives one character a byte, each a person can read aloud', () => {
  expect(crockford(Uint8Array.of(0, 31, 32, 255, 10))).toBe('0Z0ZA');
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (random) => {
      expect(isInstall(crockford(random))).toBe(true);
    }),
  );
});

const hexOf = (byte: number) => byte.toString(16).padStart(2, '0');
