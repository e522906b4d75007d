import type { DeviceFacts } from '@resto360/sync';
import { correctedNow, listUnsettled, type OutboxEntry } from '@resto360/sync/client';
import type { Station } from '../station/station.ts';

/** More than this between the clocks is worth a word. **Units** ms. */
export const SKEW_MAX_MS = 60_000;

/** Reads how this device is, from its own store and browser: works with no server. */
export async function readFacts(station: Station): Promise<DeviceFacts> {
  const [{ outbox, offsets }, storage] = await Promise.all([
    station.read(async (tx) => ({ outbox: await listUnsettled(tx), offsets: (await tx.meta('clock')) ?? [] })),
    readStorage(),
  ]);
  return { ...unsentOf(outbox, Date.now()), skewMs: Math.round(correctedNow(0, offsets)), ...storage };
}

/** How many ops the cloud has not confirmed, and for how long the oldest waits. */
export function unsentOf(outbox: readonly Pick<OutboxEntry, 'verdict' | 'recordedAt'>[], nowMs: number) {
  const unsent = outbox.filter(({ verdict }) => verdict === null);
  const oldest = Math.min(...unsent.map(({ recordedAt }) => recordedAt));
  return { unsent: unsent.length, oldestUnsentMs: unsent.length === 0 ? null : Math.max(0, nowMs - oldest) };
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
