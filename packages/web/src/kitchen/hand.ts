/** After a tap that took a ticket away, another slides under the finger: for so long nothing is taken. **Units** ms. */
export const HAND = { afterLeavingMs: 400, sameTapMs: 700 } as const;

/** A hand on a greasy screen: what it taps twice by accident, or hits because the board moved, is not meant. */
export class Hand {
  #quietUntilMs = 0;
  #last: { readonly what: string; readonly atMs: number } | undefined;

  /** Whether a tap on something is meant. */
  takes(what: string, nowMs: number): boolean {
    if (nowMs < this.#quietUntilMs) return false;
    const { what: before, atMs } = this.#last ?? { what: '', atMs: 0 };
    if (what === before && nowMs - atMs < HAND.sameTapMs) return false;
    this.#last = { what, atMs: nowMs };
    return true;
  }

  /** The tap took a ticket off the board. */
  movedTheBoard(nowMs: number): void {
    this.#quietUntilMs = nowMs + HAND.afterLeavingMs;
  }
}
