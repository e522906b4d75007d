import { expect, test } from 'vitest';
import type { HttpAnswer } from '../../http-call.ts';
import type { CallContext, MerchantAccount } from '../../provider.ts';
import { pawapay } from './pawapay.ts';

/** Answers that the simulator never gives: other versions, other types, gateways in between (F28, F29). */
const ID = '7d0f4d3a-52a4-4c0e-9d0e-2f6a1d3b5c01';
const LIVE: MerchantAccount = {
  provider: 'pawapay',
  id: 'acc-1',
  country: 'CI',
  environment: 'live',
  baseUrl: 'https://api.pawapay.io',
  settings: {},
};
const ASKED = { attemptId: 'a-1', requestId: ID, amountMinor: 5_000, currency: 'XOF', handle: {} } as const;
const INPUT = {
  ...ASKED,
  payer: '+2250501020304',
  operator: 'FREE_SEN',
  description: 'Table 4',
  returnUrl: 'https://r.test',
};

function answering(body: unknown, status = 200, headers = {}): CallContext {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer: HttpAnswer = { kind: 'answer', status, headers, body: text };
  const tokens = { get: () => Promise.resolve(''), drop: () => undefined };
  return { account: LIVE, secrets: { apiToken: 'k' }, http: () => Promise.resolve(answer), tokens, nowMs: 0 };
}
const initiate = (body: unknown, status?: number, headers?: object) =>
  pawapay.initiate(INPUT, answering(body, status, headers));
const readAs = (body: unknown, status = 200) => pawapay.read(ASKED, answering(body, status));
const readOf = (data: object) => readAs({ status: 'FOUND', data });

const PAID = { depositId: ID, status: 'COMPLETED', amount: '5000.00', currency: 'XOF' };

test.each<[string, unknown, number, object]>([
  ['a new status word', { depositId: ID, status: 'PARKED' }, 200, { kind: 'uncertain', cause: 'status PARKED' }],
  ['a number as the status', { depositId: ID, status: 7 }, 200, { kind: 'uncertain', cause: 'status unknown' }],
  ['a list', [], 200, { kind: 'uncertain', cause: 'no json' }],
  ['nothing', '', 200, { kind: 'uncertain', cause: 'no json' }],
  [
    'the word in another case',
    { depositId: ID, status: 'rejected' },
    200,
    { kind: 'uncertain', cause: 'status unknown' },
  ],
  [
    'an answer about another one',
    { depositId: 'x', status: 'REJECTED' },
    200,
    { kind: 'uncertain', cause: 'another depositId' },
  ],
  ['a 201', { depositId: ID, status: 'ACCEPTED' }, 201, { kind: 'accepted', next: { kind: 'wait' } }],
  ['no word why', { depositId: ID, status: 'REJECTED' }, 200, { kind: 'refused', failure: { code: 'unknown' } }],
  [
    'a new word why',
    { depositId: ID, status: 'REJECTED', failureReason: { failureCode: 'MOON_PHASE' } },
    200,
    { kind: 'refused', failure: { code: 'unknown', providerCode: 'MOON_PHASE' } },
  ],
  [
    'a text as the reason',
    { depositId: ID, status: 'REJECTED', failureReason: 'INVALID_CURRENCY' },
    200,
    { kind: 'refused', failure: { code: 'invalid_currency' } },
  ],
  [
    'a 500 with a code',
    { failureReason: { failureCode: 'UNKNOWN_ERROR' } },
    500,
    { kind: 'uncertain', cause: 'http 500' },
  ],
  ['a 400 without a code', { message: 'no' }, 400, { kind: 'uncertain', cause: 'http 400' }],
  ['a 400 of a gateway', { code: 'WAF_BLOCK' }, 400, { kind: 'uncertain', cause: 'http 400' }],
  ['a 404 page', '<html>', 404, { kind: 'uncertain', cause: 'http 404' }],
  [
    'a 400 with a code',
    { failureReason: { failureCode: 'INVALID_PARAMETER' } },
    400,
    { kind: 'refused', failure: { code: 'config_error' } },
  ],
  [
    'a 409 with a code',
    { failureReason: { failureCode: 'INVALID_PARAMETER' } },
    409,
    { kind: 'uncertain', cause: 'http 409' },
  ],
  [
    'a signature that was not taken',
    { failureReason: { failureCode: 'HTTP_SIGNATURE_ERROR' } },
    403,
    { kind: 'not_sent', isAuth: true },
  ],
])('a money call answered with %s', async (_name, body, status, expected) => {
  expect(await initiate(body, status)).toMatchObject(expected);
});

