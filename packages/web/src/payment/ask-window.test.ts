import { expect, test } from 'vitest';
import { askWindowMs, USUAL_WINDOW_MS } from './ask-window.ts';
import { askedOf } from './known.ts';
import { id, NOW_MS, TestHouse } from './test-house.ts';

test('a guest has as long as the rail says, and five minutes where it says nothing', () => {
  const house = new TestHouse();
  house.put('rails', 'slow', { rail: 'slow', name: 'Slow', maxMinor: 1, windowMs: 1_800_000 });
  house.put('rails', 'mute', { rail: 'mute', name: 'Mute', maxMinor: 1, windowMs: 0 });
  expect(askWindowMs(house.view, 'slow')).toBe(1_800_000);
  expect(['mute', 'wave', 'gone'].map((rail) => askWindowMs(house.view, rail))).toEqual([
    USUAL_WINDOW_MS,
    USUAL_WINDOW_MS,
    USUAL_WINDOW_MS,
  ]);
});

test('a request may be asked for that long, one for later until its consent ends, a claim asks nobody', () => {
  const house = new TestHouse();
  const consent = { isDeferred: true, consentText: 'Oui', consentBy: 'verbal', consentUntil: NOW_MS + 1_800_000 };
  house.request('now');
  house.request('later', { order: id('b'), ...consent });
  house.claim('claim', 'MP123', { order: id('c') });
  const [one] = askedOf(house.view, id('order'));
  expect(one).toMatchObject({ until: NOW_MS + USUAL_WINDOW_MS, consent: null });
  const [later] = askedOf(house.view, id('b'));
  expect(later).toMatchObject({ until: NOW_MS + 1_800_000, consent: { text: 'Oui', by: 'verbal' } });
  expect(askedOf(house.view, id('c'))[0]).toMatchObject({ until: null, consent: null });
});
