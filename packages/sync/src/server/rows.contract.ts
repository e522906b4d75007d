import * as fc from 'fast-check';
import { CATALOG, assert, makeStamp, type Collection, type Json, type Shape } from '@resto360/domain';
import type { StoredRow } from './store.ts';

/** `count` rows of a collection at a version: every field written, not written, or null where its shape allows it. */
export function sampleRows(collection: string, version: number, count: number, seed: number): StoredRow[] {
  const found = CATALOG.get(collection);
  assert(found, 'the collection is in the catalog');
  return fc.sample(rowOf(found, version), { numRuns: count, seed });
}

function rowOf(collection: Collection, version: number): fc.Arbitrary<StoredRow> {
  const shapes = Object.entries(collection.fields).map(([name, field]) => [name, valueOf(field.shape)] as const);
  const keys = shapes.map(([name]) => name);
  const perKey = <T>(value: fc.Arbitrary<T>) =>
    fc.dictionary(fc.constantFrom(...keys), value, { minKeys: 1, maxKeys: 3, noNullPrototype: true });
  return fc.record(
    {
      id: fc.uuid({ version: [4, 7] }),
      v: fc.constant(version),
      st: mark,
      sv: fc.integer({ min: 0, max: version }),
      f: fc.record(Object.fromEntries(shapes), { requiredKeys: [], noNullPrototype: true }),
      sx: perKey(mark),
      fv: perKey(fc.integer({ min: 0, max: version })),
      alt: perKey(
        fc.array(fc.tuple(mark, fc.oneof(...shapes.map(([, value]) => value))), { minLength: 1, maxLength: 3 }),
      ),
    },
    { requiredKeys: ['id', 'v', 'st', 'sv', 'f'], noNullPrototype: true },
  ) as fc.Arbitrary<StoredRow>;
}

const mark = fc
  .tuple(fc.boolean(), fc.integer({ min: 0, max: 2 ** 48 - 1 }), fc.integer({ min: 0, max: 0xffff }))
  .map(([settled, ms, counter]) => `${settled ? '~' : ''}${makeStamp(ms, counter, 'AAAAAAAAAA')}`);

const writable = (max: number) =>
  fc.string({ unit: 'binary', maxLength: Math.min(max, 40) }).map((text) => text.replaceAll('\0', '').toWellFormed());

function valueOf(shape: Shape): fc.Arbitrary<Json> {
  switch (shape.kind) {
    case 'text':
      return writable(shape.max);
    case 'integer':
      return fc.oneof(
        fc.constantFrom(shape.min, shape.max),
        fc.integer({ min: Math.max(shape.min, -(2 ** 31)), max: Math.min(shape.max, 2 ** 31) }),
      );
    case 'flag':
      return fc.boolean();
    case 'id':
      return fc.uuid({ version: [4, 5, 7] });
    case 'install':
      return fc.constantFrom('AAAAAAAAAA', 'ZZZZZZZZZ0');
    case 'oneOf':
      return fc.constantFrom(...shape.values);
    case 'status':
      return fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.constantFrom(...shape.ranks)) as fc.Arbitrary<Json>;
    case 'nullable':
      return fc.option(valueOf(shape.of));
    case 'either':
      return fc.oneof(valueOf(shape.of), valueOf(shape.before));
    case 'list':
      return fc.array(valueOf(shape.of), { maxLength: Math.min(shape.max, 4) }) as fc.Arbitrary<Json>;
    case 'record':
      return fc.record(Object.fromEntries(Object.entries(shape.fields).map(([name, of]) => [name, valueOf(of)])), {
        noNullPrototype: true,
      }) as fc.Arbitrary<Json>;
  }
}
