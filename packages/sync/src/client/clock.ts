/** Round trips whose difference is remembered. */
const SAMPLES = 7;
/** A correction beyond this is a sign of a broken measurement, not of a clock. */
const OFFSET_MAX_MS = 20 * 366 * 24 * 3_600_000;

/** The device's clock, corrected by the median difference to the server's (SYN-24). **Units** ms. */
export function correctedNow(nowMs: number, offsets: readonly number[]): number {
  const sorted = [...offsets].toSorted((a, b) => a - b);
  return nowMs + (sorted[sorted.length >> 1] ?? 0);
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
