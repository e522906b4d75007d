import * as fc from 'fast-check';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { CATALOG, isId, isInstall, isStamp, makeStamp, misfitOf, type Shape } from '@resto360/domain';
import { PATTERNS } from './patterns.ts';
import { typeboxOf } from './typebox-of-shape.ts';

const shapes = [...CATALOG.values()].flatMap((collection) =>
  Object.entries(collection.fields).map(([name, { shape }]) => [`${collection.name}.${name}`, shape] as const),
);

const odd: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  1.5,
  1e300,
  '',
  'a',
  'x'.repeat(30_000),
  [],
  {},
  [1],
  [0, 'open'],
  [0, 'draft'],
  [-1, 'open'],
  '0190aaaa-0000-7000-8000-000000000001',
  '0190AAAA-0000-7000-8000-000000000001',
  'T111111111',
  'XOF',
  'cash',
  'owner',
  [{ id: '0190aaaa-0000-7000-8000-000000000001', name: 'x', priceMinor: 1 }],
  ['0190aaaa-0000-7000-8000-000000000001'],
];

describe('HTTP and the domain judge alike', () => {
  test.each(shapes)('%s', (_name, shape: Shape) => {
    const schema = typeboxOf(shape);
    for (const value of odd)
      expect([value, Value.Check(schema, value)]).toEqual([value, misfitOf(shape, value) === undefined]);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // The domain refuses texts that JSON can write and PostgreSQL can't store; a schema cannot say that.
        if (misfitOf(shape, value) === undefined) expect(Value.Check(schema, value)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

test('the patterns are the checks of the domain', () => {
  const texts = ['0190aaaa-0000-7000-8000-000000000001', 'T111111111', makeStamp(5, 1, 'T111111111'), '', 'I111111111'];
  for (const text of [...texts, ...texts.map((one) => `${one}0`), ...texts.map((one) => one.toUpperCase())]) {
    expect(new RegExp(PATTERNS.id).test(text)).toBe(isId(text));
    expect(new RegExp(PATTERNS.install).test(text)).toBe(isInstall(text));
    expect(new RegExp(PATTERNS.stamp).test(text)).toBe(isStamp(text));
  }
});
