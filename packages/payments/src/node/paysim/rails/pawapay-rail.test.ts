import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import type { SimRequest } from '../sim-call.ts';
import { SimWorld } from '../sim-world.ts';
import { AUTHORIZED, DEPOSIT, ID, PAID, START_MS, by, rejected, start } from './pawapay-rail-fixture.ts';
import { pawapayRail } from './pawapay-rail.ts';

test.each<[string, object, number, object]>([
  [
    '[P] accepted',
    {},
    200,
    { depositId: ID, status: 'ACCEPTED', nextStep: 'FINAL_STATUS', created: '2026-11-28T12:00:00Z' },
  ],
  ['[P] Wave has a page', by('WAVE_CIV', '2250101020304'), 200, { status: 'ACCEPTED', nextStep: 'GET_AUTH_URL' }],
  ['[P] above the bounds', { amount: '2000001' }, 200, { depositId: ID, ...rejected('AMOUNT_OUT_OF_BOUNDS') }],
  [
    '[S] below the bounds of Moov',
    { amount: '99', ...by('MOOV_CIV', '2250101020304') },
    200,
    rejected('AMOUNT_OUT_OF_BOUNDS'),
  ],
  ['[S] at the bound of Moov', { amount: '100', ...by('MOOV_CIV', '2250101020304') }, 200, { status: 'ACCEPTED' }],
  ['[P] decimals where there are none', { amount: '5000.50' }, 200, rejected('INVALID_AMOUNT')],
  ['[P] a zero before', { amount: '05000' }, 200, rejected('INVALID_AMOUNT')],
  [
    '[S] decimals in Ghana',
    { amount: '12.50', currency: 'GHS', ...by('MTN_MOMO_GHA', '233593456000') },
    200,
    { status: 'ACCEPTED' },
  ],
  ['[P] another currency', { currency: 'USD' }, 200, rejected('INVALID_CURRENCY')],
  ['[P] a number of another country', by('MTN_MOMO_CIV', '221773456000'), 200, rejected('INVALID_PHONE_NUMBER')],
  ['[P] a number with its plus', by('MTN_MOMO_CIV', '+2250501020304'), 200, rejected('INVALID_PHONE_NUMBER')],
  ['[P] the short name of an operator is no name', by('MTN_CIV', '2250501020304'), 200, rejected('INVALID_PROVIDER')],
  ['[P] an id that is no UUIDv4', { depositId: 'x' }, 400, rejected('INVALID_PARAMETER')],
  ['[P] a message of 3 letters', { customerMessage: 'abc' }, 400, rejected('INVALID_PARAMETER')],
  ['[P] a message of 22 letters', { customerMessage: 'a'.repeat(22) }, 200, { status: 'ACCEPTED' }],
  ['[P] a message of 23 letters', { customerMessage: 'a'.repeat(23) }, 400, rejected('INVALID_PARAMETER')],
  ['[P] no currency', { currency: undefined }, 400, rejected('MISSING_PARAMETER')],
  ['[P] a field that is none', { statementDescription: 'v1' }, 400, rejected('UNSUPPORTED_PARAMETER')],
])('a deposit: %s', (_name, changes, status, expected) => {
  const answer = start().deposit(changes);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject(expected);
});

test.each<[string, SimRequest['headers'], number, string]>([
  ['[P] no token', {}, 401, 'NO_AUTHENTICATION'],
  ['[P] another token', { authorization: 'Bearer other' }, 403, 'AUTHENTICATION_ERROR'],
])('credentials: %s', (_name, headers, status, code) => {
  const { send, world } = start();
  for (const path of ['/v2/deposits', '/v2/refunds'])
    expect(send('POST', path, DEPOSIT, headers)).toMatchObject({ status, body: rejected(code) });
  expect(send('GET', `/v2/deposits/${ID}`, '', headers).status).toBe(status);
  expect(world.list()).toEqual([]);
});

test('[P] no JSON is INVALID_INPUT', () => {
  expect(start().send('POST', '/v2/deposits', '{')).toMatchObject({ status: 400, body: rejected('INVALID_INPUT') });
});

test('[P] the same id again is ignored, unseen by reads or not', () => {
  const { deposit, world, read } = start();
  world.readLagMs = 5_000;
  deposit();
  expect(read()).toEqual({ status: 'NOT_FOUND' });
  expect(deposit({ amount: '1' }).body).toEqual({ depositId: ID, status: 'DUPLICATE_IGNORED' });
  world.advance(5_000);
  expect(read()).toMatchObject({ status: 'FOUND', data: { amount: '5000.00' } });
  expect(world.list()).toHaveLength(1);
});

