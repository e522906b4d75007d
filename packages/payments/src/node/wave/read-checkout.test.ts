import { describe, expect, test } from 'vitest';
import type { Fault } from '../paysim/sim-faults.ts';
import { INPUT, askedWith, openedBench, waveBench } from './wave-bench.ts';
import { wave } from './wave.ts';

test('waits with the link while nobody paid', async () => {
  const { read, nth } = await openedBench(1);
  const { id, expiresAtMs } = nth(0);
  const url = `http://127.0.0.1:4010/wave/pay/${id}`;
  const pending = { kind: 'pending', handle: { checkoutId: id }, next: { kind: 'open_url', url, expiresAtMs } };
  expect(await read()).toEqual(pending);
  expect(await read({})).toEqual(pending);
});

test('tells money with all that it is compared by', async () => {
  const { world, read, nth } = await openedBench(1);
  world.approve(nth(0), '+2250701020304');
  const receipt = {
    kind: 'succeeded',
    amountMinor: 5_000,
    currency: 'XOF',
    providerTxnId: nth(0).operatorTxnId,
    echoedRequestId: INPUT.requestId,
    payee: 'Chez Awa',
    paidAtMs: world.nowMs,
  };
  expect(await read()).toEqual(receipt);
  expect(await read({})).toEqual(receipt);
});

test('a try that failed leaves it waiting', async () => {
  const { network, read, nth } = await openedBench(1);
  network.send({ method: 'POST', path: `/wave/pay/${nth(0).id}/fail`, headers: {}, body: '' });
  expect(await read()).toMatchObject({ kind: 'pending', next: { kind: 'open_url' } });
});

test.each([
  ['insufficient-funds', 'insufficient_funds'],
  ['blocked-account', 'payer_blocked'],
  ['a-word-of-tomorrow', 'unknown'],
])('a payment that failed for %s', async (reason, code) => {
  const { world, read, nth } = await openedBench(1);
  world.fail(nth(0), reason);
  expect(await read()).toEqual({ kind: 'failed', failure: { code, providerCode: reason } });
});

test('ran out', async () => {
  const { world, read } = await openedBench(1);
  world.advance(1_800_000);
  expect(await read()).toEqual({ kind: 'expired' });
});

test('was paid after it had failed (F23)', async () => {
  const { world, read, nth } = await openedBench(1);
  world.fail(nth(0), 'payment-failure');
  world.succeedAfterAll(nth(0));
  expect(await read()).toMatchObject({ kind: 'succeeded', amountMinor: 5_000 });
});

test('was taken back by the operator (F24)', async () => {
  const { world, read, nth } = await openedBench(1);
  world.approve(nth(0));
  world.reverse(nth(0));
  expect(await read()).toEqual({ kind: 'reversed', amountMinor: 5_000, providerTxnId: nth(0).operatorTxnId });
});

test('there is none', async () => {
  const { context } = waveBench();
  expect(await wave.read(askedWith({}), context())).toEqual({ kind: 'not_found' });
  expect(await wave.read(askedWith({ checkoutId: 'cos-none' }), context())).toEqual({ kind: 'not_found' });
});

test('one whose create was lost is found by our id', async () => {
  const { network, context, nth } = waveBench();
  network.faults.arm({ operation: 'money', fault: { kind: 'accept_then_reset' } });
  await wave.initiate(INPUT, context());
  expect(await wave.read(askedWith({}), context())).toMatchObject({
    kind: 'pending',
    handle: { checkoutId: nth(0).id },
  });
});

test('one that arrives late is not there before (F8), one that lags not seen before (F9)', async () => {
  const { world, network, context } = waveBench();
  network.faults.arm({ operation: 'money', fault: { kind: 'delayed_arrival', delayMs: 60_000 } });
  await wave.initiate(INPUT, context());
  expect(await wave.read(askedWith({}), context())).toEqual({ kind: 'not_found' });
  world.readLagMs = 5_000;
  world.advance(60_000);
  expect(await wave.read(askedWith({}), context())).toEqual({ kind: 'not_found' });
  world.advance(5_000);
  expect(await wave.read(askedWith({}), context())).toMatchObject({ kind: 'pending' });
});

test.each([
  [{ kind: 'tell_other', amountMinor: 5_001 }, { amountMinor: 5_001 }],
  [{ kind: 'tell_other', currency: 'XAF' }, { currency: 'XAF' }],
  [{ kind: 'tell_other', merchant: 'Chez Moussa' }, { payee: 'Chez Moussa' }],
] as const)('tells what Wave tells: %o', async (fault, told) => {
  const { world, network, context, nth } = waveBench();
  network.faults.arm({ operation: 'money', fault });
  await wave.initiate(INPUT, context());
  world.approve(nth(0));
  expect(await wave.read(askedWith({}), context())).toMatchObject({ kind: 'succeeded', ...told });
});

const unreadable: readonly (readonly [Fault, object])[] = [
  [{ kind: 'refuse_connection' }, { cause: 'ECONNREFUSED' }],
  [{ kind: 'pre_accept_5xx' }, { cause: 'HTTP 503' }],
  [{ kind: 'accept_then_timeout' }, { cause: 'timeout' }],
  [{ kind: 'accept_then_reset' }, { cause: 'ECONNRESET' }],
  [{ kind: 'accept_then_5xx' }, { cause: 'HTTP 502' }],
  [{ kind: 'truncated_body' }, { cause: 'truncated' }],
  [{ kind: 'html_200' }, { cause: 'not JSON' }],
  [{ kind: 'slow', delayMs: 10_001 }, { cause: 'timeout' }],
  [
    { kind: 'throttle', retryAfterS: 4 },
    { cause: 'HTTP 429', retryAfterMs: 4_000 },
  ],
  [{ kind: 'unauthorized' }, { cause: 'HTTP 401' }],
  [{ kind: 'reject' }, { cause: 'INVALID_INPUT' }],
  [{ kind: 'reject', status: 404 }, { cause: 'INVALID_INPUT' }],
];
describe.each(unreadable)('a read that meets %o', (fault, told) => {
  test.each(['/search', '/cos-'])('at %s says nothing', async (about) => {
    const { network, read } = await openedBench(1);
    network.faults.arm({ operation: 'read', about, fault });
    expect(await read()).toEqual({ kind: 'unreadable', ...told });
  });

  test('tells money all the same where the handle’s session could be read', async () => {
    const { world, network, read, nth } = await openedBench(1);
    world.approve(nth(0));
    network.faults.arm({ operation: 'read', about: '/search', fault });
    expect(await read()).toMatchObject({ kind: 'succeeded' });
  });
});
