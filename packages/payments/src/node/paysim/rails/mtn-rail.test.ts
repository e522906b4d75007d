import { describe, expect, test } from 'vitest';
import type { SimAnswer } from '../sim-call.ts';
import { basicOf, bodyOf, ID, MtnRailBench, objectOf, shortOf, SUBSCRIBED, USER } from './mtn-rail-bench.ts';

type Row = readonly [name: string, request: (bench: MtnRailBench) => SimAnswer, expected: string];

const PAYING: readonly Row[] = [
  ['[P] a request to pay is accepted with an empty body', (b) => b.pay(), '202'],
  ['[P] an id that is no UUIDv4', (b) => b.pay({ 'x-reference-id': '0199a3c1-7d52-7b11-8c22-3f5d2a90b001' }), '400'],
  ['[P] no id', (b) => b.pay({ 'x-reference-id': undefined }), '400'],
  ['[P] no subscription key', (b) => b.pay({ 'ocp-apim-subscription-key': undefined }), '401 json'],
  ['[P] another subscription key', (b) => b.pay({ 'ocp-apim-subscription-key': 'other' }), '401 json'],
  ['[P] no token', (b) => b.pay({ authorization: undefined }), '401 json'],
  ['[P] another token', (b) => b.pay({ authorization: 'Bearer other' }), '401 json'],
  ['[U] no target environment', (b) => b.pay({ 'x-target-environment': undefined }), '400'],
  [
    '[P] another environment',
    (b) => b.pay({ 'x-target-environment': 'mtnghana' }),
    '500 NOT_ALLOWED_TARGET_ENVIRONMENT',
  ],
  ['[P] another currency', (b) => b.pay({}, bodyOf({ currency: 'EUR' })), '500 INVALID_CURRENCY'],
  ['[P] another host', (b) => b.pay({ 'x-callback-url': 'https://x.example/' }), '500 INVALID_CALLBACK_URL_HOST'],
  ['[U] an address that is none', (b) => b.pay({ 'x-callback-url': 'resto' }), '500 INVALID_CALLBACK_URL_HOST'],
  ['[P] the registered host', (b) => b.pay({ 'x-callback-url': 'https://resto.example/a' }), '202'],
  ['[P] an apostrophe', (b) => b.pay({}, bodyOf({ payerMessage: "L'addition" })), '400'],
  ['[U] an accent', (b) => b.pay({}, bodyOf({ payeeNote: 'Café' })), '400'],
  ['[P] 160 signs', (b) => b.pay({}, bodyOf({ payerMessage: 'x'.repeat(160) })), '202'],
  ['[P] 161 signs', (b) => b.pay({}, bodyOf({ payerMessage: 'x'.repeat(161) })), '400'],
  ['[S] an empty text', (b) => b.pay({}, bodyOf({ payeeNote: '' })), '500 INTERNAL_PROCESSING_ERROR'],
  ['[P] an amount that is no text', (b) => b.pay({}, bodyOf({ amount: 5000 })), '400'],
  ['[U] no amount at all', (b) => b.pay({}, bodyOf({ amount: '0' })), '400'],
  ['[U] part of a franc', (b) => b.pay({}, bodyOf({ amount: '0.5' })), '400'],
  ['[P] a number with a plus', (b) => b.push('+2250504030201'), '400'],
  ['[U] no JSON', (b) => b.pay({}, 'amount=5000'), '400'],
];

const READING: readonly Row[] = [
  ['[P] an id that nobody sent', (b) => b.status(), '404 RESOURCE_NOT_FOUND'],
  ['[U] an id that is none', (b) => b.status('142'), '400'],
  ['[P] a read without a token', (b) => b.status(ID, { authorization: undefined }), '401 json'],
  ['[U] another path', (b) => b.call({ path: '/collection/v3_0/pay' }), '404 json'],
];

const TOKENS: readonly Row[] = [
  ['[P] the right pair', (b) => b.token(), '200 json'],
  ['[P] a token call with a body', (b) => b.token({ body: '{}' }), '400'],
  ['[P] a wrong key', (b) => b.token({ headers: { ...SUBSCRIBED, ...basicOf(USER, 'no') } }), '401 json'],
  ['[P] an unknown user', (b) => b.token({ headers: { ...SUBSCRIBED, ...basicOf('x', 'key') } }), '401 json'],
  ['[P] a token without a subscription', (b) => b.token({ headers: basicOf(USER, 'key') }), '401 json'],
];

