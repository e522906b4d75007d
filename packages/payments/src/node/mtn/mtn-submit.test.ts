import { describe, expect, test } from 'vitest';
import type { SubmitOutcome } from '../../provider.ts';
import type { Fault } from '../paysim/sim-faults.ts';
import { answer, answering, MtnTestTill, testInput } from './mtn-test-till.ts';
import { mtn } from './mtn.ts';

const ACCEPTED: SubmitOutcome = { kind: 'accepted', handle: {}, next: { kind: 'wait' } };

describe('asking for money', () => {
  test('is accepted, and tells of no money yet', async () => {
    const till = new MtnTestTill();
    expect(await till.submit()).toEqual(ACCEPTED);
    expect(till.asked).toMatchObject({ amountMinor: 5000, currency: 'XOF', payer: '+2250504030201', state: 'pending' });
    expect(till.asked.merchant).toBe(till.secrets['apiUser']);
  });

  test('goes out as MTN wants it', async () => {
    const till = new MtnTestTill();
    await till.submit();
    const sent = till.calls.at(-1);
    expect(sent?.headers).toMatchObject({
      'x-reference-id': testInput().requestId,
      'x-target-environment': 'mtnivorycoast',
      'x-callback-url': 'https://resto.example/hooks/mtn',
    });
    expect(JSON.parse(sent?.body ?? '')).toEqual({
      amount: '5000',
      currency: 'XOF',
      externalId: testInput().requestId,
      payer: { partyIdType: 'MSISDN', partyId: '2250504030201' },
      payerMessage: 'L addition n 142, cafe',
      payeeNote: `R360 ${testInput().attemptId} L addition n 142, cafe`,
    });
  });

  test('names no callback where nothing reaches us', async () => {
    const { webhookUrl: _, ...unreachable } = new MtnTestTill().account;
    const till = new MtnTestTill();
    expect(await mtn.initiate(testInput(), { ...till.context, account: unreachable })).toEqual(ACCEPTED);
    expect(till.calls.at(-1)?.headers).not.toHaveProperty('x-callback-url');
  });

  test('sends whole numbers with the decimals of their currency, and the longest text', async () => {
    const till = new MtnTestTill({ account: { country: 'GH', settings: { targetEnvironment: 'mtnghana' } } });
    expect(await till.submit({ amountMinor: 1250, currency: 'GHS', description: 'x'.repeat(400) })).toEqual(ACCEPTED);
    expect(JSON.parse(till.calls.at(-1)?.body ?? '')).toMatchObject({ amount: '12.50' });
  });

  test('sends an empty description as a text', async () => {
    expect(await new MtnTestTill().submit({ description: '’' })).toEqual(ACCEPTED);
  });

  test('is a duplicate the second time, even where a read sees nothing yet', async () => {
    const till = new MtnTestTill();
    till.world.readLagMs = 60_000;
    await till.submit();
    expect(await till.submit({ amountMinor: 9000 })).toEqual({ kind: 'duplicate' });
    expect(await till.read()).toEqual({ kind: 'not_found' });
    expect(till.world.list()).toHaveLength(1);
  });

  test('in the sandbox goes as euros, whatever the currency', async () => {
    const till = new MtnTestTill({ account: { settings: { targetEnvironment: 'sandbox' } } });
    expect(await till.submit()).toEqual(ACCEPTED);
    expect(JSON.parse(till.calls.at(-1)?.body ?? '')).toMatchObject({ amount: '5000', currency: 'EUR' });
  });
});

const FAULTS: readonly (readonly [string, Fault, Partial<SubmitOutcome>])[] = [
  ['F1 no connection', { kind: 'refuse_connection' }, { kind: 'not_sent', cause: 'ECONNREFUSED' }],
  ['F2 503 before', { kind: 'pre_accept_5xx' }, { kind: 'uncertain', cause: 'http 503' }],
  ['F2 500 without a code', { kind: 'pre_accept_5xx', status: 500 }, { kind: 'uncertain', cause: 'http 500' }],
  ['F3 silence after', { kind: 'accept_then_timeout' }, { kind: 'uncertain' }],
  ['F4 reset after', { kind: 'accept_then_reset' }, { kind: 'uncertain' }],
  ['F5 502 after', { kind: 'accept_then_5xx' }, { kind: 'uncertain', cause: 'http 502' }],
  ['F6 cut answer', { kind: 'truncated_body' }, { kind: 'uncertain' }],
  ['F6 a page with 200', { kind: 'html_200' }, { kind: 'uncertain', cause: 'http 200' }],
  ['F7 slow', { kind: 'slow', delayMs: 29_000 }, ACCEPTED],
  ['F7 too slow', { kind: 'slow', delayMs: 31_000 }, { kind: 'uncertain' }],
  ['F8 late arrival', { kind: 'delayed_arrival', delayMs: 60_000 }, { kind: 'uncertain' }],
  ['F10 throttled', { kind: 'throttle', retryAfterS: 7 }, { kind: 'not_sent', retryAfterMs: 7000 }],
  ['F27 refused', { kind: 'reject' }, { kind: 'refused', failure: { code: 'unknown', providerCode: 'INVALID_INPUT' } }],
];

