import type { Id } from '@resto360/domain';
import { sha256Hex } from '@resto360/sync';
import { Device, type ClientStore, type IsOdd } from '@resto360/sync/client';
import { listLocalRestaurants } from '../store/database.ts';
import { IndexedDbStore } from '../store/indexeddb-store.ts';
import { makeRoom } from '../store/make-room.ts';
import { isBusy } from '../shell/calm.ts';
import { httpTransport } from '../sync/http-transport.ts';
import { runSync } from '../sync/run-sync.ts';
import { kept } from './keep.ts';
import { Station } from './station.ts';

/** A device on the real clock, dice, network and disk. */
export function realDevice(store: ClientStore, isOdd?: () => IsOdd | undefined): Device {
  return new Device({
    ...(isOdd ? { isOdd } : {}),
    store,
    transport: httpTransport,
    nowMs: () => Date.now(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    hash: sha256Hex,
    isBusy,
  });
}

/** The station of this browser, with its view filled and syncing; undefined when it was never enrolled. */
export async function openStation(): Promise<Station | undefined> {
  for (const restaurant of await lastUsedFirst()) {
    const store = new IndexedDbStore(restaurant, {}, makeRoom);
    let odd: IsOdd | undefined;
    const device = realDevice(store, () => odd);
    const identity = await device.identity();
    if (!identity) {
      store.close();
      continue;
    }
    if (identity.kind !== 'kitchen') odd = (await import('./odd-orders.ts')).oddOrders;
    await device.load();
    const wake = { now: (_isAsked: boolean) => {} };
    const station = new Station({ device, identity, store, onTap: (isAsked) => wake.now(isAsked) });
    station.line = { heardAt: Number(kept('heard-at')) || null, failed: true };
    const cursor = await store.read((tx) => tx.meta('cursor'));
    if (!cursor || (cursor.more && cursor.cursor === 0)) station.download = { done: 0, head: 0 };
    await station.refreshStatus();
    wake.now = runSync(station, store);
    return station;
  }
  return undefined;
}

/** The restaurants with a database here: the last used first, and those that nothing else remembers (SYN-13). */
async function lastUsedFirst(): Promise<Id<'restaurant'>[]> {
  const found = await listLocalRestaurants();
  const last = kept('restaurant');
  return last !== null && found.includes(last) ? [last, ...found.filter((one) => one !== last)] : found;
}