const USERS: readonly Row[] = [
  ['[P] a user whose id is no UUIDv4', (b) => b.call({ ...NEW_USER, headers: SUBSCRIBED }), '400'],
  ['[U] a user without a host', (b) => b.call({ ...NEW_USER, body: '{}' }), '400'],
  ['[P] a user', (b) => b.call(NEW_USER), '201'],
  ['[U] a key for nobody', (b) => b.call({ method: 'POST', path: KEY_PATH }), '404 RESOURCE_NOT_FOUND'],
  ['[P] a user that is none', (b) => b.call({ path: `/v1_0/apiuser/${ID}` }), '404 RESOURCE_NOT_FOUND'],
  ['[P] no reading of a key', (b) => b.call({ path: `/v1_0/apiuser/${USER}/apikey` }), '404 json'],
];

const NEW_USER = {
  method: 'POST',
  path: '/v1_0/apiuser',
  headers: { ...SUBSCRIBED, 'x-reference-id': ID },
  body: '{"providerCallbackHost":"mine.example"}',
};
const KEY_PATH = `/v1_0/apiuser/${ID}/apikey`;

describe('a simulated MTN answers as the real one', () => {
  test.each([...PAYING, ...READING, ...TOKENS, ...USERS])('%s', (_name, request, expected) => {
    expect(shortOf(request(new MtnRailBench()))).toBe(expected);
  });

  test('[P] the same id again is a duplicate, whatever it holds', () => {
    const bench = new MtnRailBench();
    bench.pay();
    expect(shortOf(bench.pay({}, bodyOf({ amount: '1' })))).toBe('409 RESOURCE_ALREADY_EXIST');
    expect(bench.transaction.amountMinor).toBe(5000);
  });

  test('[P] the sandbox takes euros only', () => {
    const sandbox = new MtnRailBench({}, 'sandbox');
    expect(shortOf(sandbox.pay())).toBe('500 INVALID_CURRENCY');
    expect(shortOf(sandbox.pay({}, bodyOf({ currency: 'EUR' })))).toBe('202');
  });

  test('[P] a token lives for an hour', () => {
    const bench = new MtnRailBench();
    const headers = bench.headersOf();
    bench.world.advance(3_599_999);
    expect(shortOf(bench.status(ID, headers))).toBe('404 RESOURCE_NOT_FOUND');
    bench.world.advance(1);
    expect(shortOf(bench.status(ID, headers))).toBe('401 json');
    expect(objectOf(bench.token())['expires_in']).toBe(3600);
  });

  test('[P] ten reads a second, and then 429', () => {
    const bench = new MtnRailBench();
    const statuses = Array.from({ length: 11 }, () => bench.status().status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 404), 429]);
    bench.world.advance(1000);
    expect(bench.status().status).toBe(404);
  });

  test('the host of a callback is not looked at where the option says so', () => {
    const bench = new MtnRailBench({ checksCallbackHost: false });
    expect(shortOf(bench.pay({ 'x-callback-url': 'https://x.example/' }))).toBe('202');
  });

  test('[P] user, key, token, request', () => {
    const bench = new MtnRailBench({}, 'sandbox');
    bench.call(NEW_USER);
    expect(shortOf(bench.call(NEW_USER))).toBe('409 RESOURCE_ALREADY_EXIST');
    const described = objectOf(bench.call({ path: `/v1_0/apiuser/${ID}` }));
    expect(described).toEqual({ providerCallbackHost: 'mine.example', targetEnvironment: 'sandbox' });
    const made = bench.call({ method: 'POST', path: KEY_PATH });
    expect(made.status).toBe(201);
    const headers = bench.headersOf(ID, objectOf(made)['apiKey'] as string);
    expect(shortOf(bench.pay(headers, bodyOf({ currency: 'EUR' })))).toBe('202');
    expect(bench.transaction.merchant).toBe(ID);
  });
});
