import { RefusalCode } from '@resto360/domain';
import { expect, test } from 'vitest';
import { EN } from './en.ts';
import { FR } from './fr.ts';
import { sayRefusal } from './say-refusal.ts';
import { WHOLE } from './whole.ts';

test.each(['fr', 'en'] as const)('every refusal has words of its own: %s', (language) => {
  const { refusal, refusals } = WHOLE[language];
  expect(Object.keys({ ...refusal, ...refusals }).toSorted()).toEqual(Object.values(RefusalCode).toSorted());
  const said = Object.values(RefusalCode).map((code) => sayRefusal(WHOLE[language], { code, details: {} }));
  expect(new Set(said).size).toBe(said.length);
});

test('a page without the words of a refusal says that it is not here any more', () => {
  for (const words of [FR, EN]) {
    const kitchen = words as (typeof WHOLE)['fr'];
    const said = sayRefusal(kitchen, { code: RefusalCode.refundTooHigh, details: {} });
    expect(said).toBe(words.refusal.not_found());
  }
});
