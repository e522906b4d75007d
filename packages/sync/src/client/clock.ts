/** Round trips whose difference is remembered. */
const SAMPLES = 7;
/** A correction beyond this is a sign of a broken measurement, not of a clock. */
const OFFSET_MAX_MS = 20 * 366 * 24 * 3_600_000;

/** The device's clock, corrected by the median difference to the server's (SYN-24). **Units** ms. */
export function correctedNow(nowMs: number, offsets: readonly number[]): number {
  const sorted = [...offsets].toSorted((a, b) => a - b);
  return nowMs + (sorted[sorted.length >> 1] ?? 0);
}

/** A clock that differs from the server's by more than this is told to a person (SYN-24). **Units** ms. */
export const CLOCK_FAR_MS = 120_000;

/**
 * By how much a device's clock is wrong, where a person should set it; 0 otherwise. Positive: it is slow. The last two round
 * trips must say so: one odd trip alarms nobody, and a clock that was set right is right with the next. On a dead line, a
 * last word of the server that lies ahead shows that the clock was set back since.
 */
export function clockFarMs(from: {
  readonly offsets: readonly number[];
  readonly heardAt: number | null;
  readonly failed: boolean;
  readonly nowMs: number;
}): number {
  const [newest = 0, before = 0] = from.offsets.slice(-2).toReversed();
  if (from.failed && from.heardAt !== null) {
    const aheadMs = from.heardAt + Math.min(0, newest) - from.nowMs;
    if (aheadMs > CLOCK_FAR_MS) return aheadMs;
  }
  return Math.min(Math.abs(before), Math.abs(newest)) > CLOCK_FAR_MS ? newest : 0;
}

/** Remembers the difference that one round trip shows: the server's time against the middle of the trip. */
export function withRoundTrip(
  offsets: readonly number[],
  trip: { readonly sentAt: number; readonly answeredAt: number; readonly receivedAt: number },
): readonly number[] {
  const offset = Math.round(trip.receivedAt - (trip.sentAt + trip.answeredAt) / 2);
  if (trip.answeredAt < trip.sentAt || Math.abs(offset) > OFFSET_MAX_MS) return offsets;
  return [...offsets, offset].slice(-SAMPLES);
}