describe('faults of the money call', () => {
  test.each(FAULTS)('%s', async (_name, fault, expected) => {
    const till = new MtnTestTill().arm('money', fault);
    expect(await till.submit()).toMatchObject(expected);
    expect(till.count('money')).toBe(1);
  });

  test('F10 without a time tells none', async () => {
    const told = await new MtnTestTill().arm('money', { kind: 'throttle' }).submit();
    expect(told).toEqual({ kind: 'not_sent', cause: 'http 429' });
  });
});

const REFUSED = (code: string, providerCode: string) => ({ kind: 'refused', failure: { code, providerCode } });
const ANSWERS: readonly (readonly [string, number, unknown, Partial<SubmitOutcome> | object])[] = [
  ['409 of any shape is a duplicate', 409, '', { kind: 'duplicate' }],
  ['a duplicate under 400 is one', 400, { code: 'RESOURCE_ALREADY_EXIST' }, { kind: 'duplicate' }],
  ['500 NOT_ALLOWED', 500, { code: 'NOT_ALLOWED' }, REFUSED('merchant_not_allowed', 'NOT_ALLOWED')],
  ['500 INVALID_CURRENCY', 500, { code: 'INVALID_CURRENCY' }, REFUSED('invalid_currency', 'INVALID_CURRENCY')],
  ['500 PAYER_NOT_FOUND', 500, { code: 'PAYER_NOT_FOUND' }, REFUSED('payer_not_found', 'PAYER_NOT_FOUND')],
  ['500 NOT_ENOUGH_FUNDS', 500, { code: 'NOT_ENOUGH_FUNDS' }, REFUSED('insufficient_funds', 'NOT_ENOUGH_FUNDS')],
  ['500 that broke', 500, { code: 'INTERNAL_PROCESSING_ERROR' }, { kind: 'uncertain' }],
  ['500 with a code nobody knows', 500, { code: 'SOMETHING_NEW' }, { kind: 'uncertain' }],
  ['503 with a code of a no', 503, { code: 'NOT_ALLOWED' }, { kind: 'uncertain' }],
  ['400 without a word', 400, '', { kind: 'uncertain', cause: 'http 400' }],
  ['400 of a gateway', 400, { statusCode: 400, message: 'no' }, { kind: 'uncertain' }],
  ['400 that broke', 400, { code: 'SERVICE_UNAVAILABLE' }, { kind: 'uncertain' }],
  ['422 with a code', 422, { code: 'PAYER_LIMIT_REACHED' }, REFUSED('payer_limit', 'PAYER_LIMIT_REACHED')],
  ['404 with a code', 404, { code: 'RESOURCE_NOT_FOUND' }, REFUSED('unknown', 'RESOURCE_NOT_FOUND')],
  ['418 with a code', 418, { code: 'NOT_ALLOWED' }, { kind: 'uncertain' }],
  ['202 with a page', 202, '<html></html>', { kind: 'uncertain' }],
  ['200 is not how MTN accepts', 200, '', { kind: 'uncertain' }],
  ['a code that holds a telephone', 400, { code: '2250504030201' }, { kind: 'uncertain', cause: 'http 400' }],
];

describe('answers of the money call', () => {
  test.each(ANSWERS)('%s', async (_name, status, body, expected) => {
    expect(await mtn.initiate(testInput(), answering(answer(status, body)))).toMatchObject(expected);
  });

  test('a callback host that is not registered, and a wrong environment, are refused', async () => {
    const host = new MtnTestTill({ account: { webhookUrl: 'https://other.example/x' } });
    expect(await host.submit()).toEqual(REFUSED('config_error', 'INVALID_CALLBACK_URL_HOST'));
    const till = new MtnTestTill();
    const account = { ...till.account, settings: { targetEnvironment: 'mtnghana' } };
    const told = await mtn.initiate(testInput(), { ...till.context, account });
    expect(told).toEqual(REFUSED('config_error', 'NOT_ALLOWED_TARGET_ENVIRONMENT'));
  });
});
