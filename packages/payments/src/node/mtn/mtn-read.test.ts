import { describe, expect, test } from 'vitest';
import { disagreements } from '../../check-read.ts';
import type { ReadOutcome } from '../../provider.ts';
import type { Fault } from '../paysim/sim-faults.ts';
import { answer, answering, MtnTestTill, testInput } from './mtn-test-till.ts';
import { mtn } from './mtn.ts';

const asked = { ...testInput(), handle: {} };
const readOf = (status: number, body: unknown, till = new MtnTestTill()) =>
  mtn.read(asked, answering(answer(status, body), till));

describe('reading', () => {
  test('nothing, then waiting, then paid', async () => {
    const till = new MtnTestTill();
    expect(await till.read()).toEqual({ kind: 'not_found' });
    await till.submit();
    expect(await till.read()).toEqual({ kind: 'pending' });
    till.world.approve(till.asked);
    const receipt = await till.read();
    expect(receipt).toEqual({
      kind: 'succeeded',
      amountMinor: 5000,
      currency: 'XOF',
      providerTxnId: till.asked.operatorTxnId,
      echoedRequestId: testInput().requestId,
      payerMasked: '…0201',
    });
  });

  test('a customer who does nothing for five minutes', async () => {
    const till = new MtnTestTill();
    await till.submit();
    till.world.advance(299_999);
    expect(await till.read()).toEqual({ kind: 'pending' });
    till.world.advance(1);
    const failure = { code: 'customer_timeout', providerCode: 'COULD_NOT_PERFORM_TRANSACTION' };
    expect(await till.read()).toEqual({ kind: 'failed', failure });
  });

  test('in the sandbox euros are told as the asked currency', async () => {
    const till = new MtnTestTill({ account: { settings: { targetEnvironment: 'sandbox' } } });
    await till.submit();
    till.world.approve(till.asked);
    expect(await till.read()).toMatchObject({ kind: 'succeeded', amountMinor: 5000, currency: 'XOF' });
    expect(till.asked.currency).toBe('EUR');
  });

  test('F8 what arrives late is found late', async () => {
    const till = new MtnTestTill().arm('money', { kind: 'delayed_arrival', delayMs: 60_000 });
    await till.submit();
    expect(await till.read()).toEqual({ kind: 'not_found' });
    till.world.advance(60_000);
    expect(await till.read()).toEqual({ kind: 'pending' });
  });

  test('F3 what was accepted without an answer is found', async () => {
    const till = new MtnTestTill().arm('money', { kind: 'accept_then_timeout' });
    await till.submit();
    expect(await till.read()).toEqual({ kind: 'pending' });
  });

  test.each([
    ['F20 another amount', { amountMinor: 4999 }, ['amount']],
    ['F20 a hundred times', { amountMinor: 500_000 }, ['amount']],
    ['F21 another currency', { currency: 'XAF' as const }, ['currency']],
  ])('%s is told as it is', async (_name, told, expected) => {
    const till = new MtnTestTill().arm('money', { kind: 'tell_other', ...told });
    await till.submit();
    till.world.approve(till.asked);
    const receipt = await till.read();
    expect(receipt).toMatchObject({ kind: 'succeeded', amountMinor: 5000, currency: 'XOF', ...told });
    if (receipt.kind === 'succeeded') expect(disagreements(asked, receipt, till.account)).toEqual(expected);
  });

  test('F23 what had failed and was paid after all', async () => {
    const till = new MtnTestTill();
    await till.submit({ payer: '+46733123451' });
    till.world.advance(1000);
    expect(await till.read()).toMatchObject({ kind: 'failed', failure: { code: 'customer_rejected' } });
    till.world.succeedAfterAll(till.asked);
    expect(await till.read()).toMatchObject({ kind: 'succeeded' });
  });
});

const NUMBERS: readonly (readonly [string, string, string])[] = [
  ['46733123450', 'provider_internal', 'INTERNAL_PROCESSING_ERROR'],
  ['46733123451', 'customer_rejected', 'APPROVAL_REJECTED'],
  ['46733123452', 'customer_timeout', 'EXPIRED'],
  ['46733123455', 'payer_not_found', 'PAYER_NOT_FOUND'],
  ['46733123456', 'merchant_not_allowed', 'PAYEE_NOT_ALLOWED_TO_RECEIVE'],
  ['46733123457', 'merchant_not_allowed', 'NOT_ALLOWED'],
  ['46733123458', 'config_error', 'NOT_ALLOWED_TARGET_ENVIRONMENT'],
  ['46733123459', 'config_error', 'INVALID_CALLBACK_URL_HOST'],
  ['46733123460', 'invalid_currency', 'INVALID_CURRENCY'],
  ['46733123461', 'provider_internal', 'INTERNAL_PROCESSING_ERROR'],
  ['46733123462', 'provider_unavailable', 'SERVICE_UNAVAILABLE'],
  ['46733123463', 'customer_timeout', 'COULD_NOT_PERFORM_TRANSACTION'],
];

describe('why no money came', () => {
  test.each(NUMBERS)('%s: %s, as a word and as an object', async (digits, code, providerCode) => {
    const till = new MtnTestTill();
    await till.submit({ payer: `+${digits}` });
    till.world.advance(1000);
    // The callback of the failure took the first turn; the next two reads take one of each.
    const told = [await till.read(), await till.read()];
    expect(told).toEqual(Array.from({ length: 2 }, () => ({ kind: 'failed', failure: { code, providerCode } })));
  });
});

