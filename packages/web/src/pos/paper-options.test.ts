import { expect, test } from 'vitest';
import { formatsOf } from '../words/format.ts';
import { WHOLE } from '../words/whole.ts';
import { paperOptions } from './paper-options.ts';

const speech = { words: WHOLE.fr, formats: formatsOf('fr', 'XOF', 'Africa/Abidjan') };
const option = (name: string, priceMinor: number) => ({ id: name, name, priceMinor });

test('options stand on the receipt, each with its share of the price where it has one', () => {
  const options = [option('Alloco', 500), option('Bien cuit', 0), option('Sans poisson', -200)];
  expect(paperOptions(options, 1, speech)).toEqual(['Alloco (dont 500)', 'Bien cuit', 'Sans poisson (-200)']);
  expect(paperOptions(options, 3, speech)[0]?.replace(/\s/g, ' ')).toBe('Alloco (dont 1 500)');
});
