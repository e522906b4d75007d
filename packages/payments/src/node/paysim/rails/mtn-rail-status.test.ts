import { describe, expect, test } from 'vitest';
import { ID, MtnRailBench, OTHER_USER, shortOf, USER } from './mtn-rail-bench.ts';

describe('the status of a request', () => {
  test('[P] of one that was paid', () => {
    const bench = new MtnRailBench();
    bench.pay();
    bench.world.approve(bench.transaction);
    expect(bench.told()).toEqual({
      financialTransactionId: bench.transaction.operatorTxnId,
      externalId: 'order-142',
      amount: '5000',
      currency: 'XOF',
      payer: { partyIdType: 'MSISDN', partyId: '2250504030201' },
      payerMessage: 'Commande 142',
      payeeNote: 'R360 T7',
      status: 'SUCCESSFUL',
    });
    const [debit] = bench.world.truth();
    expect(debit).toMatchObject({ rail: 'mtn', id: ID, merchant: USER, amountMinor: 5000, currency: 'XOF' });
  });

  test('[P] a reason is now a word, now an object', () => {
    const bench = new MtnRailBench();
    bench.push('46733123451');
    bench.world.advance(1000);
    const told = [bench.told(), bench.told()].map(({ reason }) => reason);
    expect(told).toEqual(['APPROVAL_REJECTED', expect.objectContaining({ code: 'APPROVAL_REJECTED' })]);
  });

  test('the crowd’s word for a refusal is told in MTN’s', () => {
    const bench = new MtnRailBench();
    bench.pay();
    bench.world.fail(bench.transaction, 'REJECTED');
    expect(bench.told()).toMatchObject({ status: 'FAILED', reason: 'APPROVAL_REJECTED' });
  });

  test('[U] of another merchant is none', () => {
    const bench = new MtnRailBench();
    bench.pay();
    expect(shortOf(bench.status(ID, bench.headersOf(OTHER_USER)))).toBe('404 RESOURCE_NOT_FOUND');
    expect(bench.told()).toMatchObject({ status: 'PENDING' });
  });

  test('F9 is none until it can be seen, but a second one is a duplicate', () => {
    const bench = new MtnRailBench();
    bench.world.readLagMs = 5000;
    bench.pay();
    expect(shortOf(bench.status())).toBe('404 RESOURCE_NOT_FOUND');
    expect(shortOf(bench.pay())).toBe('409 RESOURCE_ALREADY_EXIST');
    bench.world.advance(5000);
    expect(bench.told()).toMatchObject({ status: 'PENDING' });
  });

  test('F20 and F21 tell what they are told to', () => {
    const bench = new MtnRailBench();
    bench.pay();
    bench.transaction.told = { amountMinor: 500_000, currency: 'GHS' };
    expect(bench.told()).toMatchObject({ amount: '5000.00', currency: 'GHS' });
  });
});

describe('callbacks', () => {
  const callback = { 'x-callback-url': 'https://resto.example/hooks/mtn' };

  test('[P] hold the status, unsigned, by the method of the option, and come again as it says', () => {
    const bench = new MtnRailBench({ callbackMethod: 'POST', callbackRetriesMs: [1000] });
    bench.pay(callback);
    expect(bench.world.deliveries).toHaveLength(0);
    bench.world.approve(bench.transaction);
    const [only] = bench.world.takeDue();
    expect(only).toMatchObject({ method: 'POST', url: callback['x-callback-url'], eventId: `${ID}/succeeded` });
    expect(Object.keys(only?.headers ?? {})).toEqual(['content-type']);
    expect(JSON.parse(only?.body ?? '')).toEqual(bench.told());
    if (only) bench.world.retry(only);
    expect(bench.world.deliveries).toHaveLength(1);
  });

  test('[U] go by PUT and once by default', () => {
    const bench = new MtnRailBench();
    bench.pay(callback);
    bench.world.approve(bench.transaction);
    const [only] = bench.world.takeDue();
    expect(only?.method).toBe('PUT');
    if (only) bench.world.retry(only);
    expect(bench.world.deliveries).toHaveLength(0);
  });

  test('[P] are none without an address, [U] and none for a reversal', () => {
    const silent = new MtnRailBench();
    silent.pay();
    silent.world.approve(silent.transaction);
    expect(silent.world.deliveries).toHaveLength(0);
    const bench = new MtnRailBench();
    bench.pay(callback);
    bench.world.approve(bench.transaction);
    bench.world.reverse(bench.transaction);
    expect(bench.world.deliveries).toHaveLength(1);
  });
});
