import { expect, test } from 'vitest';
import { hashPin } from './pin-hash.ts';

test('a PIN is salted, and WebCrypto can check it', async () => {
  const [one, two] = await Promise.all([hashPin('2001'), hashPin('2001')]);
  expect(one).not.toBe(two);
  const [scheme, iterations, salt, hash] = one.split('$');
  expect([scheme, iterations]).toEqual(['pbkdf2-sha256', '300000']);
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode('2001'), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: Buffer.from(salt ?? '', 'base64url'), iterations: 300_000 };
  expect(Buffer.from(await crypto.subtle.deriveBits(how, key, 256)).toString('base64url')).toBe(hash);
});
