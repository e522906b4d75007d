import type { Unsent } from './pending.ts';
import type { Notices } from './store.ts';

/** What the chip says (SYN-14): computed from unacknowledged ops and from what answered lately, never from the network card. */
export type SyncStatus = {
  readonly state: 'live' | 'offline' | 'attention';
  /** Ops that the cloud has not confirmed. */
  readonly waiting: number;
  /** **Units** ms; null when nothing waits. */
  readonly oldestAgeMs: number | null;
  /** When the server was last heard, by the device's clock; null when never. */
  readonly heardAt: number | null;
  readonly why: 'rejected' | 'quarantined' | 'fork' | 'behind' | 'reenrol' | Warning | null;
};

/**
 * What else a person should look at: an op that does not get through although the server answers (SYN-15), or storage
 * that is nearly full (SYN-16).
 */
export type Warning = 'stuck' | 'short' | 'scarce';

/** An answer older than this is no proof of a line. **Units** ms. */
export const SILENCE_MS = 75_000;

/** Computes the chip from what the stores hold. */
export function syncStatus(from: {
  readonly unsent: Unsent;
  readonly heldCount: number;
  readonly notices: Notices;
  readonly heardAt: number | null;
  readonly lastFailed: boolean;
  readonly nowMs: number;
  readonly warning?: Warning | undefined;
}): SyncStatus {
  const { count, oldestAt } = from.unsent;
  const why = attention(from.notices, from.heldCount) ?? from.warning ?? null;
  const silent = from.heardAt === null || from.lastFailed || Math.abs(from.nowMs - from.heardAt) > SILENCE_MS;
  return {
    state: why ? 'attention' : silent ? 'offline' : 'live',
    waiting: count,
    oldestAgeMs: oldestAt === null ? null : Math.max(0, from.nowMs - oldestAt),
    heardAt: from.heardAt,
    why,
  };
}

function attention(notices: Notices, heldCount: number): SyncStatus['why'] {
  if (notices.stopped) return notices.stopped;
  if (notices.fork) return 'fork';
  if (heldCount > 0) return 'quarantined';
  return notices.rejected.length > 0 ? 'rejected' : null;
}
