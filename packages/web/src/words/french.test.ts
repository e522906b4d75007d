import { expect, test } from 'vitest';
import { FR } from './fr.ts';

/** Every text of a catalogue that takes no details. */
const textsOf = (words: unknown): string[] => {
  if (typeof words === 'string') return [words];
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(textsOf) : [];
};

test('no line of French begins with a sign, nor ends with an opening quote', () => {
  expect(textsOf(FR).length).toBeGreaterThan(300);
  expect(textsOf(FR).filter((text) => / [:;?!»]|« /.test(text))).toEqual([]);
});
