import { expect, test } from 'vitest';
import type { Result } from '@resto360/domain';
import { PAYMENT_EN } from '../words/payment.en.ts';
import { PAYMENT_FR } from '../words/payment.fr.ts';
import { paymentIntentsOf } from './payment-intents.ts';
import { id, NOW_MS, OWN, person, TestHouse } from './test-house.ts';

const numbers = {
  identity: { restaurant: id('house'), install: OWN, series: 'T1', kind: 'pos', token: '' },
  receiptCount: 0,
  isAged: false,
  approvedBy: null,
} as const;
const codeOf = (result: Result<unknown, { readonly code: string }>) => (result.ok ? 'ok' : result.error.code);
const asked = { id: id('paid'), order: id('order'), rail: 'wave', amountMinor: 10_000, drawer: id('drawer') };

/** A house whose Wave is left alone for a minute, as the server tells it. */
function silent(): TestHouse {
  const house = new TestHouse();
  const more = { flows: ['push', 'checkout'], needsPayer: true, maxMinor: 1_000_000 };
  house.put('rails', 'wave', { rail: 'wave', name: 'Wave', ...more, isOpen: 'no', closedUntil: NOW_MS + 60_000 });
  return house;
}

test('[PAY-17] a request over a rail that is left alone is refused until its time is over by the corrected clock', () => {
  const { view } = silent();
  const ask = (correctedMs: number) =>
    codeOf(
      paymentIntentsOf(person('waiter'))
        .request({ ...asked, kind: 'push', payer: '+2250701020304', correctedMs })
        .make(view, numbers),
    );
  expect([ask(NOW_MS), ask(NOW_MS + 59_999), ask(NOW_MS + 60_000)]).toEqual(['rail_closed', 'rail_closed', 'ok']);
});

test('[PAY-17] what the guest has paid by themselves is taken all the while', () => {
  const claim = paymentIntentsOf(person('manager')).claim({ ...asked, raw: 'T_ABC123' });
  expect(codeOf(claim.make(silent().view, numbers))).toBe('ok');
});

test('[PAY-17] the screen says so in both languages', () => {
  expect(PAYMENT_FR.railAway('Wave')).toMatch(/^Wave ne répond pas pour le moment\./);
  expect(PAYMENT_EN.railAway('Wave')).toMatch(/^Wave is not answering right now\./);
  expect([PAYMENT_FR.away, PAYMENT_EN.away]).toEqual(['ne répond pas pour le moment', 'not answering right now']);
});
