import { LIMITS } from '../limits.ts';

/** Bounds of the wait between exchanges. **Units** ms (SYN-14). */
export const RETRY = {
  floorMs: 100,
  minMs: 1_000,
  unsentMaxMs: 15_000,
  idleMaxMs: 60_000,
  wishMaxMs: 300_000,
} as const;

/**
 * How long to wait after a failure: full jitter from the first on, under a window that doubles from one second, up to
 * 15 s while ops are unsent and 60 s otherwise, so that a thousand tills do not come back in the same moment.
 * **Shapes** `dice` from 0 (included) to 1.
 */
export function retryDelayMs(failures: number, hasUnsent: boolean, dice: number): number {
  const ceiling = hasUnsent ? RETRY.unsentMaxMs : RETRY.idleMaxMs;
  const window = Math.min(ceiling, RETRY.minMs * 2 ** Math.min(failures, 10));
  return Math.max(RETRY.floorMs, Math.floor(dice * window));
}

/**
 * How long a busy server is left alone when it asked for it: at least as long as it said, up to five minutes, and up to
 * as long again (from 1 s to 15 s) on top, so that those it sent away together do not come back together.
 * **Shapes** `dice` from 0 (included) to 1.
 */
export function wishedDelayMs(retryAfterMs: number, dice: number): number {
  const wishMs = Math.min(retryAfterMs, RETRY.wishMaxMs);
  const spreadMs = Math.min(Math.max(wishMs, RETRY.minMs), RETRY.unsentMaxMs);
  return wishMs + Math.floor(dice * spreadMs);
}

/** How many ops the next push may hold after `unreadable` answers in a row that could not be read: half each time. */
export function pushOpsMax(unreadable: number): number {
  return Math.max(1, LIMITS.pushOps >> Math.min(unreadable, 10));
}
