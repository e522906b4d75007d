import type { PullAnswer } from '@resto360/sync';
import type { ExchangeOutcome } from '@resto360/sync/client';

/** What the news need: an exchange that starts soon, the device, and somebody who shows what it took. */
export type NewsDeps = {
  readonly wake: () => void;
  readonly takeDelta: (delta: unknown) => Promise<PullAnswer | undefined>;
  readonly onPage: (page: PullAnswer) => Promise<void>;
};

/**
 * What the live channel tells, against what this device has read: whether there is something to pull.
 *
 *     delta ──taken──▶ shown          poke, beat ──above what was read──▶ exchange
 *       └──does not fit──▶ as a poke      └──during an exchange──▶ looked at when it has ended: it may bring it
 */
export class News {
  readonly #deps: NewsDeps;
  /** Up to where the last page that counted has led; lower than before when a restored server began a new history (SYN-21). */
  #read = 0;
  /** The highest head heard during the exchange under way. */
  #heard = 0;
  #isExchanging = false;

  constructor(deps: NewsDeps) {
    this.#deps = deps;
  }

  /** The server names a head. */
  head(head: number): void {
    if (this.#isExchanging) this.#heard = Math.max(this.#heard, head);
    else if (head > this.#read) this.#deps.wake();
  }

  /** The server sent what is new up to a head. */
  async delta(delta: unknown, head: number): Promise<void> {
    const page = await this.#deps.takeDelta(delta).catch((thrown: unknown) => {
      // A disk that fails: the rows are on the server, and the next pull tries again.
      console.error(thrown);
      return undefined;
    });
    if (!page) return this.head(head);
    this.#read = page.to;
    await this.#deps.onPage(page).catch((thrown: unknown) => console.error(thrown));
  }

  /** Runs an exchange; heads told meanwhile wait for what it brings. */
  async during(exchange: () => Promise<ExchangeOutcome>): Promise<ExchangeOutcome> {
    this.#isExchanging = true;
    this.#heard = 0;
    return exchange().finally(() => (this.#isExchanging = false));
  }

  /** What an exchange brought. Where more was told of meanwhile, another follows at once. */
  took(outcome: ExchangeOutcome): void {
    if (outcome.kind !== 'done') return;
    this.#read = outcome.page?.to ?? this.#read;
    if (this.#heard > this.#read) this.#deps.wake();
  }
}
