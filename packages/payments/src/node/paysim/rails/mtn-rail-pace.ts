/** Counts the reads of each API user within the last second. */
export class MtnRailPace {
  readonly #max: number;
  readonly #readsMs = new Map<string, number[]>();

  constructor(max: number) {
    this.#max = max;
  }

  /** False for a read too many; that one does not count. */
  allows(apiUser: string, nowMs: number): boolean {
    const recent = (this.#readsMs.get(apiUser) ?? []).filter((atMs) => atMs > nowMs - 1000);
    const isAllowed = recent.length < this.#max;
    this.#readsMs.set(apiUser, isAllowed ? [...recent, nowMs] : recent);
    return isAllowed;
  }
}
