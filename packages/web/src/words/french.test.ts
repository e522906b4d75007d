import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const SOURCES = [
  'fr',
  'till.fr',
  'health.fr',
  'device.fr',
  'loss.fr',
  'kitchen.fr',
  'office.fr',
  'inbox.fr',
  'refusals.fr',
  'payment.fr',
];
const LITERAL = /'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g;

/** Every text of a catalogue as it is written, with an x for each detail. */
const textsOf = (name: string): string[] => {
  const source = readFileSync(new URL(`./${name}.ts`, import.meta.url), 'utf8');
  const code = source.replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '').replaceAll(/\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, 'x');
  return code.match(LITERAL) ?? [];
};

test.each(SOURCES)('no line of French begins with a sign, nor ends with an opening quote: %s', (name) => {
  const texts = textsOf(name);
  expect(texts.length).toBeGreaterThan(10);
  expect(texts.filter((text) => / [:;?!»]|« /.test(text))).toEqual([]);
});
