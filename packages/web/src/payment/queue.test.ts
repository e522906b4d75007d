import { describe, expect, test } from 'vitest';
import { tellingOf } from './known.ts';
import { railMoneyOf, shiftMoneyOf } from './money-of.ts';
import { fitsFilter, queueOf } from './queue.ts';
import { id, NOW_MS, TestHouse } from './test-house.ts';
import { AGAIN_MS, ANSWER_MS, lastWishOf, mayWish } from './wished.ts';
import { attemptsOf, listAll, payments } from '@resto360/domain';

const words = { tableOf: (name: string) => `Table ${name}`, takeaway: 'takeaway' };

function evening(): TestHouse {
  const house = new TestHouse();
  house.order('Awa');
  house.request('waits', { at: NOW_MS + 3 });
  house.told('waits', 'pending_customer');
  house.claim('declared', 'MP2401.1200.A1', { at: NOW_MS + 2 });
  house.request('paid', { order: id('Awa'), at: NOW_MS + 1 });
  house.told('paid', 'succeeded', { order: id('Awa'), operatorTxn: 'TX-77' });
  house.request('refused', { order: id('Awa') });
  house.told('refused', 'failed', { order: id('Awa'), failure: 'wrong_pin' });
  return house;
}

describe('the list of payments', () => {
  const all = queueOf(evening().view, words);
  const found = (filter: Partial<Parameters<typeof fitsFilter>[1]>) =>
    all
      .filter((one) => fitsFilter(one, { group: '', rail: '', typed: '', ...filter }))
      .map(({ attempt }) => attempt.id);

  test('has every attempt, the newest first, with its order and its rail by name', () => {
    expect(all.map(({ attempt }) => attempt.id)).toEqual(['waits', 'declared', 'paid', 'refused'].map(id));
    expect(all.map(({ orderName }) => orderName)).toEqual(['order', 'order', 'Awa', 'Awa']);
    expect(all[1]).toMatchObject({ railName: 'MTN', group: 'check', by: id('waiter') });
  });

  test('is narrowed by state, by rail, and by what somebody types', () => {
    expect(found({ group: 'waiting' })).toEqual([id('waits')]);
    expect(found({ group: 'check' })).toEqual([id('declared')]);
    expect(found({ group: 'paid' })).toEqual([id('paid')]);
    expect(found({ group: 'failed' })).toEqual([id('refused')]);
    expect(found({ rail: 'mtn' })).toEqual([id('declared')]);
    expect(found({ typed: 'mp 2401-1200' })).toEqual([id('declared')]);
    expect(found({ typed: 'tx77' })).toEqual([id('paid')]);
    expect(found({ typed: 'awa' })).toEqual([id('paid'), id('refused')]);
    expect(found({ typed: '10 000' })).toHaveLength(4);
    expect(found({ typed: '10 000', group: 'failed', rail: 'mtn' })).toEqual([]);
    expect(found({ typed: 'nowhere' })).toEqual([]);
  });

  test('tells what only the server knows of, by its tender line', () => {
    const house = new TestHouse();
    house.told('alone', 'late_success', { acceptedMinor: 4_000 });
    const [entry] = queueOf(house.view, words);
    expect(entry).toMatchObject({ asked: undefined, by: null, group: 'check', at: NOW_MS + 1_000 });
    expect(entry?.attempt).toMatchObject({ amountMinor: 4_000, capturedMinor: 0 });
    const line = {
      order: id('order'),
      shift: id('shift'),
      method: 'mobile',
      rail: 'mtn',
      by: id('waiter'),
      at: NOW_MS,
    };
    const money = { amountMinor: 0, askedMinor: 7_000, tenderedMinor: 0, changeMinor: 0, currency: 'XOF' };
    house.put('payments', 'alone', { ...line, ...money });
    expect(queueOf(house.view, words)[0]?.attempt.amountMinor).toBe(7_000);
  });
});

const told = (order: string) => tellingOf(evening().view, id(order)).map((one) => one.id);

