import type { RigTablet } from './rig-tablet.ts';
import { headOf } from './settle.ts';
import type { Database } from './database.ts';

const LOOK_MS = 500;

/** Measures how long commits take to reach the last device, while the faults last. */
export class NewsWatch {
  readonly #database: Database;
  readonly #tablets: readonly RigTablet[];
  /** Every head that was seen, and when. */
  readonly #heads: { readonly head: number; readonly at: number }[] = [];
  /** How many of them each device has reached. */
  readonly #reached: number[];
  #isWatching = false;
  #watching: Promise<void> = Promise.resolve();
  /** **Units** ms. */
  slowestMs = 0;

  constructor(database: Database, tablets: readonly RigTablet[]) {
    this.#database = database;
    this.#tablets = tablets;
    this.#reached = tablets.map(() => 0);
  }

  start(): void {
    this.#isWatching = true;
    this.#watching = this.#watch();
  }

  async stop(): Promise<void> {
    this.#isWatching = false;
    await this.#watching;
  }

  async #watch(): Promise<void> {
    while (this.#isWatching) {
      const head = await headOf(this.#database).catch(() => undefined);
      if (head !== undefined && head !== this.#heads.at(-1)?.head) this.#heads.push({ head, at: performance.now() });
      await Promise.all(this.#tablets.map((tablet, index) => this.#look(tablet, index)));
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  async #look(tablet: RigTablet, index: number): Promise<void> {
    const cursor = (await tablet.progress())?.cursor ?? 0;
    for (;;) {
      const next = this.#heads[this.#reached[index] ?? 0];
      if (!next || next.head > cursor) return;
      this.slowestMs = Math.max(this.slowestMs, performance.now() - next.at);
      this.#reached[index] = (this.#reached[index] ?? 0) + 1;
    }
  }
}
