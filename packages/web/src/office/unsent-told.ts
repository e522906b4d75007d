import type { DeviceHealth } from '@resto360/sync';

/** A device that has not spoken for so long is away. **Units** ms. */
export const AWAY_MS = 5 * 60_000;

/**
 * What is known of what waits on a device. `unknown`: it has not spoken for minutes, or never; whatever it said last, it
 * may have taken money since. **Units** `agoMs` ms since it spoke, null where it never did.
 */
export function unsentTold(health: DeviceHealth['health'], agoMs: number | null): 'none' | 'waiting' | 'unknown' {
  if (!health || agoMs === null || agoMs >= AWAY_MS) return 'unknown';
  return health.unsent === 0 ? 'none' : 'waiting';
}
