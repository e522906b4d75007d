const WINDOW_MS = 10 * 60_000;
const FAILURES_MAX = 10;
const ADDRESSES_MAX = 10_000;

/**
 * Counts failures by address and says how long to wait after too many. In memory: a restart forgives, and that is
 * cheaper for a guesser by far than the five tries a code gives (TEN-13).
 */
export class AttemptLimiter {
  readonly #nowMs: () => number;
  readonly #byAddress = new Map<string, { failures: number; readonly startedAt: number }>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** **Units** ms; 0 means go on. */
  waitMs(address: string): number {
    const found = this.#byAddress.get(address);
    if (!found) return 0;
    const left = found.startedAt + WINDOW_MS - this.#nowMs();
    if (left <= 0) this.#byAddress.delete(address);
    return left > 0 && found.failures >= FAILURES_MAX ? left : 0;
  }

  failed(address: string): void {
    const found = this.#byAddress.get(address) ?? { failures: 0, startedAt: this.#nowMs() };
    found.failures++;
    const oldest = this.#byAddress.size >= ADDRESSES_MAX ? this.#byAddress.keys().next().value : undefined;
    if (oldest !== undefined) this.#byAddress.delete(oldest);
    this.#byAddress.set(address, found);
  }
}
