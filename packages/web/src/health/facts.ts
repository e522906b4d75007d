import type { DeviceFacts } from '@resto360/sync';
import { correctedNow, unsentOf } from '@resto360/sync/client';
import type { Station } from '../station/station.ts';

/** More than this between the clocks is worth a word. **Units** ms. */
export const SKEW_MAX_MS = 60_000;

/** Reads how this device is, from its own store and browser: works with no server. */
export async function readFacts(station: Station): Promise<DeviceFacts> {
  const [{ unsent, offsets, misfits }, storage] = await Promise.all([
    station.read(async (tx) => ({
      unsent: await unsentOf(tx),
      offsets: (await tx.meta('clock')) ?? [],
      misfits: (await tx.meta('misfits')) ?? 0,
    })),
    readStorage(),
  ]);
  const oldestUnsentMs = unsent.oldestAt === null ? null : Math.max(0, Date.now() - unsent.oldestAt);
  return { unsent: unsent.count, oldestUnsentMs, skewMs: Math.round(correctedNow(0, offsets)), misfits, ...storage };
}

async function readStorage(): Promise<Pick<DeviceFacts, 'persisted' | 'usageBytes' | 'quotaBytes'>> {
  // Pages without https have no storage manager.
  const { storage } = navigator as { readonly storage?: StorageManager };
  const [persisted, estimate] = await Promise.all([
    storage?.persisted().catch(() => null) ?? null,
    storage?.estimate().catch(() => null) ?? null,
  ]);
  return { persisted, usageBytes: estimate?.usage ?? null, quotaBytes: estimate?.quota ?? null };
}
