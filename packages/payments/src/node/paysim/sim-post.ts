import type { Deliver } from './sim-deliver.ts';
import type { SimWebhook } from './sim-call.ts';
import type { Delivery, SimWorld } from './sim-world.ts';

/** What became of a call to a merchant. */
export type PostState = 'waiting' | 'delivered' | 'failed' | 'dropped';

/** A call to a merchant as it is listed; its headers stay out, for they are signed when they leave. **Units** ms. */
export type PostLine = Pick<Delivery, 'id' | 'rail' | 'eventId' | 'method' | 'url' | 'body' | 'tries'> & {
  readonly state: PostState;
  readonly atMs: number;
};

/**
 * The post between the rails of one world and the merchant: what is due goes out, one after the other, and somebody may
 * step in between. A call that is not taken goes back to its rail, which tries again as it does.
 */
export class SimPost {
  /** While it is held nothing goes out but what is named. */
  isHeld = false;
  readonly #world: SimWorld;
  readonly #deliver: Deliver;
  readonly #past: { readonly delivery: Delivery; readonly state: PostState; readonly atMs: number }[] = [];
  #waiting: Delivery[] = [];
  #sending: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(world: SimWorld, deliver: Deliver) {
    this.#world = world;
    this.#deliver = deliver;
  }

  /** Sends what is due by now. */
  pump(): Promise<void> {
    return this.#then(() => this.#sendAll(() => (this.isHeld ? [] : this.#due())));
  }

  /** Sends these now, in this order, whatever the clock says. **Errors** the ids that do not wait. */
  sendNow(ids: readonly number[]): Promise<readonly number[]> {
    const found = ids.map((id) => this.waitingOf(id));
    const unknown = ids.filter((_, at) => found[at] === undefined);
    if (unknown.length > 0) return Promise.resolve(unknown);
    const named = found.filter((one) => one !== undefined);
    return this.#then(() => this.#sendAll(() => named.filter((one) => this.#waiting.includes(one)))).then(() => []);
  }

  /** One that has not gone out yet, be it due or not. */
  waitingOf(id: number): Delivery | undefined {
    const later = this.#world.deliveries.find((one) => one.id === id);
    if (later) {
      // The world gives out only what is due.
      const { dueAtMs } = later;
      later.dueAtMs = this.#world.nowMs;
      this.#collect();
      later.dueAtMs = dueAtMs;
    }
    return this.#waiting.find((one) => one.id === id);
  }

  /** One that waits, or that has gone. */
  anyOf(id: number): Delivery | undefined {
    return this.waitingOf(id) ?? this.#past.findLast(({ delivery }) => delivery.id === id)?.delivery;
  }

  /** It never arrives, and its rail does not know. */
  drop(delivery: Delivery): void {
    this.#take(delivery);
    this.#remember(delivery, 'dropped');
  }

  /** Puts in one more call of this rail, due after `delayMs`; its id. */
  add(rail: string, webhook: SimWebhook, delayMs = 0): number {
    this.#world.enqueue(rail, webhook, delayMs);
    const added = this.#world.deliveries.at(-1);
    return added?.id ?? 0;
  }

  /** When the next call is due after `nowMs`, if ever. */
  nextDueMs(nowMs: number): number | undefined {
    const later = [...this.#waiting, ...this.#world.deliveries].filter(({ dueAtMs }) => dueAtMs > nowMs);
    return later.length === 0 ? undefined : Math.min(...later.map(({ dueAtMs }) => dueAtMs));
  }

  list(): PostLine[] {
    this.#collect();
    const past = this.#past.map(({ delivery, state, atMs }) => lineOf(delivery, state, atMs));
    const waiting = [...this.#waiting, ...this.#world.deliveries];
    return [...past, ...waiting.map((one) => lineOf(one, 'waiting', one.dueAtMs))];
  }

  /** Another world begins: nothing of this one goes out any more. */
  close(): void {
    this.#isClosed = true;
  }

  #then(run: () => Promise<void>): Promise<void> {
    this.#sending = this.#sending.then(run);
    return this.#sending;
  }

  async #sendAll(choose: () => readonly Delivery[]): Promise<void> {
    for (const delivery of choose()) {
      // While another one was under way this one may have been dropped, or put off.
      if (this.#isClosed || !this.#waiting.includes(delivery)) continue;
      this.#take(delivery);
      await this.#send(delivery);
    }
  }

  #collect(): void {
    this.#waiting.push(...this.#world.takeDue());
  }

  #due(): Delivery[] {
    this.#collect();
    const due = this.#waiting.filter(({ dueAtMs }) => dueAtMs <= this.#world.nowMs);
    return due.toSorted((a, b) => a.dueAtMs - b.dueAtMs);
  }

  async #send(delivery: Delivery): Promise<void> {
    // A copy: Wave's signature is a getter, and signs for the moment at which it is read.
    const { eventId, method, url, body } = delivery;
    const sent: SimWebhook = { eventId, method, url, headers: { ...delivery.headers }, body };
    const isTaken = await this.#deliver(sent).catch(() => false);
    this.#remember(delivery, isTaken ? 'delivered' : 'failed');
    if (!isTaken && !this.#isClosed) this.#world.retry(delivery);
  }

  #take(delivery: Delivery): void {
    this.#waiting = this.#waiting.filter((one) => one !== delivery);
  }

  #remember(delivery: Delivery, state: PostState): void {
    this.#past.push({ delivery, state, atMs: this.#world.nowMs });
    if (this.#past.length > PAST_MAX) this.#past.shift();
  }
}

const PAST_MAX = 1_000;

function lineOf({ id, rail, eventId, method, url, body, tries }: Delivery, state: PostState, atMs: number): PostLine {
  return { id, rail, eventId, method, url, body, tries, state, atMs };
}
