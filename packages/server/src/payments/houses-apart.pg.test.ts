import { mtnRail } from '@resto360/payments/paysim';
import { mtnTestRail, type TestRail } from '@resto360/payments/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPaymentHouse, PaymentScene, until } from '../testing/payment-scene.ts';

let opened: Awaited<ReturnType<typeof openPaymentHouse>>;
beforeAll(async () => {
  opened = await openPaymentHouse();
});
afterAll(() => opened.close());

/** Two merchants of one provider, whose accounts have the same id, each in its own house. */
function twoMerchants(): readonly [TestRail, TestRail] {
  const [apiUser, targetEnvironment] = ['mtn-other', 'mtnivorycoast'];
  const one = mtnTestRail();
  const subscriptionKeys = ['sub-test', 'sub-other'];
  const merchants = [
    { apiUser: 'mtn-house', apiKey: 'key-test', targetEnvironment },
    { apiUser, apiKey: 'key-other', targetEnvironment },
  ];
  const sim = mtnRail({ subscriptionKeys, merchants });
  const secrets = { apiUser, apiKey: 'key-other', subscriptionKey: 'sub-other' };
  return [
    { ...one, sim },
    { ...one, sim, secrets },
  ];
}

test('[TEN-20] two houses whose accounts have the same id: each is paid to its own merchant', async () => {
  const [one, other] = twoMerchants();
  const scene = await PaymentScene.open(opened, one);
  const next = await PaymentScene.open(opened, other);
  await scene.ask(1);
  await next.ask(1);
  const end = await scene.worker();
  const asked = await until(
    async () => scene.network.world.list(),
    (all) => all.length >= 2,
  );
  await end();
  expect(asked.map(({ merchant }) => merchant).toSorted()).toEqual(['mtn-house', 'mtn-other']);
  expect(opened.errors).toEqual([]);
});
