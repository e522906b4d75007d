import { expect, test } from 'vitest';
import { owedLately, OWED_DAYS, owedOf, owedOfOrder } from './owed-change.ts';
import { paymentIntentsOf } from './payment-intents.ts';
import { storyOf } from '../pos/story.ts';
import { id, NOW_MS, OWN, person, TestHouse } from './test-house.ts';

const DAY_MS = 86_400_000;

function cash(house: TestHouse, word: string, more: Readonly<Record<string, string | number>> = {}): void {
  house.put('payments', word, {
    order: id('order'),
    shift: id('shift'),
    method: 'cash',
    amountMinor: 9_975,
    tenderedMinor: 10_000,
    changeMinor: 0,
    changeOwedMinor: 25,
    currency: 'XOF',
    by: id('waiter'),
    at: NOW_MS,
    ...more,
  });
}

function back(house: TestHouse, word: string, payment: string, amountMinor: number): void {
  const told = { amountMinor, by: id('waiter'), at: NOW_MS + 60_000 };
  house.put('change_returns', word, { order: id('order'), payment: id(payment), shift: id('shift'), ...told });
}

test('change is owed until the guest got all of it', () => {
  const house = new TestHouse();
  cash(house, 'paid');
  cash(house, 'exact', { changeOwedMinor: 0 });
  expect(owedOf(house.view, id('paid'))).toMatchObject({ promisedMinor: 25, leftMinor: 25, returnedAt: null });
  expect(owedOf(house.view, id('exact'))).toBeUndefined();
  expect(owedOf(house.view, id('nowhere'))).toBeUndefined();
  back(house, 'r1', 'paid', 10);
  expect(owedOf(house.view, id('paid'))).toMatchObject({ leftMinor: 15, returnedAt: NOW_MS + 60_000 });
  back(house, 'r2', 'paid', 15);
  expect(owedOf(house.view, id('paid'))).toMatchObject({ promisedMinor: 25, leftMinor: 0 });
  expect(owedOfOrder(house.view, id('order'))).toHaveLength(1);
});

test('the drawers are told of the last days, newest first, and of nobody who was there', () => {
  const house = new TestHouse();
  cash(house, 'old', { at: NOW_MS - (OWED_DAYS + 1) * DAY_MS });
  cash(house, 'monday', { at: NOW_MS - 2 * DAY_MS });
  cash(house, 'today');
  cash(house, 'fetched');
  back(house, 'r', 'fetched', 25);
  expect(owedLately(house.view, NOW_MS).map(({ payment }) => payment)).toEqual([id('today'), id('monday')]);
});

test('what goes back is one fact out of the chosen drawer, is never more than is owed, and stands in the story', () => {
  const house = new TestHouse();
  cash(house, 'paid');
  const { kind, make } = paymentIntentsOf(person('waiter')).returnChange({
    id: id('r'),
    payment: id('paid'),
    amountMinor: 25,
    drawer: id('drawer'),
  });
  const identity = { restaurant: id('house'), install: OWN, series: 'T1', kind: 'pos', token: '' } as const;
  const made = make(house.view, { identity, receiptCount: 0, isAged: false, approvedBy: null });
  expect(kind).toBe('payment.return_change');
  expect(made.ok && made.value.map(([collection]) => collection)).toEqual(['shift_openings', 'change_returns']);
  back(house, 'r', 'paid', 25);
  expect(storyOf(house.view, id('order')).at(-1)).toMatchObject({ kind: 'change_back', amountMinor: 25 });
  expect(make(house.view, { identity, receiptCount: 0, isAged: false, approvedBy: null })).toMatchObject({
    ok: false,
    error: { code: 'bad_amount' },
  });
});
