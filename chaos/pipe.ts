import { setTimeout as later } from 'node:timers';

/** How fast bytes pass now. `isHeld`: not at all. **Units** ms and bytes per second. */
export type Pace = { readonly isHeld: boolean; readonly delayMs: number; readonly bytesPerSecond: number };

type Waiting = { readonly dueMs: number; readonly run: () => void };

/** What a slow line cuts bytes into, so that a part of a body can be there without the rest. **Units** bytes. */
const PIECE = 1_400;

/** One direction of a connection: bytes come out in their order, when the weather lets them. */
export class Pipe {
  readonly #pace: () => Pace;
  readonly #write: (bytes: Buffer) => void;
  readonly #waiting: Waiting[] = [];
  #lastDueMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(pace: () => Pace, write: (bytes: Buffer) => void) {
    this.#pace = pace;
    this.#write = write;
  }

  push(bytes: Buffer): void {
    const isWhole = this.#pace().bytesPerSecond === Number.POSITIVE_INFINITY;
    for (let at = 0; at < bytes.length; at += isWhole ? bytes.length : PIECE) {
      const piece = isWhole ? bytes : bytes.subarray(at, at + PIECE);
      this.#add(piece.length, () => this.#write(piece));
    }
  }

  /** Runs something once everything before it has passed. */
  after(run: () => void): void {
    this.#add(0, run);
  }

  /** The weather has changed. */
  look(): void {
    this.#arm();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
  }

  #add(size: number, run: () => void): void {
    const { delayMs, bytesPerSecond } = this.#pace();
    const now = performance.now();
    this.#lastDueMs = Math.max(this.#lastDueMs, now + delayMs) + (size * 1_000) / bytesPerSecond;
    this.#waiting.push({ dueMs: this.#lastDueMs, run });
    this.#arm();
  }

  #arm(): void {
    clearTimeout(this.#timer);
    for (;;) {
      const first = this.#waiting[0];
      if (!first || this.#pace().isHeld) return;
      const leftMs = first.dueMs - performance.now();
      if (leftMs > 0.5) {
        this.#timer = later(() => this.#arm(), leftMs);
        return;
      }
      this.#waiting.shift();
      first.run();
    }
  }
}
