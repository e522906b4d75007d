import { CATALOG, makeStamp, nameId, type Json } from '@resto360/domain';
import { expect, test } from 'vitest';
import { rowSum } from '../row-sums.ts';
import { HOUSE_COLLECTIONS } from '../scope.ts';
import { NOW_MS, TILL, WIDE, markOf, openHouse, planOf, rowsOf, type StoreUnderTest } from './plans.contract.ts';
import type { Page, StoredRow, Window } from './store.ts';

const ALL = [...CATALOG.keys()];
const TODAY = 20_400;
/** A window of a month, for a reader that holds everything. */
const MONTH: Window = { days: 31, floor: 0, leavesOut: false };
const FRESH: Window = { ...MONTH, leavesOut: true };

/** What a page keeps of the window of days, and the digest at its end (SYN-20, SYN-22). */
export function windowContract(open: () => Promise<StoreUnderTest>): void {
  test('[SYN-20] a new reader gets open orders, and closed ones only from its window on, each with all its rows', async () => {
    const { page } = await openFilled(open);
    const first = await page(0, FRESH);
    expect(first.floor).toBe(1);
    expect(names(first)).toEqual([
      'decided',
      'in open shift',
      'item',
      'line open',
      'new',
      'new line',
      'open',
      'paid in open shift',
      'price',
      'settled',
      'shift',
    ]);
    expect(names(await page(0))).toEqual(expect.arrayContaining(['old line', 'gone']));
    expect((await page(0)).floor).toBe(0);
  });

  test('[SYN-20] who holds rows of before gets everything that changed, and is told the floor', async () => {
    const { page } = await openFilled(open);
    const next = await page(1, MONTH);
    expect([next.floor, names(next)]).toEqual([1, ['new', 'new line']]);
    expect(names(await page(0, MONTH))).toEqual(names(await page(0)));
    expect(names(await page(0, { ...FRESH, floor: 2 }))).not.toContain('new');
    expect((await page(2, { ...MONTH, days: 1, floor: 1 })).floor).toBe(1);
  });

  test('[SYN-20] the pages of a first reading leave out what stands behind it, each of them', async () => {
    const { page, write } = await openFilled(open);
    await write(TODAY, { orders: [order('newer', 'closed')], order_lines: [line('newer line', 'newer')] });
    expect(names(await page(1, { ...FRESH, floor: 2 }))).toEqual(['newer', 'newer line']);
  });

  test('[SYN-20] a closed order of long ago that is touched comes whole, also to those who let go of it', async () => {
    const { page, write } = await openFilled(open);
    const voided = row('void', { order: nameId('old'), line: nameId('old line') });
    await write(TODAY, { voids: [voided] }, ['old']);
    expect(names(await page(2, { ...MONTH, floor: 1 }))).toEqual(['old', 'old line', 'old money', 'void']);
  });

  test('[SYN-20] [ORD-1] what was merged leaves together, and comes whole together', async () => {
    const { page, write } = await openFilled(open);
    const part = row('late', {
      born: true,
      status: [0, 'closed'],
      mergedInto: nameId('old'),
      closedWith: nameId('old'),
    });
    await write(TODAY - 10, { orders: [part], order_lines: [line('late line', 'late')] });
    await write(TODAY, { voids: [row('void', { order: nameId('late') })] }, ['late']);
    expect(names(await page(3, MONTH))).toEqual(['late', 'late line', 'old', 'old line', 'old money', 'void']);
    await write(TODAY + 9, { orders: [order('old', 'open')] });
    expect(names(await page(0, { ...FRESH, days: 0, floor: 4 }))).toEqual(
      expect.arrayContaining(['late', 'late line', 'old']),
    );
  });

  test('[SYN-20] an order of yesterday that is touched does not travel whole', async () => {
    const { page, write } = await openFilled(open);
    await write(TODAY - 1, { orders: [order('late', 'closed')], order_lines: [line('late line', 'late')] });
    await write(TODAY, { voids: [row('void', { order: nameId('late') })] }, ['late']);
    expect(names(await page(3, { ...MONTH, floor: 1 }))).toEqual(['void']);
  });

  test('[SYN-22] the digest is that of the rows: of the house whole, of others from its edge on', async () => {
    const { page, write } = await openFilled(open);
    await write(TODAY, { orders: [order('today', 'open')], item_availability: [markOf('mark', 3)] });
    const { digest, rowsJson } = await page(0, MONTH, true);
    expect(digest?.above).toBe(2);
    const all = JSON.parse(rowsJson) as Record<string, StoredRow[]>;
    for (const name of ALL) {
      const above = HOUSE_COLLECTIONS.includes(name) ? 0 : 2;
      expect([name, digest?.sums[name]]).toEqual([
        name,
        rowSum((all[name] ?? []).filter(({ v, f }) => v > above && f['deleted'] !== true)),
      ]);
    }
    expect((await page(0)).digest).toBeUndefined();
  });
}

