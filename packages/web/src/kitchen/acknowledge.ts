import { Action, LINES_PER_OP_MAX, may, Role, type Id } from '@resto360/domain';
import type { DeviceKind } from '@resto360/sync';
import type { BoardLine, BoardTicket } from './board-tickets.ts';

/** At most one acknowledgement in this time while more come in. After a save that failed the pause is longer. **Units** ms. */
export const RECEIVE_PACE = { ms: 1_000, afterFailureMs: 30_000 } as const;

/**
 * Which lines a screen may say it has shown: those on the page now that no screen has acknowledged, where the page is
 * in sight of the kitchen. A send that is not on this device's disk yet waits until it is.
 */
export function linesToReceive(on: {
  readonly shown: readonly BoardTicket[];
  readonly isVisible: boolean;
  readonly isKitchen: boolean;
  readonly isUnsaved: (line: Id<'line'>) => boolean;
}): Id<'line'>[] {
  if (!on.isVisible || !on.isKitchen) return [];
  return on.shown
    .flatMap((ticket) => ticket.lines)
    .filter((line) => isToReceive(line) && !on.isUnsaved(line.id))
    .map((line) => line.id);
}

/** Whether something at the fire waits for a kitchen screen to show it: what calls a board back from another tab. */
export function isMissed(cooking: readonly BoardTicket[]): boolean {
  return cooking.some(({ lines }) => lines.some(isToReceive));
}

// What is done is nothing to be shown any more, also where no screen ever did.
function isToReceive({ received, rank }: BoardLine): boolean {
  return !received && rank !== 'ready' && rank !== 'served';
}

/**
 * Whether a screen is the kitchen's: one that was enrolled as such, before somebody who may cook; another device only
 * while a cook is signed in on it.
 * **Why**: a manager who looks at the tickets from the office has cooked nothing, and must not calm the waiter.
 */
export function isKitchenScreen(kind: DeviceKind, role: Role): boolean {
  return may(role, Action.cook) && (kind === 'kitchen' || role === Role.cook);
}

/** What the receiver needs from outside, so that a test drives it with its own clock. */
export type ReceiverDeps = {
  /** Saves one acknowledgement; false when the device could not. */
  readonly send: (lines: readonly Id<'line'>[]) => Promise<boolean>;
  /** A clock that nobody can set, or the room would wait for it. **Units** ms since whenever. */
  readonly nowMs: () => number;
  readonly later: (run: () => void, delayMs: number) => void;
};

/**
 * Acknowledges what is shown: the first lines at once, whatever comes in meanwhile together, an op of at most 100 lines
 * a second.
 *
 *     offer ──▶ send at once ──saved──▶ pause ──▶ send what was offered since …
 *                   └──not saved──▶ long pause ──▶ send what is still offered …
 */
export class Receiver {
  readonly #deps: ReceiverDeps;
  #offered: readonly Id<'line'>[] = [];
  #notBeforeMs = 0;
  #isBusy = false;
  #isWaiting = false;

  constructor(deps: ReceiverDeps) {
    this.#deps = deps;
  }

  /** All that is to be acknowledged now; what was offered before and is not among it is no longer. */
  offer(lines: readonly Id<'line'>[]): void {
    this.#offered = lines;
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#isBusy || this.#isWaiting || this.#offered.length === 0) return;
    const { nowMs, later, send } = this.#deps;
    const pauseMs = this.#notBeforeMs - nowMs();
    if (pauseMs > 0) {
      this.#isWaiting = true;
      later(() => {
        this.#isWaiting = false;
        void this.#run();
      }, pauseMs);
      return;
    }
    const batch = this.#offered.slice(0, LINES_PER_OP_MAX);
    this.#offered = this.#offered.slice(LINES_PER_OP_MAX);
    this.#notBeforeMs = nowMs() + RECEIVE_PACE.ms;
    this.#isBusy = true;
    const isSaved = await send(batch);
    if (!isSaved) this.#notBeforeMs = nowMs() + RECEIVE_PACE.afterFailureMs;
    this.#isBusy = false;
    void this.#run();
  }
}