test('[P] an id that was rejected may come again', () => {
  const { deposit } = start();
  deposit({ amount: '9000000' });
  expect(deposit().body).toMatchObject({ status: 'ACCEPTED' });
});

test('[P] accepted, processing, completed; the truth is under the merchant', () => {
  const { deposit, world, read, callbacks } = start();
  deposit({ clientReferenceId: 'a-1', customerMessage: 'Table 4' });
  expect(read().data['status']).toBe('ACCEPTED');
  world.advance(1_000);
  expect(read().data).toMatchObject({ status: 'PROCESSING', clientReferenceId: 'a-1' });
  expect(callbacks()).toEqual([]);
  const [paid] = world.list();
  if (paid) world.approve(paid);
  const completed = {
    depositId: ID,
    status: 'COMPLETED',
    amount: '5000.00',
    currency: 'XOF',
    country: 'CIV',
    ...by('MTN_MOMO_CIV', '2250501020304'),
    customerMessage: 'Table 4',
    created: '2026-11-28T12:00:00Z',
    providerTransactionId: paid?.operatorTxnId,
  };
  expect(read().data).toEqual({ ...completed, clientReferenceId: 'a-1' });
  expect(callbacks()).toEqual([completed]);
  expect(world.truth()).toMatchObject([{ merchant: 'm-1', amountMinor: 5000, payer: '+2250501020304' }]);
});

test('[P] an operator that is down: rejected, and closed in the configuration', () => {
  const { rail, deposit, send } = start();
  const statusOf = () => JSON.stringify(send('GET', '/v2/active-conf?country=BEN&operationType=DEPOSIT').body);
  expect(statusOf()).not.toContain('CLOSED');
  rail.close('MTN_MOMO_BEN');
  expect(statusOf()).toContain('CLOSED');
  const payer = by('MTN_MOMO_BEN', '22951345789');
  expect(deposit(payer).body).toMatchObject(rejected('PROVIDER_TEMPORARILY_UNAVAILABLE'));
  rail.reopen('MTN_MOMO_BEN');
  expect(deposit(payer).body).toMatchObject({ status: 'ACCEPTED' });
});

test('[P] the configuration tells limits and how customers approve', () => {
  const { send } = start();
  type Conf = { countries: { country: string; providers: { provider: string; currencies: object[] }[] }[] };
  const { countries } = send('GET', '/v2/active-conf?country=CIV').body as Conf;
  expect(countries.map(({ country }) => country)).toEqual(['CIV']);
  expect(countries[0]?.providers.find(({ provider }) => provider === 'ORANGE_CIV')?.currencies).toMatchObject([
    {
      currency: 'XOF',
      operationTypes: {
        DEPOSIT: { minAmount: '1', maxAmount: '2000000', decimalsInAmount: 'NONE', pinPrompt: 'MANUAL' },
      },
    },
  ]);
  expect((send('GET', '/v2/active-conf').body as Conf).countries.length).toBeGreaterThan(5);
});

test('[P] the key of signed callbacks is told to everybody', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const { send } = start({ signing: { privateKeyPem, keyId: 'K:1', encoding: 'der' } });
  const key = publicKey.export({ type: 'spki', format: 'pem' });
  expect(send('GET', '/v2/public-key/http', '', {}).body).toEqual([{ id: 'K:1', key }]);
});

test.each([
  ['POST', '/v2/deposits', 'money'],
  ['GET', `/v2/deposits/${ID}`, 'read'],
  ['POST', '/v2/refunds', 'refund'],
  ['GET', `/v2/refunds/${ID}`, 'read'],
  ['POST', `/v2/deposits/resend-callback/${ID}`, 'other'],
  ['GET', '/v2/active-conf?country=CIV', 'other'],
  ['GET', '/v1/deposits', 'other'],
])('%s %s is for %s', (method, path, operation) => {
  expect(start().rail.operationOf({ method, path, headers: {}, body: '' })).toBe(operation);
});

test('without an address there are no callbacks', () => {
  const rail = pawapayRail({ merchant: 'm', apiToken: 'k' });
  const world = new SimWorld([rail], 1, START_MS);
  const body = JSON.stringify({ ...DEPOSIT, ...by('MTN_MOMO_CIV', PAID) });
  rail.answer({ method: 'POST', path: '/v2/deposits', headers: AUTHORIZED, body }, world);
  world.advance(10_000);
  expect(world.truth()).toHaveLength(1);
  expect(world.deliveries).toEqual([]);
});
