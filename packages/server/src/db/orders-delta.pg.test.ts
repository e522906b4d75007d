import { type Id, type Json, makeStamp, nameId } from '@resto360/domain';
import type { StoredRow } from '@resto360/sync/server';
import { planOf, writeNext } from '@resto360/sync/server/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestStore, openTestStore } from '../testing/test-store.ts';
import type { OrdersDelta } from './orders-delta.ts';
import type { OrderTree } from './orders-delta.ts';

const [till, phone] = ['AAAAAAAAAA', 'BBBBBBBBBB'];

let house: TestStore;
beforeAll(async () => {
  house = await openTestStore();
});
afterAll(() => house.close());

type Written = {
  readonly collection: string;
  readonly id: string;
  readonly f: Record<string, Json>;
  readonly by?: string;
};

/** Writes rows at the next version and says of which orders they are, as the engine does. */
async function put(restaurant: Id<'restaurant'>, written: readonly Written[]): Promise<number> {
  return writeNext(house.store, restaurant, (version) => {
    const rows: Record<string, StoredRow[]> = {};
    const trees = new Set<Id>();
    for (const { collection, id, f, by } of written) {
      const st = makeStamp(version * 1_000, 0, by ?? till ?? '');
      (rows[collection] ??= []).push({ id: nameId(id), v: version, sv: version, st, f });
      if (collection === 'orders') trees.add(nameId(id));
      else if (typeof f['order'] === 'string') trees.add(f['order']);
    }
    return planOf(version, rows, { treeOrders: [...trees] });
  });
}

const order = (id: string): Written => ({ collection: 'orders', id, f: { born: true, currency: 'XOF' } });
const line = (id: string, of: string, by?: string): Written => ({
  collection: 'order_lines',
  id,
  f: { born: true, order: nameId(of), quantity: 1 },
  ...(by && { by }),
});
const fact = (collection: string, id: string, of: string): Written => ({ collection, id, f: { order: nameId(of) } });
const conflict = (id: string, row: string): Written => ({ collection: 'conflicts', id, f: { row: nameId(row) } });
const idsOf = ({ orders }: OrdersDelta) => orders.map(({ row }) => row.id);

const underOf = (tree: OrderTree | undefined) => Object.fromEntries(tree?.under ?? []);

test('[SYN-3] an order comes when something of it changed, with all that is its', async () => {
  const restaurant = await house.addRestaurant();
  await house.addDevice(restaurant, { install: phone ?? '', kind: 'pos' });
  await put(restaurant, [order('a'), order('b'), line('a1', 'a')]);
  await put(restaurant, [
    fact('payments', 'p', 'a'),
    fact('refunds', 'r', 'a'),
    fact('voids', 'v', 'a'),
    fact('adjustments', 'd', 'a'),
  ]);
  await put(restaurant, [line('b1', 'b', phone)]);
  const all = await house.store.readOrdersDelta(restaurant, { sinceVersion: 0, limit: 10 });
  expect(all).toMatchObject({ version: 3, more: false });
  expect(idsOf(all)).toEqual([nameId('a'), nameId('b')]);
  const [a, b] = all.orders;
  expect(a).toMatchObject({
    treeVersion: 2,
    row: { v: 1, f: { born: true, currency: 'XOF' } },
    lastModifiedBy: { install: till, name: null },
    conflictResolved: false,
  });
  expect(underOf(a)).toMatchObject({
    order_lines: [{ id: nameId('a1'), v: 1 }],
    payments: [{ id: nameId('p') }],
    refunds: [{ id: nameId('r') }],
    voids: [{ id: nameId('v') }],
    adjustments: [{ id: nameId('d') }],
    claims: [],
    payment_attempts: [],
  });
  expect(b).toMatchObject({
    treeVersion: 3,
    lastModifiedBy: { install: phone, name: 'Caisse' },
  });
  expect(underOf(b)).toMatchObject({ order_lines: [{ id: nameId('b1') }], payments: [], refunds: [] });
  expect(idsOf(await house.store.readOrdersDelta(restaurant, { sinceVersion: 2, limit: 10 }))).toEqual([nameId('b')]);
  expect(await house.store.readOrdersDelta(restaurant, { sinceVersion: 3, limit: 10 })).toEqual({
    version: 3,
    more: false,
    orders: [],
  });
});

test('[SYN-6] shows born orders and born lines only; what came before the order appears with it', async () => {
  const restaurant = await house.addRestaurant();
  await put(restaurant, [line('a1', 'a'), { collection: 'order_lines', id: 'a2', f: { order: nameId('a') } }]);
  await put(restaurant, [{ collection: 'orders', id: 'b', f: { note: 'no creation yet' } }]);
  expect((await house.store.readOrdersDelta(restaurant, { sinceVersion: 0, limit: 10 })).orders).toEqual([]);
  await put(restaurant, [order('a')]);
  const delta = await house.store.readOrdersDelta(restaurant, { sinceVersion: 2, limit: 10 });
  expect(delta.orders.map(({ row, under }) => [row.id, under.get('order_lines')?.map(({ id }) => id)])).toEqual([
    [nameId('a'), [nameId('a1')]],
  ]);
});

test('[SYN-20] a page ends at a version; the next goes on behind it', async () => {
  const restaurant = await house.addRestaurant();
  await put(restaurant, [order('a')]);
  await put(restaurant, [order('b'), order('c'), order('d')]);
  await put(restaurant, [order('e')]);
  await put(restaurant, [fact('receipts', 'r', 'nowhere')]);
  const first = await house.store.readOrdersDelta(restaurant, { sinceVersion: 0, limit: 2 });
  expect([first.version, first.more, first.orders.length]).toEqual([2, true, 4]);
  const second = await house.store.readOrdersDelta(restaurant, { sinceVersion: first.version, limit: 1 });
  expect([second.version, second.more, idsOf(second)]).toEqual([4, false, [nameId('e')]]);
});

test('a settled conflict shows on its order, be it of the order or of a line', async () => {
  const restaurant = await house.addRestaurant();
  await put(restaurant, [order('a'), order('b'), order('c'), line('b1', 'b')]);
  await put(restaurant, [conflict('x', 'a'), conflict('y', 'b1')]);
  const { orders } = await house.store.readOrdersDelta(restaurant, { sinceVersion: 0, limit: 10 });
  const told = new Map(orders.map(({ row, conflictResolved }) => [row.id, conflictResolved]));
  expect(['a', 'b', 'c'].map((name) => told.get(nameId(name)))).toEqual([true, true, false]);
});