const FAULTS: readonly (readonly [string, Fault, string])[] = [
  ['F1', { kind: 'refuse_connection' }, 'ECONNREFUSED'],
  ['F3', { kind: 'accept_then_timeout' }, 'timeout'],
  ['F4', { kind: 'accept_then_reset' }, 'ECONNRESET'],
  ['F5', { kind: 'accept_then_5xx' }, 'http 502'],
  ['F6 cut', { kind: 'truncated_body' }, 'truncated'],
  ['F6 page', { kind: 'html_200' }, 'no JSON object in the answer'],
  ['F7 too slow', { kind: 'slow', delayMs: 10_001 }, 'timeout'],
  ['F10', { kind: 'throttle' }, 'http 429'],
  ['F12', { kind: 'pre_accept_5xx' }, 'http 503'],
  ['F27', { kind: 'reject' }, 'http 400'],
];

describe('faults of reads tell nothing', () => {
  test.each(FAULTS)('%s', async (_name, fault, cause) => {
    const till = new MtnTestTill();
    await till.submit();
    till.world.approve(till.asked);
    till.arm('read', fault);
    expect(await till.read()).toEqual({ kind: 'unreadable', cause });
    expect(await till.read()).toMatchObject({ kind: 'succeeded' });
  });

  test('more reads than MTN takes in a second are told when to come again', async () => {
    const till = new MtnTestTill();
    await till.submit();
    const told = [];
    for (let n = 0; n < 11; n += 1) told.push(await till.read());
    expect(told.filter(({ kind }) => kind === 'pending')).toHaveLength(10);
    expect(told.at(-1)).toEqual({ kind: 'unreadable', cause: 'http 429', retryAfterMs: 1000 });
  });
});

const PAID = { status: 'SUCCESSFUL', amount: '5000', currency: 'XOF', financialTransactionId: '363440463' };
const UNKNOWN = (cause: string): ReadOutcome => ({ kind: 'unreadable', cause });
const BODIES: readonly (readonly [string, number, unknown, object])[] = [
  ['CREATED waits', 200, { status: 'CREATED' }, { kind: 'pending' }],
  ['F29 numbers', 200, { ...PAID, amount: 5000, financialTransactionId: 363440463 }, { providerTxnId: '363440463' }],
  ['F29 decimals', 200, { ...PAID, amount: '5000.00' }, { kind: 'succeeded', amountMinor: 5000 }],
  ['a success without an id', 200, { ...PAID, financialTransactionId: '' }, { kind: 'unreadable' }],
  ['a success without an amount', 200, { ...PAID, amount: 'many' }, UNKNOWN('a success without an amount')],
  ['a success in broken francs', 200, { ...PAID, amount: '5000.5' }, UNKNOWN('a success without an amount')],
  ['a success in no currency', 200, { ...PAID, currency: 'F' }, UNKNOWN('a success in no known currency')],
  ['F28 a new status', 200, { ...PAID, status: 'SETTLED' }, UNKNOWN('unknown status SETTLED')],
  ['no status', 200, {}, UNKNOWN('unknown status')],
  ['F28 a new reason', 200, { status: 'FAILED', reason: 'NEW_WORD' }, UNKNOWN('unknown reason NEW_WORD')],
  ['a reason in prose', 200, { status: 'FAILED', reason: 'call 0504030201' }, UNKNOWN('unknown reason')],
  ['no reason', 200, { status: 'FAILED' }, { kind: 'failed', failure: { code: 'unknown' } }],
  ['REJECTED', 200, { status: 'REJECTED' }, { kind: 'failed', failure: { code: 'customer_rejected' } }],
  ['TIMEOUT', 200, { status: 'TIMEOUT', reason: null }, { kind: 'failed', failure: { code: 'customer_timeout' } }],
  ['a list', 200, [], UNKNOWN('no JSON object in the answer')],
  ['404 of a gateway', 404, { statusCode: 404, message: 'Resource not found' }, UNKNOWN('http 404')],
  ['404 of a proxy', 404, '<html></html>', UNKNOWN('http 404')],
  ['not found under another status', 400, { code: 'RESOURCE_NOT_FOUND' }, UNKNOWN('http 400')],
];

describe('answers to reads', () => {
  test.each(BODIES)('%s', async (_name, status, body, expected) => {
    const told = await readOf(status, body);
    expect(told).toMatchObject(expected);
    expect(JSON.stringify(told)).not.toContain('0504030201');
  });

  test('outside the sandbox euros stay euros', async () => {
    expect(await readOf(200, { ...PAID, currency: 'EUR' })).toMatchObject({ currency: 'EUR', amountMinor: 500_000 });
  });

  test('in the sandbox another currency than its own is told', async () => {
    const sandbox = new MtnTestTill({ account: { settings: { targetEnvironment: 'sandbox' } } });
    expect(await readOf(200, { ...PAID, currency: 'GHS' }, sandbox)).toMatchObject({ currency: 'GHS' });
  });

  test('a low balance is never told on a guess', async () => {
    for (const reason of ['INTERNAL_PROCESSING_ERROR', 'LOW_BALANCE_OR_PAYEE_LIMIT_REACHED_OR_NOT_ALLOWED']) {
      expect(await readOf(200, { status: 'FAILED', reason })).toMatchObject({ failure: { code: 'provider_internal' } });
    }
  });
});
