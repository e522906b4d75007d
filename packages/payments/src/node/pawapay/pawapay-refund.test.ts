import { expect, test } from 'vitest';
import { REFUND, start, uncertain, unreadable } from './pawapay-fixture.ts';

test('refunds: a part, the same once, too much, all', async () => {
  const { initiate, approve, refund, readRefund, world, read } = start();
  await initiate();
  expect(await refund(2_500)).toMatchObject({ kind: 'refused', failure: { providerCode: 'INVALID_STATE' } });
  approve();
  expect(await readRefund()).toEqual({ kind: 'not_found' });
  expect(await refund(2_500)).toEqual({ kind: 'accepted', handle: {}, next: { kind: 'wait' } });
  expect(await refund(2_500)).toEqual({ kind: 'duplicate' });
  expect(await readRefund()).toEqual({ kind: 'pending' });
  world.advance(3_000);
  expect(await readRefund()).toMatchObject({
    kind: 'succeeded',
    amountMinor: 2_500,
    currency: 'XOF',
    providerTxnId: REFUND,
  });
  const second = REFUND.replace('5c02', '5c03');
  const failure = { code: 'amount_out_of_range', providerCode: 'AMOUNT_TOO_LARGE' };
  expect(await refund(10_001, second)).toEqual({ kind: 'refused', failure });
  expect(await refund(10_000, second)).toMatchObject({ kind: 'accepted' });
  world.advance(3_000);
  expect(world.truth()).toMatchObject([{ amountMinor: 12_500, reversedMinor: 12_500 }]);
  expect(await read()).toMatchObject({ kind: 'succeeded', amountMinor: 12_500 });
});

test('a refund that fails, and calls for one that are lost', async () => {
  const { initiate, approve, refund, readRefund, world, rail, arm } = start();
  await initiate();
  approve();
  rail.failRefunds('WALLET_LIMIT_REACHED');
  arm({ kind: 'accept_then_timeout' });
  expect(await refund(500)).toEqual(uncertain('timeout'));
  arm({ kind: 'pre_accept_5xx' });
  expect(await readRefund()).toEqual(unreadable('http 503'));
  world.advance(3_000);
  const failure = { code: 'payer_limit', providerCode: 'WALLET_LIMIT_REACHED' };
  expect(await readRefund()).toEqual({ kind: 'failed', failure });
  expect(world.truth()).toMatchObject([{ reversedMinor: 0 }]);
});
