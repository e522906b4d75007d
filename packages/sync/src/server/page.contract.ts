import { CATALOG } from '@resto360/domain';
import { expect, test } from 'vitest';
import { rowKey } from '../own-rows.ts';
import { WIDE, markOf, openHouse, planOf, rowsOf, wire, writeNext, type StoreUnderTest } from './plans.contract.ts';

const ALL = [...CATALOG.keys()];

/** What a page keeps (SYN-20). */
export function pageContract(open: () => Promise<StoreUnderTest>): void {
  // Version n holds n rows, over two collections.
  const openFilled = async (versions: number) => {
    const house = await openHouse(open);
    for (let n = 1; n <= versions; n++)
      await writeNext(house.store, house.restaurant, (version) =>
        planOf(version, {
          item_availability: Array.from({ length: Math.ceil(n / 2) }, (_, index) => markOf(`${n}.${index}`, version)),
          areas: Array.from({ length: Math.floor(n / 2) }, (_, index) => markOf(`${n}.${index}`, version)).map(
            (row) => ({
              ...row,
              f: { born: true, name: `area ${row.id}`.repeat(10) },
            }),
          ),
        }),
      );
    return house;
  };
  test('[SYN-20] ends where it is full, but never inside a version', async () => {
    const house = await openFilled(12);
    for (const limits of [1, 2, 7, 30, 77, 78, 79, 1_000]
      .map((limitRows) => ({ limitRows, limitBytes: 1_000_000 }))
      .concat({ limitRows: 1_000, limitBytes: 4_000 })) {
      const pages = await walk(house, limits);
      const versions = pages.flatMap(({ rows }) =>
        Object.values(rows)
          .flat()
          .map(({ v }) => v),
      );
      for (let n = 1; n <= 12; n++) expect(versions.filter((v) => v === n)).toHaveLength(n);
      for (const { from, to, more, rows } of pages) {
        const held = Object.values(rows)
          .flat()
          .map(({ v }) => v);
        expect(held.every((v) => v > from && v <= to)).toBe(true);
        const untilLast = held.filter((v) => v < to).length;
        expect(untilLast).toBeLessThan(limits.limitRows);
        expect(more).toBe(to < 12);
      }
      if (limits.limitRows <= 66 || limits.limitBytes < 10_000) expect(pages.length).toBeGreaterThan(1);
    }
  });

  test('[SYN-20] moves on although nothing of its scope changed, and says what is in it', async () => {
    const house = await openFilled(4);
    const areas = await house.store.page(house.restaurant, { since: 0, collections: ['areas'], ...WIDE });
    expect([areas.to, areas.more, Object.keys(rowsOf(areas))]).toEqual([4, false, ['areas']]);
    const orders = await house.store.page(house.restaurant, { since: 1, collections: ['orders', 'payments'], ...WIDE });
    expect([orders.to, orders.more, orders.rowsJson, orders.head.head]).toEqual([4, false, '{}', 4]);
    const full = await house.store.page(house.restaurant, { since: 3, collections: ALL, limitRows: 1, limitBytes: 1 });
    expect([full.to, full.more]).toEqual([4, false]);
  });

  test('[SYN-27] leaves out the rows it is told, at that version only, and counts them as rows', async () => {
    const house = await openFilled(3);
    const [a, b] = [markOf('3.0', 3), markOf('2.0', 2)];
    const leaveOut = new Map([
      [rowKey('item_availability', a.id), 3],
      [rowKey('item_availability', b.id), 1],
      [rowKey('areas', b.id), 3],
    ]);
    const page = await house.store.page(house.restaurant, { since: 0, collections: ALL, ...WIDE, leaveOut });
    expect(page.leftOut).toEqual([rowKey('item_availability', a.id)]);
    const whole = rowsOf(await house.store.page(house.restaurant, { since: 0, collections: ALL, ...WIDE }));
    const rest = whole['item_availability']?.filter(({ id }) => id !== a.id);
    expect(rowsOf(page)).toEqual({ ...whole, item_availability: rest });
    const short = await house.store.page(house.restaurant, {
      since: 2,
      collections: ALL,
      limitRows: 3,
      limitBytes: 1_000_000,
      leaveOut,
    });
    expect([short.to, short.more]).toEqual([3, false]);
  });

  test('shows a row at its last version only', async () => {
    const house = await openFilled(2);
    await writeNext(house.store, house.restaurant, (version) =>
      planOf(version, { item_availability: [markOf('1.0', version, false)] }),
    );
    const first = await house.store.page(house.restaurant, {
      since: 0,
      collections: ALL,
      limitRows: 2,
      limitBytes: 1_000_000,
    });
    expect([first.to, first.more]).toEqual([2, true]);
    expect(rowsOf(first)['item_availability']).toEqual([wire(markOf('2.0', 2))]);
    const rest = await house.store.page(house.restaurant, {
      since: 2,
      collections: ALL,
      limitRows: 2,
      limitBytes: 1_000_000,
    });
    expect(rowsOf(rest)).toEqual({ item_availability: [wire(markOf('1.0', 3, false))] });
  });
}

/** Reads page after page from the start. */
async function walk(house: Awaited<ReturnType<typeof openHouse>>, limits: { limitRows: number; limitBytes: number }) {
  const pages: { from: number; to: number; more: boolean; rows: Record<string, { v: number }[]> }[] = [];
  for (let since = 0; pages.at(-1)?.more ?? true; ) {
    const page = await house.store.page(house.restaurant, { since, collections: ALL, ...limits });
    pages.push({ from: since, to: page.to, more: page.more, rows: rowsOf(page) });
    since = page.to;
  }
  return pages;
}
