import { expect, test } from 'vitest';
import { activeAttemptsOf, find, paymentRequests, type Result } from '@resto360/domain';
import { consentUntil, deferralOf } from './consent.ts';
import { askedOf } from './known.ts';
import { paymentIntentsOf } from './payment-intents.ts';
import { id, NOW_MS, OWN, person, TestHouse } from './test-house.ts';

const numbers = {
  identity: { restaurant: id('house'), install: OWN, series: 'T1', kind: 'pos', token: '' },
  receiptCount: 0,
  isAged: false,
  approvedBy: null,
} as const;

/** A house that lets guests be asked later. */
function lenient(): TestHouse {
  const house = new TestHouse();
  house.put('settings', 'house', {
    born: true,
    name: 'Maquis',
    currency: 'XOF',
    timezone: 'Africa/Abidjan',
    isDeferredOn: true,
  });
  return house;
}

const later = (by: 'waiter' | 'manager', until: number) =>
  paymentIntentsOf(person(by)).request({
    id: id('later'),
    order: id('order'),
    rail: 'wave',
    amountMinor: 10_000,
    drawer: id('drawer'),
    kind: 'push',
    payer: '+2250701020304',
    consent: { text: 'J’accepte', by: 'verbal', until },
  });
const codeOf = (result: Result<unknown, { readonly code: string }>) => (result.ok ? 'ok' : result.error.code);

test('a consent ends on a full minute, and never later than half an hour from now', () => {
  const until = consentUntil(NOW_MS + 59_999);
  expect(until).toBe(NOW_MS + 30 * 60_000);
  expect(consentUntil(NOW_MS)).toBe(NOW_MS + 30 * 60_000);
});

test('nobody is asked later unless the house says so', () => {
  expect(deferralOf(new TestHouse().view)).toEqual({ isOn: false, maxMinor: 10_000 });
  expect(deferralOf(lenient().view)).toEqual({ isOn: true, maxMinor: 10_000 });
});

test('asking later takes somebody who answers for it, keeps the consent, and counts for nothing', () => {
  const { view } = lenient();
  const until = consentUntil(Date.now());
  expect(codeOf(later('waiter', until).make(view, numbers))).toBe('approval_needed');
  const made = later('waiter', until).make(view, { ...numbers, approvedBy: id('manager') });
  expect(codeOf(made)).toBe('ok');
  expect(codeOf(later('manager', until).make(view, numbers))).toBe('ok');
  expect(codeOf(later('manager', until + 60_001).make(view, numbers))).toBe('bad_value');
  expect(codeOf(later('manager', until).make(new TestHouse().view, numbers))).toBe('rail_closed');
});

test('what was agreed is shown with the request, and the request stands in the way of other money', () => {
  const house = lenient();
  const consent = { isDeferred: true, consentText: 'J’accepte', consentBy: 'signature', consentUntil: NOW_MS + 60_000 };
  house.request('later', consent);
  expect(askedOf(house.view, id('order'))[0]).toMatchObject({
    state: 'queued_offline',
    until: NOW_MS + 60_000,
    consent: { text: 'J’accepte', by: 'signature' },
    capturedMinor: 0,
    declaredMinor: 0,
  });
  expect(activeAttemptsOf(house.view, id('order'))).toHaveLength(1);
  expect(find(house.view, paymentRequests, id('later'))?.consentBy).toBe('signature');
});