// Version 1 on a day a hundred days ago, version 2 twenty days ago.
async function openFilled(open: () => Promise<StoreUnderTest>) {
  const { store, restaurant } = await openHouse(open);
  const write = (day: number, rows: Rows, touched: readonly string[] = []) =>
    store.write(restaurant, { opIds: [], installs: [], rows: new Map() }, ({ head }) => {
      const version = head.head + 1;
      const at = Object.entries(rows).map(
        ([name, list]) => [name, list.map((one) => ({ ...one, v: version, sv: version }))] as const,
      );
      const days = { today: day, isFirst: day > head.day, clockDay: day, edge: day - 2 };
      const plan = planOf(version, Object.fromEntries(at), { days, treeOrders: touched.map((name) => nameId(name)) });
      return { plan, value: version };
    });
  await write(TODAY - 100, {
    orders: [order('old', 'closed'), order('open', 'open'), order('in open shift', 'closed')],
    order_lines: [line('old line', 'old'), line('line open', 'open')],
    payments: [
      row('old money', { order: nameId('old'), shift: nameId('shift') }),
      row('paid in open shift', { order: nameId('in open shift'), shift: nameId('other') }),
    ],
    shift_closings: [row('shift', { shift: nameId('shift') })],
    items: [row('item', { born: true }), row('gone', { born: true, deleted: true })],
    conflicts: [
      row('price', { needsPerson: 'yes' }),
      row('note', { needsPerson: 'no' }),
      row('decided', { needsPerson: 'no', collection: 'decisions' }),
    ],
    quarantine: [row('settled', { state: 'replayed' })],
  });
  await write(TODAY - 20, { orders: [order('new', 'closed')], order_lines: [line('new line', 'new')] });
  const page = (since: number, window?: Window, digest = false) =>
    store.page(restaurant, {
      since,
      collections: ALL,
      ...WIDE,
      ...(window ? { window } : {}),
      ...(digest ? { digest: { whole: HOUSE_COLLECTIONS, raised: 2 } } : {}),
    });
  return { page, write };
}

type Rows = Readonly<Record<string, readonly StoredRow[]>>;

const NAMES =
  'old,old line,old money,open,line open,in open shift,paid in open shift,shift,item,price,note,decided,settled,new,new line,void,late,late line,gone,newer,newer line,today'.split(
    ',',
  );
const names = (page: Page) =>
  Object.values(rowsOf(page))
    .flat()
    .map(({ id }) => NAMES.find((name) => nameId(name) === id) ?? id)
    .toSorted();

function row(name: string, f: Readonly<Record<string, Json>>): StoredRow {
  return { id: nameId(name), v: 1, sv: 1, st: makeStamp(NOW_MS, 1, TILL), f };
}
const order = (name: string, rank: 'open' | 'closed') => row(name, { born: true, status: [0, rank] });
const line = (name: string, of: string) => row(name, { born: true, order: nameId(of) });
