import { expect, test } from 'vitest';
import { Remedy } from '@resto360/domain/decision';
import { id, NOW_MS, TestHouse } from '../payment/test-house.ts';
import { ANSWER_MS } from '../payment/wished.ts';
import { lastWishOfMatter, mayChoose } from './wished-matter.ts';

const matter = { subjects: [id('c')] };
const house = (): TestHouse => {
  const one = new TestHouse();
  one.claim('c', 'MP1');
  one.told('c', 'unverifiable');
  return one;
};
const wish = (one: TestHouse, word: string, kind: string, at: number) => {
  const about = { order: id('order'), attempt: id('c') };
  one.put('payment_wishes', word, { ...about, wish: kind, reason: 'vu', by: id('waiter'), at });
};

test('what was asked of the server is said while it has not answered, and may be asked again after a while', () => {
  const one = house();
  const may = (nowMs: number) => mayChoose(one.view, matter, Remedy.rejectClaim, nowMs);
  expect([lastWishOfMatter(one.view, matter), may(NOW_MS + 5_000)]).toEqual([undefined, true]);
  wish(one, 'w', 'reject_claim', NOW_MS + 5_000);
  expect(lastWishOfMatter(one.view, matter)?.wish).toBe('reject_claim');
  expect([may(NOW_MS + 5_001), may(NOW_MS + 5_001 + ANSWER_MS)]).toEqual([false, true]);
  expect(mayChoose(one.view, matter, Remedy.attestClaim, NOW_MS + 5_001)).toBe(true);
  one.told('c', 'unverifiable', { changedAt: NOW_MS + 6_000 });
  expect([lastWishOfMatter(one.view, matter), may(NOW_MS + 6_001)]).toEqual([undefined, true]);
});

test('what decides nothing is no answer that is waited for; a remedy of a till alone waits for nobody', () => {
  const one = house();
  wish(one, 'w', 'replaced', NOW_MS + 5_000);
  expect(lastWishOfMatter(one.view, matter)).toBeUndefined();
  expect(mayChoose(one.view, matter, Remedy.keepBothClaims, NOW_MS + 5_001)).toBe(true);
  expect(mayChoose(one.view, { subjects: [id('nobody')] }, Remedy.rejectClaim, NOW_MS)).toBe(true);
});
