/** A server that beats every five seconds and was not heard for longer than this may have more than the board shows. **Units** ms. */
export const STALE_MS = 12_000;

/** What a look sees. `pageMs`: the page's own clock, which nobody can set. **Units** ms; the others since 1970. */
type Seen = { readonly heardAt: number | null; readonly nowMs: number; readonly pageMs?: number };

/**
 * Since when a board may miss tickets. It is fresh only where both clocks say so: the wall's counts from before this
 * start, and the page's can't be set. **Why** a last word that lies ahead is none: the clock was set back since.
 */
export class Staleness {
  #heard: { readonly at: number | null; readonly pageMs: number } | undefined;

  /** When the server was last heard, where that is too long ago; undefined while it is heard. **Units** ms since 1970. */
  since({ heardAt, nowMs, pageMs = performance.now() }: Seen): { readonly since: number | null } | undefined {
    if (this.#heard?.at !== heardAt) this.#heard = { at: heardAt, pageMs };
    if (heardAt === null) return { since: null };
    const quietMs = pageMs - (this.#heard?.pageMs ?? pageMs);
    const agoMs = nowMs - heardAt;
    return agoMs <= STALE_MS && agoMs >= -AHEAD_MS && quietMs <= STALE_MS ? undefined : { since: heardAt };
  }
}

// The second that is shown begins up to a second before a word that was heard in it.
const AHEAD_MS = 1_500;
