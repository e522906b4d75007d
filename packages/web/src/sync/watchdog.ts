/** When the watchdog acts. **Units** ms. */
export const WATCH = {
  /** So long an op may stay unacknowledged while the server answers; then, and again after as long, a new connection. */
  renewMs: 60_000,
  /** When the new connection did not help either, a person is told. */
  warnMs: 90_000,
  /** An answer or a beat older than this is none. */
  answersMs: 45_000,
} as const;

/** What the watchdog looks at. `oldest`: the op that waits longest for a verdict · `heardAt`: the server's last word. */
export type Watched = {
  readonly oldest: string | undefined;
  readonly heardAt: number | null;
  readonly nowMs: number;
};

/**
 * Notices that ops do not get through although the server answers: a request that hangs, a way that swallows pushes
 * (SYN-15). An outbox that empties, however slowly, is in order; so is one that waits for a server nobody hears.
 *
 *     the oldest stays the same, the server answers ──60 s──▶ new connection ──30 s──▶ warning; again every 60 s
 */
export class Watchdog {
  isStuck = false;
  #oldest: string | undefined;
  #sinceMs = 0;
  #renewals = 0;

  /** Looks once; true when there should be a new connection. */
  look({ oldest, heardAt, nowMs }: Watched): boolean {
    const answers = heardAt !== null && Math.abs(nowMs - heardAt) <= WATCH.answersMs;
    const watched = answers ? oldest : undefined;
    // A clock that was set back is no proof of patience.
    if (watched === undefined || watched !== this.#oldest || nowMs < this.#sinceMs) {
      this.isStuck = false;
      this.#oldest = watched;
      this.#sinceMs = nowMs;
      this.#renewals = 0;
      return false;
    }
    const stuckMs = nowMs - this.#sinceMs;
    this.isStuck = stuckMs >= WATCH.warnMs;
    const due = Math.floor(stuckMs / WATCH.renewMs);
    const isDue = due > this.#renewals;
    this.#renewals = due;
    return isDue;
  }
}
