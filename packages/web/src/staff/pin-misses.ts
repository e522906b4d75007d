import type { Id } from '@resto360/domain';

/** After how many misses a person waits, and after how many their PIN is locked on this device. */
export const PIN_LIMITS = { freeMisses: 3, lockMisses: 10, firstWaitMs: 5_000, longestWaitMs: 300_000 } as const;

/** Misses of each person on this device. **Units** `at` of the last one, ms since 1970. */
export type PinMisses = Readonly<Record<Id, { readonly count: number; readonly at: number }>>;

/** Whether a person may try: yes, after a wait, or not before a manager entered their own PIN here. */
export type PinGate =
  | { readonly kind: 'open' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'locked' };

/** The gate of a person. The wait doubles with every miss after the third. */
export function gateOf(misses: PinMisses, person: Id<'staff'>, nowMs: number): PinGate {
  const { count = 0, at = 0 } = misses[person] ?? {};
  if (count >= PIN_LIMITS.lockMisses) return { kind: 'locked' };
  if (count < PIN_LIMITS.freeMisses) return { kind: 'open' };
  const waitMs = Math.min(PIN_LIMITS.longestWaitMs, PIN_LIMITS.firstWaitMs * 2 ** (count - PIN_LIMITS.freeMisses));
  // A clock that was set back must not lock a person out for years.
  const left = Math.min(waitMs, at + waitMs - nowMs);
  return left > 0 ? { kind: 'wait', ms: left } : { kind: 'open' };
}

/** One more miss of a person. */
export function withMiss(misses: PinMisses, person: Id<'staff'>, nowMs: number): PinMisses {
  return { ...misses, [person]: { count: (misses[person]?.count ?? 0) + 1, at: nowMs } };
}

/** The right PIN forgives a person's misses; a manager's forgives everybody's. */
export function withHit(misses: PinMisses, person: Id<'staff'>, isManager: boolean): PinMisses {
  return isManager ? {} : Object.fromEntries(Object.entries(misses).filter(([id]) => id !== person));
}

/** Tries a person has left before the lock. */
export function triesLeft(misses: PinMisses, person: Id<'staff'>): number {
  return Math.max(0, PIN_LIMITS.lockMisses - (misses[person]?.count ?? 0));
}

/** Reads what was kept; what cannot be read counts as nothing. */
export function readMisses(text: string | null): PinMisses {
  try {
    const value = JSON.parse(text ?? '{}') as unknown;
    return typeof value === 'object' && value !== null ? (value as PinMisses) : {};
  } catch {
    return {};
  }
}
