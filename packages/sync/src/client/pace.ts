import { RETRY, pushOpsMax } from './retry.ts';
import type { ClientStore, ClientTx, Pace } from './store.ts';

/**
 * How long the server still wants to be left alone; 0 where it does not. Never longer than it said, and five minutes.
 * **Why** a clock that was set back ends the wait: it can't tell how much of it is over.
 */
export function askedToWaitMs(pace: Pace | undefined, nowMs: number): number {
  if (!pace?.asked) return 0;
  const goneMs = nowMs - pace.asked.at;
  return goneMs < 0 ? 0 : Math.max(0, pace.asked.waitMs - goneMs);
}

/** How many ops the next push may hold, of those that the caller would send. */
export const opsMaxOf = (pace: Pace | undefined, wanted: number): number =>
  Math.min(wanted, pushOpsMax(pace?.unreadable ?? 0));

/** Whether the pace is the usual one. */
export const isUsual = (pace: Pace | undefined): boolean => !pace?.asked && (pace?.unreadable ?? 0) === 0;

/** A good answer came: nothing is waited for any more. */
export async function noteGood(tx: ClientTx): Promise<void> {
  if (!isUsual(await tx.meta('pace'))) await tx.setMeta('pace', { unreadable: 0 });
}

/** An answer did not come, could not be read, or asked to be left alone. */
export async function noteFailed(store: ClientStore, retryAfterMs: number | undefined, nowMs: number): Promise<void> {
  const before = await store.read((tx) => tx.meta('pace'));
  const unreadable = Math.min(UNREADABLE_MAX, (before?.unreadable ?? 0) + 1);
  const waitMs = Math.min(retryAfterMs ?? 0, RETRY.wishMaxMs);
  // On a line that stays dead nothing is written after a while.
  if (waitMs === 0 && !before?.asked && unreadable === before?.unreadable) return;
  const asked = waitMs > 0 ? { asked: { at: nowMs, waitMs } } : {};
  await store.write('relaxed', (tx) => tx.setMeta('pace', { unreadable, ...asked }));
}

/** After so many a push holds one op, and can't shrink further. */
const UNREADABLE_MAX = 8;
