import { MapView, openExceptions } from '@resto360/domain';
import { cleanView, mergedAndPaid, ODD_VIEWS, order } from '@resto360/domain/testing';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listPlaced, LookedAt, NOW_MS, type PlacedRow } from './looked-at.ts';

let mine: LookedAt;
beforeAll(async () => {
  mine = await LookedAt.open();
});
afterAll(() => mine.house.close());
beforeEach(() => mine.next());

describe('[NOT-1] what the server notes is what a device shows', () => {
  test.each(Object.entries(ODD_VIEWS))('%s', async (kind, make) => {
    const view = make();
    await mine.put(listPlaced(view));
    const [{ opened }] = await mine.lookAll();
    expect(await mine.open()).toEqual(openExceptions(view, NOW_MS));
    expect(opened.map((one) => one.kind)).toEqual([kind]);
  });

  test('a clean evening has nothing', async () => {
    await mine.put(listPlaced(cleanView()));
    expect((await mine.look()).opened).toEqual([]);
    expect(await mine.noted()).toEqual([]);
  });

  test('[ORD-1] one part of a merged order is never judged without the others', async () => {
    const view = mergedAndPaid();
    await mine.put(listPlaced(view));
    await mine.lookAll();
    expect(await mine.open()).toEqual([]);
    const root = view.get('orders', order);
    if (root) await mine.put([{ name: 'orders', row: { ...root, f: { ...root.f, note: 'x' } } }]);
    await mine.lookAll();
    expect(await mine.noted()).toEqual([]);
  });

  // Whatever comes first, and however it is cut into versions: after the last look both lists are one.
  test('whatever came first, and however often it was looked at in between', async () => {
    const kinds = fc.subarray(Object.values(ODD_VIEWS), { minLength: 1 });
    const weights = fc.infiniteStream(fc.integer({ min: 0, max: 1_000 }));
    const scenes = fc.record({ kinds, weights, parts: fc.integer({ min: 1, max: 6 }) });
    await fc.assert(
      fc.asyncProperty(scenes, async ({ kinds: some, weights: dice, parts }) => {
        await mine.next();
        const view = new MapView();
        for (const make of some) for (const { name, row } of listPlaced(make())) view.put(name, row);
        const placed = listPlaced(view)
          .map((one) => ({ one, weight: dice.next().value ?? 0 }))
          .toSorted((a, b) => a.weight - b.weight)
          .map(({ one }) => one);
        for (const part of inParts(placed, parts)) {
          await mine.put(part);
          await mine.lookAll();
        }
        expect(await mine.open()).toEqual(openExceptions(view, NOW_MS));
      }),
      { numRuns: 25, seed: 360 },
    );
  });
});

function inParts(placed: readonly PlacedRow[], parts: number): readonly (readonly PlacedRow[])[] {
  const size = Math.ceil(placed.length / parts);
  return Array.from({ length: parts }, (_, index) => placed.slice(index * size, (index + 1) * size)).filter(
    (part) => part.length > 0,
  );
}
