import { expect, test } from 'vitest';
import { dueOf, find, listAll, MapView, receipts, settleAttempt } from '@resto360/domain';
import { paymentIntentsOf } from './payment-intents.ts';
import { SettleGuard, settleId, unsettledOf } from './settle-once.ts';
import { id, NOW_MS, OWN, person, TestHouse } from './test-house.ts';

const numbers = {
  identity: { restaurant: id('house'), install: OWN, series: 'T1', kind: 'pos', token: '' },
  receiptCount: 7,
  isAged: false,
  approvedBy: null,
} as const;

test('the till that asked writes the receipt when the money is proven, and not before', () => {
  const house = new TestHouse();
  house.request('r');
  expect(unsettledOf(house.view, OWN)).toEqual([]);
  house.told('r', 'pending_customer');
  expect(unsettledOf(house.view, OWN)).toEqual([]);
  house.told('r', 'succeeded');
  expect(unsettledOf(house.view, OWN)).toEqual([{ attempt: id('r'), order: id('order') }]);
  expect(unsettledOf(house.view, 'T2T2T2T2T2')).toEqual([]);
});

test('a payment with its paper, and a claim, are settled already', () => {
  const house = new TestHouse();
  house.claim('c', 'MP123');
  house.told('c', 'verified');
  house.request('r');
  house.told('r', 'succeeded');
  house.put('receipts', 'paper', {
    number: 'T1-000001-ABCD',
    order: id('order'),
    payment: id('r'),
    totalMinor: 10_000,
    by: id('waiter'),
    at: NOW_MS,
  });
  expect(unsettledOf(house.view, OWN)).toEqual([]);
});

test('one page begins it once, and again only after the disk refused it', () => {
  const guard = new SettleGuard();
  const unsettled = [{ attempt: id('r'), order: id('order') }];
  expect(guard.begin(unsettled)).toEqual(unsettled);
  expect(guard.begin(unsettled)).toEqual([]);
  guard.release(id('r'));
  expect(guard.begin(unsettled)).toEqual(unsettled);
});

test('two tabs of a till write one op; another till writes one of its own', () => {
  expect(settleId(id('r'), OWN)).toBe(settleId(id('r'), OWN));
  expect(settleId(id('r'), OWN)).not.toBe(settleId(id('r'), 'T2T2T2T2T2'));
  expect(settleId(id('r'), OWN)).not.toBe(settleId(id('other'), OWN));
});

test('the op closes the order with its receipt; the command refuses a second one', () => {
  const house = new TestHouse();
  house.request('r');
  house.told('r', 'succeeded');
  expect(dueOf(house.view, id('order')).dueMinor).toBe(0);
  const intent = paymentIntentsOf(person('waiter')).settle(
    { attempt: id('r'), order: id('order') },
    id('receipt'),
    OWN,
  );
  expect(intent).toMatchObject({ kind: 'payment.settle', id: settleId(id('r'), OWN), receipts: 1, painted: false });
  const made = intent.make(house.view, numbers);
  expect(made.ok && made.value.map(([collection]) => collection)).toEqual(['orders', 'receipts']);
  const after = new MapView();
  for (const name of ['orders', 'order_lines', 'payments', 'payment_requests', 'payment_attempts']) {
    for (const row of house.view.all(name)) after.put(name, row);
  }
  for (const [name, row, f] of made.ok ? made.value : []) {
    if (name === 'receipts') after.put(name, { id: row, v: 2, st: '', f });
  }
  expect(listAll(after, receipts)).toHaveLength(1);
  expect(find(after, receipts, id('receipt'))?.number).toMatch(/^T1-000007-/);
  const again = settleAttempt(
    after,
    { attempt: id('r'), order: id('order'), receipt: id('x'), series: 'T1', count: 8 },
    { actor: id('waiter'), role: 'waiter', nowMs: NOW_MS },
  );
  expect(again).toMatchObject({ ok: false, error: { code: 'nothing_due' } });
});
