import { describe, expect, test } from 'vitest';
import { PayHouse, type TestRail } from './testing/pay-house.ts';
import { TEST_RAILS, mtnTestRail, waveTestRail } from './testing/test-rails.ts';

const MINUTE_MS = 60_000;
const OFF = { state: 'rejected', failure: 'cancelled_by_merchant' } as const;

function open(rail: TestRail) {
  const house = new PayHouse(rail, 1);
  return { house, order: house.openOrder(5_000) };
}

const moneyCalls = ({ network }: PayHouse) => network.recorded.filter(({ operation }) => operation === 'money').length;

describe.each(TEST_RAILS)('[PAY-13] an account of %s that is switched off', (_name, rail) => {
  test('is asked for no money: what has not left ends, and its order can be paid otherwise', async () => {
    const { house, order } = open(rail());
    house.mayAsk = false;
    const { id } = house.ask(order);
    await house.pass(40 * MINUTE_MS);
    expect([house.store.get(id)?.attempt, moneyCalls(house)]).toMatchObject([OFF, 0]);
    house.mayAsk = true;
    const again = house.ask(order);
    await house.workDue();
    expect([house.store.get(again.id)?.attempt.sends, moneyCalls(house)]).toEqual([1, 1]);
  });

  test('is read for what has left: a customer who is just paying has paid', async () => {
    const { house, order } = open(rail());
    const { id } = house.ask(order);
    await house.workDue();
    house.mayAsk = false;
    const [asked] = house.world.list();
    if (!asked) expect.fail('the customer was asked');
    house.world.approve(asked, '+2250700000001');
    await house.pass(5 * MINUTE_MS);
    expect([house.store.get(id)?.attempt.state, house.dueOf(order.id)]).toEqual(['succeeded', 0]);
  });

  test('is not asked again where nobody knows whether it was: it is read until its grace is over', async () => {
    const { house, order } = open(rail());
    house.network.faults.arm({ operation: 'money', fault: { kind: 'delayed_arrival', delayMs: 9 * 86_400_000 } });
    const { id } = house.ask(order);
    await house.workDue();
    expect(house.store.get(id)?.attempt.state).toBe('unknown');
    house.mayAsk = false;
    await house.pass(40 * MINUTE_MS);
    expect([house.store.get(id)?.attempt, moneyCalls(house)]).toMatchObject([
      { state: 'failed', failure: 'never_received' },
      1,
    ]);
  });
});

test('[PAY-13] a push that waits for a line is not asked either', async () => {
  const { house, order } = open(mtnTestRail());
  house.mayAsk = false;
  const { id } = house.ask(order, { isDeferred: true, validUntilMs: house.world.nowMs + 30 * MINUTE_MS });
  await house.workDue();
  expect([house.store.get(id)?.attempt, moneyCalls(house)]).toMatchObject([OFF, 0]);
});

test('[PAY-13] a reference of an account that is switched off is proven', async () => {
  const { house, order } = open(waveTestRail());
  const money = { rail: 'wave', merchant: 'wave-house', amountMinor: 5_000, currency: 'XOF' } as const;
  const { operatorTxnId } = house.world.pay({ ...money, payer: '+221770000001' });
  house.mayAsk = false;
  const { id } = house.ask(order, { kind: 'claim', reference: operatorTxnId });
  await house.pass(5 * MINUTE_MS);
  expect(house.store.get(id)?.attempt.state).toBe('verified');
});
