import type { ServerLog } from '../db/server-log.ts';
import { TransientStoreError } from '../db/transient-store-error.ts';
import type { Restaurant } from './notice.ts';
import type { Scanned } from './scan-restaurant.ts';

/** What looking needs from outside. **Units** ms; `nowMs` since 1970. */
export type ScannerDeps = {
  readonly scan: (restaurant: Restaurant) => Promise<Scanned>;
  readonly listRestaurants: () => Promise<readonly Restaurant[]>;
  /** Something began, and is noted. */
  readonly onOpened: (restaurant: Restaurant, opened: Scanned['opened']) => void;
  readonly log: Pick<ServerLog, 'warn'>;
  readonly nowMs: () => number;
};

/** How long commits are gathered before a look; how far looks at one restaurant lie apart. **Units** ms. */
export const GATHER_MS = 250;
export const PACE_MS = 2_000;
/** After a failure that nobody knows. **Units** ms. */
const RETRY_MS = 60_000;
/** How often everybody is looked at, whatever was heard: the message of another process may be lost. **Units** ms. */
const SWEEP_MS = 5 * 60_000;

/**
 * Decides when restaurants are looked at (NOT-1): after commits, when something becomes due, and now and then.
 *
 * ```
 * commit ─► heard ─ 250 ms, and 2 s after the last look ─► scan ─► opened: told · due: planned · busy, failed: later
 * start, every 5 minutes ─► everybody, one after the other
 * ```
 * **Why** one look at a time in each process: it is never in the way of serving.
 */
export class Scanner {
  readonly #deps: ScannerDeps;
  readonly #planned = new Map<Restaurant, number>();
  readonly #lastMs = new Map<Restaurant, number>();
  #timer: NodeJS.Timeout | undefined;
  #sweeper: NodeJS.Timeout | undefined;
  #turn: Promise<void> | undefined;
  #isStopped = false;

  constructor(deps: ScannerDeps) {
    this.#deps = deps;
  }

  /** Looks at everybody, from now on and every few minutes. */
  start(): void {
    const sweep = () =>
      void this.#sweep().catch((error: unknown) => this.#deps.log.warn(`exceptions: ${String(error)}`));
    this.#sweeper = setInterval(sweep, SWEEP_MS);
    this.#sweeper.unref();
    sweep();
  }

  /** Something was committed in a restaurant, here or in another process. */
  heard(restaurant: Restaurant): void {
    const { nowMs } = this.#deps;
    this.#plan(restaurant, Math.max(nowMs() + GATHER_MS, (this.#lastMs.get(restaurant) ?? 0) + PACE_MS));
  }

  /** Begins no look any more, and waits for the present one. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#sweeper);
    clearTimeout(this.#timer);
    await this.#turn;
  }

  async #sweep(): Promise<void> {
    for (const restaurant of await this.#deps.listRestaurants()) this.#plan(restaurant, this.#deps.nowMs());
  }

  #plan(restaurant: Restaurant, atMs: number): void {
    // Commits come often: one that is planned for already costs a look into a map.
    if (this.#isStopped || (this.#planned.get(restaurant) ?? Infinity) <= atMs) return;
    this.#planned.set(restaurant, atMs);
    this.#arm();
  }

  #arm(): void {
    clearTimeout(this.#timer);
    if (this.#turn || this.#isStopped || this.#planned.size === 0) return;
    const waitMs = Math.max(0, Math.min(...this.#planned.values()) - this.#deps.nowMs());
    this.#timer = setTimeout(
      () => {
        this.#turn = this.#takeTurn().finally(() => {
          this.#turn = undefined;
          this.#arm();
        });
      },
      Math.min(waitMs, SWEEP_MS),
    );
    this.#timer.unref();
  }

  async #takeTurn(): Promise<void> {
    const due = [...this.#planned].filter(([, atMs]) => atMs <= this.#deps.nowMs()).toSorted((a, b) => a[1] - b[1]);
    for (const [restaurant] of due) {
      if (this.#isStopped) return;
      this.#planned.delete(restaurant);
      await this.#look(restaurant);
    }
  }

  async #look(restaurant: Restaurant): Promise<void> {
    const { scan, onOpened, log, nowMs } = this.#deps;
    try {
      const { state, opened, dueMs } = await scan(restaurant);
      if (opened.length > 0) onOpened(restaurant, opened);
      if (state === 'more') this.#plan(restaurant, nowMs());
      else if (state === 'busy') this.#plan(restaurant, nowMs() + PACE_MS);
      if (dueMs !== null) this.#plan(restaurant, dueMs);
    } catch (error) {
      const passes = error instanceof TransientStoreError;
      if (!passes) log.warn(`exceptions of ${restaurant}: ${String(error)}`);
      this.#plan(restaurant, nowMs() + (passes ? Math.max(PACE_MS, error.retryAfterMs) : RETRY_MS));
    } finally {
      this.#lastMs.set(restaurant, nowMs());
    }
  }
}
