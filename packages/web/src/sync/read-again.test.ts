import { expect, test } from 'vitest';
import type { Id } from '@resto360/domain';
import { scopeOf, sha256Hex } from '@resto360/sync';
import { Device, MemoryClientStore, type Identity } from '@resto360/sync/client';
import { Station } from '../station/station.ts';
import { readAgain } from './read-again.ts';

const restaurant: Id = '00000000-0000-5000-8000-000000000001';
const item: Id = '00000000-0000-5000-8000-000000000002';
const identity: Identity = { restaurant, install: '0000000001', series: 'T1', kind: 'pos', token: 'x' };
const stamp = '00000000000100000000000001';
const availability = { id: item, v: 1, st: stamp, f: { born: true, soldOut: true } };

/** Pages of a first download: version 1 with a row, then version 2 with none, and no more. */
const pages = [
  { from: 0, to: 1, more: true, rows: { item_availability: [availability] } },
  { from: 1, to: 2, more: false, rows: {} },
];

/** Two tabs of one device, of which the first syncs. */
async function openTabs() {
  const store = new MemoryClientStore();
  const open = () =>
    new Device({
      store,
      transport: {
        post: async ({ pull }) => {
          const page = pages.find(({ from }) => from === pull?.since);
          const body = { lineage: 1, head: 2, receivedAt: 1, pull: { ...page, scope: scopeOf('pos').hash } };
          return { status: 200, body };
        },
      },
      nowMs: () => 1_000,
      randomBytes: (count) => new Uint8Array(count),
      hash: sha256Hex,
    });
  const leader = open();
  await leader.enrol(identity, 1);
  const station = new Station({ device: open(), identity, store, onTap: () => undefined });
  station.download = { done: 0, head: 2 };
  return { leader, station, store };
}

test('a tab opened during the first download follows it, and sees its end', async () => {
  const { leader, station, store } = await openTabs();
  await readAgain(station, store);
  expect(station.download).toEqual({ done: 0, head: 2 });
  await leader.exchange();
  await readAgain(station, store);
  expect(station.download).toEqual({ done: 1, head: 2 });
  await leader.exchange();
  await readAgain(station, store);
  expect(station.download).toBeNull();
  expect(station.view.get('item_availability', item)?.f['soldOut']).toBe(true);
});

test('a tab of a device that has long had its house shows no download while it catches up', async () => {
  const { leader, station, store } = await openTabs();
  station.download = null;
  await leader.exchange();
  await readAgain(station, store);
  expect(station.download).toBeNull();
});

test('[SYN-9] an order that another till closed and was paid is so in every tab, not only in the one that pulled it', async () => {
  const { station, store } = await openTabs();
  const order: Id = '00000000-0000-7000-8000-00000000000c';
  const payment: Id = '00000000-0000-7000-8000-00000000000d';
  const put = (status: string, open: 0 | 1) =>
    store.write('relaxed', (tx) =>
      tx.put('rows', [
        { collection: 'orders', order: '', open, row: { id: order, v: 1, st: stamp, f: { status: [0, status] } } },
      ]),
    );
  await put('open', 1);
  await readAgain(station, store);
  expect(station.view.get('orders', order)?.f['status']).toEqual([0, 'open']);
  await put('closed', 0);
  await store.write('relaxed', (tx) =>
    tx.put('rows', [
      { collection: 'payments', order, open: 0, row: { id: payment, v: 2, st: stamp, f: { order, amountMinor: 1 } } },
    ]),
  );
  await readAgain(station, store);
  expect(station.view.get('orders', order)?.f['status']).toEqual([0, 'closed']);
  expect(station.view.get('payments', payment)?.f['amountMinor']).toBe(1);
});
