import { expect, test } from 'vitest';
import { isEmailAddress } from './email-address.ts';

test.each(['adjoua@example.com', 'a.b+caisse@mail.example.ci', 'x@y.io'])('%s is an address', (text) => {
  expect(isEmailAddress(text)).toBe(true);
});

test.each([
  '',
  'adjoua',
  'adjoua@example',
  'a b@example.com',
  'a@b@example.com',
  'a@example.com, b@example.com',
  'a@example.com\r\nBcc: all@example.com',
  'Adjoua <a@example.com>',
])('%j is none', (text) => {
  expect(isEmailAddress(text)).toBe(false);
});
