import { expect, test } from 'vitest';
import { codedError, codeOf, failureOf } from './http-call-failure.ts';

const BEFORE = { isOpen: false, isTimeUp: false };
const AFTER = { isOpen: true, isTimeUp: false };

test.each([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'EPROTO',
])('%s: not sent before the connection stood, uncertain after', (code) => {
  expect(failureOf(codedError(code), BEFORE)).toEqual({ kind: 'not_sent', cause: code });
  expect(failureOf(codedError(code), AFTER)).toEqual({ kind: 'uncertain', cause: code });
});

test.each(['ECONNRESET', 'EPIPE', 'too_large', 'cut', 'HPE_INVALID_CONSTANT', 'ERR_OF_TOMORROW'])(
  '%s is uncertain at any time',
  (code) => {
    for (const line of [BEFORE, AFTER]) expect(failureOf(codedError(code), line).kind).toBe('uncertain');
  },
);

test('time that is over: not sent only where no connection stood', () => {
  const abort = codedError('ABORT_ERR');
  expect(failureOf(abort, { isOpen: false, isTimeUp: true })).toEqual({ kind: 'not_sent', cause: 'connect_timeout' });
  expect(failureOf(abort, { isOpen: true, isTimeUp: true })).toEqual({ kind: 'uncertain', cause: 'timeout' });
});

test('a code is found in what caused an error; words of an error are never told', () => {
  const inner = Object.assign(new Error('https://user:key@host/'), { code: 'ECONNREFUSED' });
  expect(codeOf(new TypeError('fetch failed', { cause: new Error('x', { cause: inner }) }))).toBe('ECONNREFUSED');
  expect(codeOf(Object.assign(new Error('x'), { code: 'https://host/ with words' }))).toBe('unknown');
  expect(codeOf('ECONNREFUSED')).toBe('unknown');
});
