/** Keeps reads of an account below what its provider takes in a second: a bucket of one second's reads. */
export class ReadPace {
  readonly #spent = new Map<string, { atMs: number; left: number }>();

  /** Zero where a read may go now, else how long it has to wait. **Units** ms. */
  waitMs(key: string, perSecond: number, nowMs: number): number {
    const bucket = this.#spent.get(key) ?? { atMs: nowMs, left: perSecond };
    const left = Math.min(perSecond, bucket.left + ((nowMs - bucket.atMs) / 1000) * perSecond);
    const isFree = left >= 1;
    this.#spent.set(key, { atMs: nowMs, left: isFree ? left - 1 : left });
    return isFree ? 0 : Math.ceil(((1 - left) / perSecond) * 1000);
  }
}
