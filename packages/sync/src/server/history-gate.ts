import type { Id } from '@resto360/domain';
import { LIMITS } from '../limits.ts';

/**
 * How often devices may make a restaurant begin a new history: once in ten minutes. A tail is lost once in years, and each
 * new history makes all devices read everything anew; a device that says so again and again is broken, or lies (SYN-21).
 */
export class HistoryGate {
  /** When each was last begun. **Units** ms since 1970. */
  readonly #begun = new Map<Id<'restaurant'>, number>();

  /** Whether a device's word is enough now. */
  isOpen(restaurant: Id<'restaurant'>, nowMs: number): boolean {
    const last = this.#begun.get(restaurant);
    return last === undefined || Math.abs(nowMs - last) >= LIMITS.historyEveryMs;
  }

  /** A history began by a device's word. What began nothing (a standby, a store that was away) leaves the gate open. */
  begun(restaurant: Id<'restaurant'>, nowMs: number): void {
    this.#begun.set(restaurant, nowMs);
  }
}
