import { expect, test } from 'vitest';
import type { InitiateInput } from '../../provider.ts';
import { ACCOUNT, INPUT, ORIGIN, accepted, start } from './pawapay-fixture.ts';
import { pawapay } from './pawapay.ts';

test('a push from the request to the money', async () => {
  const { initiate, read, approve, world, network } = start();
  expect(await initiate()).toEqual(accepted);
  expect(JSON.parse(network.recorded[0]?.body ?? '')).toEqual({
    depositId: INPUT.requestId,
    amount: '12500',
    currency: 'XOF',
    payer: { type: 'MMO', accountDetails: { phoneNumber: '2250501020304', provider: 'MTN_MOMO_CIV' } },
    clientReferenceId: INPUT.attemptId,
    customerMessage: 'L ete table 4',
  });
  expect(await read()).toEqual({ kind: 'pending', next: { kind: 'wait', ussd: '*133#' } });
  world.advance(2_000);
  expect(await read()).toMatchObject({ kind: 'pending' });
  approve();
  expect(await read()).toEqual({
    kind: 'succeeded',
    amountMinor: 12_500,
    currency: 'XOF',
    providerTxnId: INPUT.requestId,
    operatorTxnId: world.list()[0]?.operatorTxnId,
    echoedRequestId: INPUT.requestId,
    payerMasked: '…0304',
  });
  expect(world.truth()).toMatchObject([{ merchant: 'm-1', amountMinor: 12_500 }]);
});

test.each([
  ['MTN_CIV', '+2250501020304', '*133#'],
  ['MTN_MOMO_CIV', '+2250501020304', '*133#'],
  ['ORANGE_CIV', '+2250701020304', '#120#'],
  ['ORANGE_SEN', '+221771020304', '#144#'],
  ['FREE_SEN', '+221761020304', undefined],
])('%s: what the customer dials', async (operator, payer, ussd) => {
  const next = { kind: 'wait', ...(ussd !== undefined && { ussd }) };
  expect(await start().initiate({ operator, payer })).toEqual({ ...accepted, next });
});

test('Wave: the page comes with a read', async () => {
  const { initiate, read, world, network } = start();
  expect(await initiate({ operator: 'WAVE_CIV' })).toEqual({ ...accepted, next: { kind: 'wait' } });
  expect(network.recorded[0]?.body).toContain('"successfulUrl":"https://r.test/back"');
  world.advance(1_000);
  const url = `${ORIGIN}/pawapay/page/${INPUT.requestId}`;
  expect(await read()).toEqual({ kind: 'pending', next: { kind: 'open_url', url } });
});

test('the same request again is a duplicate', async () => {
  const { initiate, world } = start();
  world.readLagMs = 60_000;
  await initiate();
  expect(await initiate()).toEqual({ kind: 'duplicate' });
  expect(world.list()).toHaveLength(1);
});

test.each<[string, Partial<InitiateInput>, object]>([
  [
    'above the bounds',
    { amountMinor: 2_000_001 },
    { code: 'amount_out_of_range', providerCode: 'AMOUNT_OUT_OF_BOUNDS' },
  ],
  ['another country', { payer: '+221771020304' }, { code: 'invalid_phone', providerCode: 'INVALID_PHONE_NUMBER' }],
  ['another currency', { currency: 'XAF' }, { code: 'invalid_currency', providerCode: 'INVALID_CURRENCY' }],
  ['no such operator', { operator: 'NONE_CIV' }, { code: 'config_error', providerCode: 'INVALID_PROVIDER' }],
  ['no UUIDv4', { requestId: 'x' }, { code: 'config_error', providerCode: 'INVALID_PARAMETER' }],
])('refused: %s', async (_name, changes, failure) => {
  const { initiate, world } = start();
  expect(await initiate(changes)).toEqual({ kind: 'refused', failure });
  expect(world.list()).toEqual([]);
});

test('an operator that is down refuses', async () => {
  const { rail, initiate } = start();
  rail.close('MTN_MOMO_CIV');
  const failure = { code: 'provider_unavailable', providerCode: 'PROVIDER_TEMPORARILY_UNAVAILABLE' };
  expect(await initiate()).toEqual({ kind: 'refused', failure });
});

test.each([
  ['019', 'payer_limit', 'PAYER_LIMIT_REACHED'],
  ['029', 'payer_not_found', 'PAYER_NOT_FOUND'],
  ['039', 'customer_rejected', 'PAYMENT_NOT_APPROVED'],
  ['049', 'insufficient_funds', 'INSUFFICIENT_BALANCE'],
  ['059', 'payer_busy', 'PAYMENT_IN_PROGRESS'],
  ['069', 'unknown', 'UNSPECIFIED_FAILURE'],
])('the sandbox number …%s fails as %s', async (ending, code, providerCode) => {
  const { initiate, read, world } = start();
  await initiate({ payer: `+2250503456${ending}` });
  world.advance(60_000);
  expect(await read()).toEqual({ kind: 'failed', failure: { code, providerCode } });
});

test('a prompt that nobody answers fails after its window', async () => {
  const { initiate, read, world } = start();
  await initiate();
  world.advance(pawapay.capabilities(ACCOUNT).customerWindowMs - 1);
  expect(await read()).toMatchObject({ kind: 'pending' });
  world.advance(1);
  expect(await read()).toMatchObject({ kind: 'failed', failure: { code: 'customer_rejected' } });
});

test.each(['ENQUEUED', 'IN_RECONCILIATION'] as const)('%s for a day is pending, then the truth', async (word) => {
  const { rail, initiate, read, world, approve } = start();
  await initiate();
  rail.hold(INPUT.requestId, word);
  approve();
  world.advance(86_400_000);
  expect(await read()).toMatchObject({ kind: 'pending' });
  rail.release(INPUT.requestId, world);
  expect(await read()).toMatchObject({ kind: 'succeeded', amountMinor: 12_500 });
});
