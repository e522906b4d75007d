type Lane = { nextMs: number; readonly slots: Map<string, number> };

/** What was allowed together at once: one second's reads. **Units** ms. */
const BURST_MS = 1_000;

/**
 * Keeps reads of an account below what its provider takes in a second. Who comes too early is given a turn of its own and
 * keeps it: of two hundred that wait, each is looked at once more, and not all of them eight times a second.
 * **Source** the generic cell rate algorithm, with reservations.
 */
export class ReadPace {
  readonly #lanes = new Map<string, Lane>();

  /** Zero where a read for `who` may go now, else how long until its turn. **Units** ms. */
  waitMs(
    account: string,
    who: string,
    { perSecond, nowMs }: { readonly perSecond: number; readonly nowMs: number },
  ): number {
    const lane = this.#lanes.get(account) ?? { nextMs: 0, slots: new Map<string, number>() };
    this.#lanes.set(account, lane);
    const kept = lane.slots.get(who);
    if (kept !== undefined && kept > nowMs) return kept - nowMs;
    lane.slots.delete(who);
    if (kept !== undefined) return 0;
    const everyMs = 1_000 / perSecond;
    const slotMs = Math.max(lane.nextMs, nowMs - BURST_MS + everyMs);
    lane.nextMs = slotMs + everyMs;
    if (slotMs <= nowMs) return 0;
    lane.slots.set(who, slotMs);
    return Math.ceil(slotMs - nowMs);
  }
}
