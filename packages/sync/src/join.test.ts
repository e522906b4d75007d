import { CATALOG, makeStamp, type Change, type Json, type Row } from '@resto360/domain';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinChange } from './join.ts';

const LINE = '01900000-0000-7000-8000-000000000001';
const ITEMS = ['01900000-0000-7000-8000-00000000000a', '01900000-0000-7000-8000-00000000000b'];
const INSTALLS = ['AAAAAAAAAA', 'BBBBBBBBBB', 'CCCCCCCCCC'];

type Write = { change: Change; stamp: string };

const dish = (item: string | undefined, price: number) => ({
  item: item ?? '',
  name: `dish ${price}`,
  unitPriceMinor: price,
  taxBp: 0,
  taxIncluded: true,
  station: null,
  modifiers: [],
});

const stamps = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 1 }), fc.constantFrom(...INSTALLS))
  .map(([ms, counter, install]) => makeStamp(ms, counter, install));

const lineFields = fc.oneof(
  fc.record({ quantity: fc.integer({ min: -5, max: 2000 }) }),
  fc.record({ seat: fc.option(fc.integer({ min: 1, max: 3 })) }),
  fc.record({ note: fc.option(fc.constantFrom('sans piment', 'bien cuit')) }),
  fc.record({ removed: fc.boolean() }),
  fc.constantFrom<Record<string, Json>>(
    { status: [0, 'ready'] },
    { status: [1, 'preparing'] },
    { status: [0, 'sent'] },
  ),
  fc.tuple(fc.constantFrom(...ITEMS), fc.integer({ min: 1, max: 3 })).map(([item, price]) => dish(item, price)),
  fc
    .tuple(fc.constantFrom(...ITEMS), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
    .map(([item, price, quantity]) => ({ ...dish(item, price), quantity, seat: null, status: [0, 'sent'] })),
  fc.record({
    born: fc.constant(true),
    order: fc.constantFrom(LINE, ITEMS[0] ?? ''),
    addedAt: fc.integer({ min: 1, max: 3 }),
  }),
) as fc.Arbitrary<Record<string, Json>>;

const lineWrites = fc.array(
  fc
    .record({ stamp: stamps, fields: lineFields })
    .map(({ stamp, fields }): Write => ({ stamp, change: ['order_lines', LINE, fields] })),
  { maxLength: 10 },
);

const factWrites = fc.array(
  fc
    .record({ stamp: stamps, amount: fc.integer({ min: 1, max: 3 }) })
    .map(({ stamp, amount }): Write => ({ stamp, change: ['payments', LINE, { amountMinor: amount }] })),
  { maxLength: 5 },
);

// Two writes under one stamp on one device are one op in reality; here they are told apart by nothing, so they must not exist.
const oneFieldSetPerStamp = (writes: readonly Write[]) => [
  ...new Map(writes.map((write) => [write.stamp, write])).values(),
];

function fold(writes: readonly Write[]): Row | undefined {
  let row: Row | undefined;
  for (const { change, stamp } of writes) {
    const collection = CATALOG.get(change[0]);
    if (collection) row = joinChange(row, collection, change, stamp, 0);
  }
  return row;
}

describe('the join', () => {
  for (const [name, writes] of [
    ['lines', lineWrites],
    ['facts', factWrites],
  ] as const) {
    test(`[SYN-12] ${name}: order of arrival and repetition never matter`, () => {
      fc.assert(
        fc.property(writes, fc.infiniteStream(fc.nat(1000)), (all, dice) => {
          const some = oneFieldSetPerStamp(all);
          const shuffled = some
            .flatMap((write) => [write, write])
            .map((write) => ({ write, at: dice.next().value }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ write }) => write);
          expect(fold(shuffled)).toEqual(fold(some));
        }),
        { numRuns: 3000 },
      );
    });
  }

  test('[SYN-12] a change that says nothing new returns the very same row', () => {
    fc.assert(
      fc.property(lineWrites, (all) => {
        const some = oneFieldSetPerStamp(all);
        const row = fold(some);
        for (const { change, stamp } of some) {
          const collection = CATALOG.get(change[0]);
          if (collection) expect(joinChange(row, collection, change, stamp, 9)).toBe(row);
        }
      }),
    );
  });
});

const at = (ms: number, install = 'AAAAAAAAAA') => makeStamp(ms, 0, install);
const send = (quantity: number) => ({ ...dish(ITEMS[0], 500), quantity, seat: null, status: [0, 'sent'] });

describe('one line, two tills', () => {
  const lines = CATALOG.get('order_lines');
  const join = (before: Row | undefined, fields: Record<string, Json>, stamp: string) => {
    if (!lines) throw new Error('the catalog has lines');
    return joinChange(before, lines, ['order_lines', LINE, fields], stamp, 1);
  };

  test('[SYN-1] a value that was sent beats a later draft edit', () => {
    const sent = join(join(undefined, { quantity: 1 }, at(1)), send(1), at(2));
    expect(join(sent, { quantity: 5 }, at(9, 'BBBBBBBBBB')).f['quantity']).toBe(1);
  });

  test('[SYN-1] two sends of different quantities keep both: the later counts, the other is shown to a person', () => {
    const twice = join(join(undefined, send(2), at(2)), send(3), at(3, 'BBBBBBBBBB'));
    expect(twice.f['quantity']).toBe(3);
    expect(twice.alt?.['quantity']).toEqual([[`~${at(2)}`, [2]]]);
  });

  test('[SYN-1] a price never belongs to another dish: the group moves together', () => {
    const row = join(join(undefined, dish(ITEMS[0], 500), at(5)), dish(ITEMS[1], 900), at(4, 'BBBBBBBBBB'));
    expect([row.f['item'], row.f['unitPriceMinor']]).toEqual([ITEMS[0], 500]);
  });

  test('[SYN-2] a status never falls within an epoch, and a recall raises the epoch', () => {
    const ready = join(undefined, { status: [0, 'ready'] }, at(1));
    expect(join(ready, { status: [0, 'sent'] }, at(9)).f['status']).toEqual([0, 'ready']);
    expect(join(ready, { status: [1, 'preparing'] }, at(0)).f['status']).toEqual([1, 'preparing']);
  });

  test('an absurd number of an INTENT row is brought to its bound, not refused', () => {
    expect(join(undefined, { quantity: 1_000_000 }, at(1)).f['quantity']).toBe(999);
    expect(join(undefined, { seat: 0 }, at(1)).f['seat']).toBe(1);
    expect(join(undefined, { seat: null }, at(1)).f['seat']).toBeNull();
  });
});
