import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { WebhookRequest } from '../../provider.ts';
import {
  COVERED,
  ID,
  NOW_MS,
  OTHER_CURVE,
  OURS,
  THEIRS,
  bad,
  flipped,
  readingOf,
  sent,
  stale,
  written,
} from './pawapay-signed-fixture.ts';

const SIGNINGS = (['der', 'raw'] as const).flatMap((encoding) =>
  (['sha-256', 'sha-512'] as const).map((digest) => ({ encoding, digest })),
);

test.each(SIGNINGS)('a signed callback holds: $encoding, $digest', (how) => {
  const request = sent({ privateKeyPem: OURS.privateKey, keyId: 'HTTP_EC_P256_KEY:1', ...how });
  const eventKey = createHash('sha256').update(request.rawBody).digest('hex');
  expect(readingOf(request)).toEqual({ ok: true, eventKey, about: { requestId: ID } });
});

test.each(SIGNINGS)('with one bit of its body or signature changed it does not: $encoding, $digest', (how) => {
  const request = sent({ privateKeyPem: OURS.privateKey, keyId: 'HTTP_EC_P256_KEY:1', ...how });
  const { rawBody, headers } = request;
  for (let at = 0; at < rawBody.length; at += 7)
    expect(readingOf({ ...request, rawBody: flipped(rawBody, at) })).toEqual(bad);
  const bytes = Buffer.from((headers['signature'] ?? '').slice('sig-pp=:'.length, -1), 'base64');
  expect(bytes.length === 64).toBe(how.encoding === 'raw');
  for (let at = 0; at < bytes.length; at++) {
    const signature = `sig-pp=:${Buffer.from(flipped(bytes, at)).toString('base64')}:`;
    expect(readingOf({ ...request, headers: { ...headers, signature } })).toEqual(bad);
  }
});

test.each<[string, Parameters<typeof written>[0]]>([
  ['as documented', {}],
  ['with the length', { covered: [...COVERED, 'content-length'], headers: { 'content-length': '67' } }],
  ['without a named algorithm', { params: `;keyid="HTTP_EC_P256_KEY:1";created=${NOW_MS / 1000}` }],
  ['dated by its header only', { params: ';keyid="HTTP_EC_P256_KEY:1"' }],
  ['with a nonce', { params: `;created=${NOW_MS / 1000};keyid="HTTP_EC_P256_KEY:1";nonce="a,b;c=1"` }],
])('it holds %s', (_name, how) => {
  expect(readingOf(written(how))).toMatchObject({ ok: true, about: { requestId: ID } });
});

test.each<[string, Parameters<typeof written>[0]]>([
  ['covers no digest', { covered: COVERED.filter((name) => name !== 'content-digest') }],
  [
    'covers what we do not know',
    { covered: [...COVERED, 'x-forwarded-for'], headers: { 'x-forwarded-for': '1.2.3.4' } },
  ],
  ['covers a derived part that we do not know', { covered: [...COVERED, '@query'] }],
  ['covers a part twice', { covered: [...COVERED, '@path'] }],
  ['is of an unknown key', { params: `;keyid="nobody";created=${NOW_MS / 1000}` }],
  ['names no key', { params: `;created=${NOW_MS / 1000}` }],
  ['names a key of every object', { params: `;keyid="constructor";created=${NOW_MS / 1000}` }],
  ['is of another algorithm', { params: `;alg="hmac-sha256";keyid="HTTP_EC_P256_KEY:1";created=${NOW_MS / 1000}` }],
  ['is by another of our keys', { params: `;keyid="old";created=${NOW_MS / 1000}` }],
  ['is by a stranger', { key: THEIRS.privateKey }],
  [
    'has no time that is signed',
    { covered: COVERED.filter((name) => name !== 'signature-date'), params: ';keyid="HTTP_EC_P256_KEY:1"' },
  ],
  ['has a digest of another kind only', { digest: 'md5' }],
])('a signature that %s is bad', (_name, how) => {
  expect(readingOf(written(how))).toEqual(bad);
});

test.each<[string, Partial<WebhookRequest>]>([
  ['path', { path: '/hooks/other' }],
  ['authority', { authority: 'other.test' }],
  ['method', { method: 'PUT' }],
])('another %s than the signed one is bad', (_name, changes) => {
  expect(readingOf({ ...written(), ...changes })).toEqual(bad);
});

test.each<[string, string | undefined]>([
  ['signature', undefined],
  ['signature-input', undefined],
  ['content-digest', undefined],
  ['content-type', undefined],
  ['signature-date', undefined],
  ['content-type', 'text/plain'],
  ['signature-date', '2026-11-28T12:00:01Z'],
  ['signature', 'sig-pp=:AAAA:'],
  ['signature', `sig-pp=:${Buffer.alloc(64).toString('base64')}:`],
  ['signature', 'sig-pp=AAAA'],
  ['signature-input', 'sig-pp=()'],
  ['signature-input', 'sig-pp=("content-digest";req);created=1'],
])('with the header %s as %s it is bad', (name, value) => {
  const request = written();
  expect(readingOf({ ...request, headers: { ...request.headers, [name]: value } })).toEqual(bad);
});

test('another signature before ours does not disturb', () => {
  const { headers, ...rest } = written();
  const input = `proxy=("@path");created=1, ${headers['signature-input']}`;
  const signature = `proxy=:AAAA:, ${headers['signature']}`;
  expect(readingOf({ ...rest, headers: { ...headers, 'signature-input': input, signature } })).toMatchObject({
    ok: true,
  });
  expect(readingOf({ ...rest, headers: { ...headers, 'signature-input': 'proxy=("@path");created=1' } })).toEqual(bad);
});

test('keys that are none let nothing in', () => {
  const request = written();
  for (const keys of ['', '{', 'null', '{}', '[]', JSON.stringify({ 'HTTP_EC_P256_KEY:1': 'no PEM' })])
    expect(readingOf(request, keys)).toEqual(bad);
  const curve = written({ key: OTHER_CURVE.privateKey });
  expect(readingOf(curve, JSON.stringify({ 'HTTP_EC_P256_KEY:1': OTHER_CURVE.publicKey }))).toEqual(bad);
});

test.each([
  ['5 minutes later', 300_000, true],
  ['later than that', 361_000, false],
  ['4 minutes before', -240_000, true],
  ['earlier than that', -301_000, false],
])('a signature seen %s', (_name, shiftMs, isTaken) => {
  const reading = readingOf({ ...written(), receivedAtMs: NOW_MS + shiftMs });
  expect(reading).toEqual(isTaken ? expect.objectContaining({ ok: true }) : stale);
});

test.each<[string, Parameters<typeof written>[0]]>([
  ['created', { params: `;keyid="HTTP_EC_P256_KEY:1";created=${NOW_MS / 1000 - 301}` }],
  ['expires', { params: `;keyid="HTTP_EC_P256_KEY:1";created=${NOW_MS / 1000};expires=${NOW_MS / 1000 - 301}` }],
  ['signature-date', { headers: { 'signature-date': '2026-11-28T11:54:59Z' } }],
  ['signature-date that is none', { headers: { 'signature-date': 'today' } }],
])('one old time is enough to be stale: %s', (_name, how) => {
  expect(readingOf(written(how))).toEqual(stale);
});
