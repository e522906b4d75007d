import { retryDelayMs, wishedDelayMs, type ExchangeOutcome } from '@resto360/sync/client';

/** Waits while the line is good. **Units** ms. A poke or a tap comes first where the live channel is up. */
export const POLL = { withPokesMs: 45_000, withoutMs: 10_000 } as const;

/** What the loop needs from outside; nothing else makes it move, so that a test drives it with its own clock. */
export type SyncLoopDeps = {
  readonly exchange: () => Promise<ExchangeOutcome>;
  /** How long the server still wants to be left alone, whoever of this device heard it. **Units** ms. */
  readonly askedToWaitMs: () => Promise<number>;
  readonly hasUnsent: () => boolean;
  readonly hasPokes: () => boolean;
  readonly dice: () => number;
  /** **Units** ms since 1970. */
  readonly nowMs: () => number;
  /** Runs something later; the answer takes it back. */
  readonly later: (run: () => void, delayMs: number) => () => void;
  readonly onOutcome: (outcome: ExchangeOutcome) => Promise<void>;
  /** Resolves when nobody touches the screen just now: a long queue leaves the processor to people between its parts. */
  readonly calm: () => Promise<void>;
};

/**
 * When to exchange with the server: at once when something happened, again at once while more waits, and after a pause
 * that grows with every failure otherwise (SYN-14).
 *
 *     wake ──▶ exchange ──more──▶ (hands off the glass) ──▶ exchange ──done──▶ pause ──▶ exchange …
 *                 │   (a tap on a dead line: hands off the glass first)
 *                 └──offline──▶ pause (up to 1 s, … 15 s with unsent ops, … 60 s without) ──▶ exchange …
 *                 └──offline, woken meanwhile──▶ pause of up to 1 s ──▶ exchange …
 *                 └──busy, "come back in n"──▶ pause of n and more, which nothing shortens ──▶ exchange …
 */
export class SyncLoop {
  readonly #deps: SyncLoopDeps;
  #failures = 0;
  #running = false;
  #again = false;
  #stopped = false;
  #cancel: (() => void) | undefined;
  #isTapped = false;
  /** Until then the server asked to be left alone. **Units** ms since 1970. */
  #notBeforeMs = 0;

  constructor(deps: SyncLoopDeps) {
    this.#deps = deps;
  }

  /** Something happened: a poke, the line is said to be back, the page is seen again. */
  wake(): void {
    if (this.#stopped || this.#deps.nowMs() < this.#notBeforeMs) return;
    if (this.#running) this.#again = true;
    else void this.#run();
  }

  /**
   * A tap. Where the last try found no line, the next one waits until the hands are off the glass: ten dishes in a row
   * on a dead line are not ten exchanges under the thumb.
   */
  tapped(): void {
    if (this.#failures === 0 || this.#running) this.wake();
    else if (!this.#isTapped) void this.#wakeWhenCalm();
  }

  async #wakeWhenCalm(): Promise<void> {
    this.#isTapped = true;
    await this.#deps.calm();
    this.#isTapped = false;
    this.wake();
  }

  /** Another tab took over. */
  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  async #run(): Promise<void> {
    if (this.#stopped) return;
    this.#running = true;
    this.#notBeforeMs = 0;
    this.#cancel?.();
    this.#again = false;
    // Another tab, the page before this one, or the service worker may have been told.
    const askedMs = await this.#deps.askedToWaitMs().catch(() => 0);
    if (askedMs > 0) return this.#waitFor(askedMs);
    let outcome: ExchangeOutcome;
    for (;;) {
      outcome = await this.#exchange();
      if (isProgress(outcome)) await this.#deps.calm();
      if (this.#stopped || !(this.#again ? outcome.kind !== 'offline' : isProgress(outcome))) break;
      this.#again = false;
    }
    this.#running = false;
    if (!this.#stopped) this.#cancel = this.#deps.later(() => void this.#run(), this.#pauseMs(outcome));
  }

  #waitFor(askedMs: number): void {
    this.#running = false;
    if (this.#stopped) return;
    const pauseMs = wishedDelayMs(askedMs, this.#deps.dice());
    this.#notBeforeMs = this.#deps.nowMs() + pauseMs;
    this.#cancel = this.#deps.later(() => void this.#run(), pauseMs);
  }

  async #exchange(): Promise<ExchangeOutcome> {
    const outcome = await this.#deps.exchange().catch((thrown: unknown): ExchangeOutcome => {
      // A dead line does not throw: this is a disk that fails, or a bug. Nothing was lost by it, so it is tried again.
      console.error(thrown);
      return { kind: 'offline' };
    });
    this.#failures = outcome.kind === 'offline' ? this.#failures + 1 : 0;
    // The disk may fail under what the outcome changes on the screen: the loop goes on all the same.
    await this.#deps.onOutcome(outcome).catch((thrown: unknown) => console.error(thrown));
    return outcome;
  }

  #pauseMs(outcome: ExchangeOutcome): number {
    const { hasUnsent, hasPokes, dice } = this.#deps;
    if (outcome.kind === 'offline') {
      // Asked for while the last try was still on its way: whatever happened then, that try may not have known it.
      const delayMs = retryDelayMs(this.#again ? 0 : this.#failures - 1, hasUnsent(), dice());
      if (outcome.retryAfterMs === undefined) return delayMs;
      const wishedMs = wishedDelayMs(outcome.retryAfterMs, dice());
      this.#notBeforeMs = this.#deps.nowMs() + wishedMs;
      return Math.max(delayMs, wishedMs);
    }
    if (outcome.kind === 'stopped') return POLL.withPokesMs;
    return hasPokes() ? POLL.withPokesMs : POLL.withoutMs;
  }
}

const isProgress = (outcome: ExchangeOutcome) => outcome.kind !== 'offline' && outcome.progress === true;
