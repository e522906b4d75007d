/** When a rail is left alone. **Units** ms. **Source** half of at least ten calls within a minute without an answer. */
const WINDOW_MS = 60_000;
const CALLS_MIN = 10;
const BAD_SHARE = 0.5;
const OPEN_MS = 30_000;

type Call = { readonly atMs: number; readonly isBad: boolean };

/**
 * Watches how calls to a rail end, by account and operator, and says when to stop asking customers over it. What goes
 * through it again first is a read, never a money call: a probe must not cost anybody anything (PAY-17).
 */
export class Breaker {
  readonly #calls = new Map<string, Call[]>();
  readonly #openSince = new Map<string, number>();
  readonly #probedAt = new Map<string, number>();

  /**
   * A call ended; `isBad`: without an answer, or with one of a broken server. **Why** a refusal is none of these: who says "too
   * often" or "not with this key" is well, and customers would be turned away for it.
   */
  note(key: string, isBad: boolean, nowMs: number): void {
    const recent = (this.#calls.get(key) ?? []).filter(({ atMs }) => atMs > nowMs - WINDOW_MS);
    recent.push({ atMs: nowMs, isBad });
    this.#calls.set(key, recent);
    if (!isBad && this.#isHalfOpen(key, nowMs)) this.#close(key);
    const bad = recent.filter((call) => call.isBad).length;
    if (isBad && recent.length >= CALLS_MIN && bad / recent.length >= BAD_SHARE) this.#openSince.set(key, nowMs);
  }

  /** False while money calls over this rail only add to what nobody knows. */
  maySend(key: string): boolean {
    return !this.#openSince.has(key);
  }

  /**
   * True for one caller in each pause, after the first: whoever waits to send may look by a read whether somebody answers.
   * **Why**: where nothing else is under way, nobody reads, and a closed rail would stay closed.
   */
  mayProbe(key: string, nowMs: number): boolean {
    if (!this.#isHalfOpen(key, nowMs) || nowMs < (this.#probedAt.get(key) ?? 0) + OPEN_MS) return false;
    this.#probedAt.set(key, nowMs);
    return true;
  }

  /**
   * What is left alone now, and when it last answered or kept silent: for the tills. **Why** when: of what nobody asks any
   * more nothing is known. **Units** ms.
   */
  get open(): readonly { readonly key: string; readonly heardAtMs: number }[] {
    return [...this.#openSince].map(([key, sinceMs]) => ({
      key,
      heardAtMs: this.#calls.get(key)?.at(-1)?.atMs ?? sinceMs,
    }));
  }

  // Reads go on all the while: the first that is answered after the pause opens the rail again.
  #isHalfOpen(key: string, nowMs: number): boolean {
    const since = this.#openSince.get(key);
    return since !== undefined && nowMs >= since + OPEN_MS;
  }

  #close(key: string): void {
    this.#openSince.delete(key);
    this.#calls.delete(key);
  }
}
