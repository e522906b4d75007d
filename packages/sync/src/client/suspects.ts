import type { Id } from '@resto360/domain';
import { LIMITS } from '../limits.ts';

/**
 * What the next push looks like: how many ops at most, none for 0; `last`: which go alone, when nothing else waits;
 * `fromEnd`: one op alone from the other end of the queue, the newest for 1, to see whether any push is taken.
 */
export type PushPlan = {
  readonly opsMax: number;
  readonly last: ReadonlyMap<Id, 'later' | 'now'>;
  readonly fromEnd?: number;
};

/** How an exchange ended, as far as it says something about an op: the one that went alone. */
type Ended = {
  readonly kind: 'done' | 'stopped' | 'offline';
  readonly alone?: Id;
};

/**
 * Finds the op that no answer comes back from: it ends the server's process, or something on the way swallows it. Pushes
 * get smaller with each failure; an op that failed alone is doubted, and the next exchange goes without a push. Is that
 * one answered, three times, then it is the op and not the line: it goes alone from then on, once a minute, behind all
 * others (SYN-19). Are there many, it may be that the server takes no push at all: the newest ops tell.
 * **Why** on the device: whatever ends a server also ends what it would have remembered.
 */
export class Suspects {
  #doubted: Id | undefined;
  #failed: { readonly op: Id; readonly times: number } | undefined;
  /** One too many to be believed without a look at the other end of the queue. */
  #unproven: { readonly op: Id; readonly fromEnd: number } | undefined;
  /** When each was last tried. **Units** ms since 1970. */
  readonly #found = new Map<Id, number>();

  /** What to push now. */
  plan(nowMs: number): PushPlan {
    const isDue = (triedAt: number) => Math.abs(nowMs - triedAt) >= LIMITS.suspectAgainMs;
    const opsMax = this.#doubted === undefined ? (this.#failed ? 1 : LIMITS.pushOps) : 0;
    return {
      opsMax: this.#unproven === undefined ? opsMax : 1,
      ...(this.#unproven === undefined ? {} : { fromEnd: this.#unproven.fromEnd }),
      last: new Map([...this.#found].map(([op, triedAt]) => [op, isDue(triedAt) ? 'now' : 'later'])),
    };
  }

  /** Hears how it went. A server that asks for time for one op each time, and answers all else, can't take that op either. */
  note(outcome: Ended, nowMs: number): void {
    if (this.#unproven) return this.#prove(this.#unproven, outcome, nowMs);
    const doubted = this.#doubted;
    this.#doubted = undefined;
    if (outcome.kind === 'done' && outcome.alone !== undefined) this.#found.delete(outcome.alone);
    if (outcome.kind === 'offline') {
      const { alone } = outcome;
      if (alone !== undefined && this.#found.has(alone)) this.#found.set(alone, nowMs);
      else this.#doubted = alone;
      // Nothing at all is answered: that is the line.
      if (doubted !== undefined) this.#failed = undefined;
    } else if (doubted === undefined) this.#failed = undefined;
    else this.#answeredWithout(doubted, nowMs);
  }

  #answeredWithout(op: Id, nowMs: number): void {
    const times = this.#failed?.op === op ? this.#failed.times + 1 : 1;
    this.#failed = { op, times };
    if (times < LIMITS.suspectTries) return;
    this.#failed = undefined;
    if (this.#found.size >= LIMITS.suspectsMax) this.#unproven = { op, fromEnd: 1 };
    else this.#found.set(op, nowMs);
  }

  // Where none of the newest ops is taken either it is no bad op: the server takes none, and must find them all in their
  // order when it does again.
  #prove({ op, fromEnd }: { readonly op: Id; readonly fromEnd: number }, outcome: Ended, nowMs: number): void {
    this.#unproven = undefined;
    if (outcome.kind === 'done' && outcome.alone !== undefined) this.#found.set(op, nowMs);
    else if (outcome.kind === 'offline' && fromEnd < LIMITS.suspectProbes)
      this.#unproven = { op, fromEnd: fromEnd + 1 };
    else this.#found.clear();
  }
}