describe('what the pay page tells of an order', () => {
  test('what is under way, what a person decides, what has no receipt, and the last that failed', () => {
    expect(told('order')).toEqual([id('waits'), id('declared')]);
    // The refused one came before the one that paid: nobody has to read of it.
    expect(told('Awa')).toEqual([id('paid')]);
  });

  test('a refusal stands until something newer is tried', () => {
    const house = new TestHouse();
    house.request('refused');
    house.told('refused', 'rejected', { failure: 'customer_rejected' });
    expect(tellingOf(house.view, id('order')).map((one) => one.id)).toEqual([id('refused')]);
    house.request('again', { at: NOW_MS + 1 });
    expect(tellingOf(house.view, id('order')).map((one) => one.id)).toEqual([id('again')]);
  });
});

describe('money over rails', () => {
  test('is proven, to verify, or waiting; what was refused is none of it', () => {
    const { view } = evening();
    expect(railMoneyOf(view, listAll(view, payments))).toEqual({
      provenMinor: 10_000,
      toCheckMinor: 10_000,
      waitingMinor: 10_000,
    });
  });

  test('of a shift stands apart from its cash, of which tips and owed change are told', () => {
    const house = evening();
    const cash = { order: id('order'), shift: id('shift'), amountMinor: 1_000, changeMinor: 0, currency: 'XOF' };
    const more = { by: id('waiter'), at: NOW_MS };
    house.put('payments', 'cash', {
      ...cash,
      ...more,
      method: 'cash',
      tenderedMinor: 1_700,
      tipMinor: 200,
      changeOwedMinor: 500,
    });
    house.put('payments', 'card', { ...cash, ...more, method: 'card', tenderedMinor: 1_000 });
    house.put('payments', 'elsewhere', { ...cash, ...more, shift: id('other'), method: 'card', tenderedMinor: 1_000 });
    expect(shiftMoneyOf(house.view, { id: id('shift'), aliases: [] })).toMatchObject({
      others: [{ method: 'card', amountMinor: 1_000 }],
      tipsMinor: 200,
      owedMinor: 500,
      provenMinor: 10_000,
    });
  });
});

describe('what is asked of an attempt', () => {
  const house = evening();
  const attempt = attemptsOf(house.view, id('order')).find((one) => one.id === id('waits'));
  const wish = (word: string, kind: string, at: number) =>
    house.put('payment_wishes', word, {
      order: id('order'),
      attempt: id('waits'),
      wish: kind,
      reason: '',
      by: id('waiter'),
      at,
    });

  test('may be asked once while an answer may come; a look may be asked again after a moment', () => {
    if (!attempt) throw new Error('the attempt is there');
    expect(mayWish(house.view, attempt, 'cancel', NOW_MS)).toBe(true);
    wish('w1', 'cancel', NOW_MS + 5_000);
    expect(mayWish(house.view, attempt, 'cancel', NOW_MS + 5_000 + ANSWER_MS)).toBe(false);
    expect(lastWishOf(house.view, attempt)?.wish).toBe('cancel');
    wish('w2', 'retry', NOW_MS + 6_000);
    expect(mayWish(house.view, attempt, 'retry', NOW_MS + 6_001)).toBe(false);
    expect(mayWish(house.view, attempt, 'retry', NOW_MS + 6_001 + AGAIN_MS)).toBe(true);
    // The server may drop what it was asked: then nothing moves, and nobody is held up for ever.
    expect(mayWish(house.view, attempt, 'cancel', NOW_MS + 5_001 + ANSWER_MS)).toBe(true);
    wish('w3', 'cancel', NOW_MS + 86_400_000);
    expect(mayWish(house.view, attempt, 'cancel', NOW_MS + 6_001)).toBe(true);
    house.told('waits', 'unknown', { changedAt: NOW_MS + 7_000 });
    expect(mayWish(house.view, attempt, 'cancel', NOW_MS + 7_001)).toBe(true);
  });
});