test('a code that is no word is not kept', async () => {
  const failureReason = { failureCode: 'bad +2250501020304', failureMessage: 'of +2250501020304' };
  const outcome = await initiate({ depositId: ID, status: 'REJECTED', failureReason });
  expect(outcome).toEqual({ kind: 'refused', failure: { code: 'unknown' } });
});

test('the wait that is asked for can be a date', async () => {
  const headers = { 'retry-after': 'Thu, 01 Jan 1970 00:00:09 GMT' };
  expect(await initiate('', 429, headers)).toEqual({ kind: 'not_sent', cause: 'http 429', retryAfterMs: 9_000 });
  expect(await initiate('', 429, { 'retry-after': 'soon' })).toEqual({ kind: 'not_sent', cause: 'http 429' });
});

test.each<[string, object, object]>([
  ['a number as the amount', { ...PAID, amount: 5_000 }, { kind: 'succeeded', amountMinor: 5_000 }],
  ['another id', { ...PAID, depositId: 'x' }, { kind: 'succeeded', echoedRequestId: 'x' }],
  ['no id', { ...PAID, depositId: undefined }, { kind: 'unreadable', cause: 'incomplete success' }],
  ['no amount', { ...PAID, amount: undefined }, { kind: 'unreadable' }],
  ['half a franc', { ...PAID, amount: '5000.50' }, { kind: 'unreadable' }],
  ['no currency', { ...PAID, currency: undefined }, { kind: 'unreadable' }],
  ['a currency that is none', { ...PAID, currency: 'ABC' }, { kind: 'unreadable' }],
  ['a new status word', { ...PAID, status: 'PARKED' }, { kind: 'unreadable', cause: 'status PARKED' }],
  ['no status word', { ...PAID, status: undefined }, { kind: 'unreadable', cause: 'status unknown' }],
  [
    'the failure of another one',
    { depositId: 'x', status: 'FAILED', failureReason: { failureCode: 'PAYER_NOT_FOUND' } },
    { kind: 'unreadable', cause: 'another depositId' },
  ],
  [
    'a text as the reason',
    { depositId: ID, status: 'FAILED', failureReason: 'PAYER_NOT_FOUND' },
    { kind: 'failed', failure: { code: 'payer_not_found' } },
  ],
  [
    'a new word why',
    { depositId: ID, status: 'FAILED', failureReason: { failureCode: 'MOON_PHASE' } },
    { kind: 'failed', failure: { code: 'unknown', providerCode: 'MOON_PHASE' } },
  ],
])('a read answered with %s', async (_name, data, expected) => {
  expect(await readOf(data)).toMatchObject(expected);
});

test('only pawaPay itself says that there is nothing', async () => {
  expect(await readAs({ status: 'NOT_FOUND' }, 200)).toEqual({ kind: 'not_found' });
  expect(await readAs({ status: 'NOT_FOUND' }, 404)).toEqual({ kind: 'unreadable', cause: 'http 404' });
  expect(await readAs({ status: 'MOVED' }, 200)).toEqual({ kind: 'unreadable', cause: 'answer MOVED' });
  expect(await readAs({ status: 'FOUND' }, 200)).toEqual({ kind: 'unreadable', cause: 'answer FOUND' });
});

test.each<[string, boolean]>([
  ['https://pay.wave.com/c/1', true],
  ['https://wave.com/c/1', true],
  ['https://pages.pawapay.io/1', true],
  ['http://pay.wave.com/c/1', false],
  ['https://evilwave.com/c/1', false],
  ['https://wave.com.evil.test/c/1', false],
  ['https://pay.wave.com@evil.test/', false],
  ['https://user:word@pay.wave.com/', false],
  ['https://user@pay.wave.com/', false],
  ['https://api.pawapay.io.evil.test/', false],
  ['javascript:alert(1)//wave.com', false],
  ['not an address', false],
])('a page is shown only if it is known: %s', async (authorizationUrl, isShown) => {
  const told = { depositId: ID, status: 'PROCESSING', nextStep: 'REDIRECT_TO_AUTH_URL', authorizationUrl };
  const next = isShown ? { kind: 'open_url', url: authorizationUrl } : { kind: 'wait' };
  expect(await readOf(told)).toEqual({ kind: 'pending', next });
  expect(await initiate({ ...told, status: 'ACCEPTED' })).toMatchObject({ next });
});
