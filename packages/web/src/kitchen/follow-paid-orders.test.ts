import { expect, test } from 'vitest';
import type { Id } from '@resto360/domain';
import { sha256Hex } from '@resto360/sync';
import { Device, MemoryClientStore, type Identity } from '@resto360/sync/client';
import { Station } from '../station/station.ts';
import { readAgain } from '../sync/read-again.ts';
import { followPaidOrders } from './follow-paid-orders.ts';

const restaurant: Id = '00000000-0000-5000-8000-000000000001';
const identity: Identity = { restaurant, install: '0000000001', series: 'K1', kind: 'kitchen', token: 'x' };
const st = '00000000000100000000000001';

/** A kitchen tab that does not sync, and the store that another tab writes to. */
async function openTab() {
  const store = new MemoryClientStore();
  const device = new Device({
    store,
    transport: { post: () => Promise.reject(new Error('another tab syncs')) },
    nowMs: () => 1_000,
    randomBytes: (count) => new Uint8Array(count),
    hash: sha256Hex,
  });
  await device.enrol(identity, 1);
  return { store, station: new Station({ device, identity, store, onTap: () => undefined }) };
}

/** Another tab pulls an order that is closed already, with a line. */
async function pullPaidOrder(store: MemoryClientStore, number: number): Promise<Id> {
  const order: Id = `00000000-0000-7000-8000-0000000000${number}0`;
  const line: Id = `00000000-0000-7000-8000-0000000000${number}1`;
  await store.write('relaxed', async (tx) => {
    await tx.put('rows', [
      { collection: 'orders', order: '', open: 0, row: { id: order, v: 1, st, f: { status: [0, 'closed'] } } },
      { collection: 'order_lines', order, open: 0, row: { id: line, v: 1, st, f: { order, name: 'Garba' } } },
    ]);
  });
  return order;
}

const settled = () =>
  new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
const dishesOf = ({ view }: Station, order: Id) => [...view.ofOrder('order_lines', order)].map((row) => row.f['name']);

test('an order that opened and closed between two looks reaches a tab that does not sync', async () => {
  const { store, station } = await openTab();
  const before = await pullPaidOrder(store, 1);
  const stop = followPaidOrders(station);
  await settled();
  expect(dishesOf(station, before)).toEqual(['Garba']);
  const later = await pullPaidOrder(store, 2);
  await readAgain(station, store);
  await settled();
  expect(dishesOf(station, later)).toEqual(['Garba']);
  stop();
  const afterwards = await pullPaidOrder(store, 3);
  await readAgain(station, store);
  await settled();
  expect(dishesOf(station, afterwards)).toEqual([]);
});
