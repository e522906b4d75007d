import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { digestHolds } from './content-digest.ts';
import { flipped, utf8 } from './pawapay-signed-fixture.ts';

test('the digest of 8.6, and with one bit changed', () => {
  const body = utf8('{"a":1}');
  const told = 'sha-256=:AVq9f1zFei3ZS3WQ8ErYCEJzkF7jPsXOvq5iJ2qX+GI=:';
  expect(digestHolds(told, body)).toBe(true);
  for (let at = 0; at < body.length; at++) expect(digestHolds(told, flipped(body, at))).toBe(false);
  expect(digestHolds(told.replace('AVq9', 'AVq8'), body)).toBe(false);
});

test('every digest that is told must hold, and one must be told', () => {
  const body = utf8('{"a":1}');
  const good = 'sha-256=:AVq9f1zFei3ZS3WQ8ErYCEJzkF7jPsXOvq5iJ2qX+GI=:';
  const long = `sha-512=:${createHash('sha512').update(body).digest('base64')}:`;
  expect(digestHolds(`${good}, ${long}`, body)).toBe(true);
  expect(digestHolds(`md5=:AAAA:, ${long}`, body)).toBe(true);
  expect(digestHolds(`${good}, ${long.replace(':', ':A')}`, body)).toBe(false);
  expect(digestHolds('md5=:AAAA:', body)).toBe(false);
  expect(digestHolds('', body)).toBe(false);
});
