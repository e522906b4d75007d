import type { ClientStore } from '@resto360/sync/client';
import type { Station } from '../station/station.ts';

/**
 * Shows what another tab wrote into the store they share: its taps, what its exchanges brought, and how far the first
 * download is. A tab that does not sync learns from nothing else that the download has ended.
 */
export async function readAgain(station: Station, store: ClientStore): Promise<void> {
  await station.device.load();
  if (station.download) {
    const cursor = await store.read((tx) => tx.meta('cursor'));
    station.download = cursor?.more === false ? null : { ...station.download, done: cursor?.cursor ?? 0 };
  }
  station.changed(true);
  await station.refreshStatus();
}
