import { ATTEMPT_RULES, Random, assert, stepAttempt, type AttemptEvent, type AttemptRules } from '@resto360/domain';
import type { AttemptRow } from '../attempt-row.ts';
import { Breaker } from '../breaker.ts';
import { broughtMinor, mayCountLate } from '../may-leave.ts';
import type { HttpCall } from '../http-call.ts';
import { forgotten, rowOf, type Asked } from '../new-row.ts';
import { callOverSim, SimNetwork } from '../node/paysim/sim-network.ts';
import { SimWorld, type SimRail } from '../node/paysim/sim-world.ts';
import { Orchestrator } from '../orchestrator.ts';
import type { AttemptStore } from '../attempt-store.ts';
import type { MerchantAccount, PaymentProvider } from '../provider.ts';
import { ReadPace } from '../read-pace.ts';
import { requestIdOf } from '../request-id.ts';
import { withAttempt } from '../row-step.ts';
import { SharedTokens } from '../shared-tokens.ts';
import { suggestedTaken } from '../take-suggested.ts';
import { MemoryAttemptStore } from './memory-attempt-store.ts';

/** A rail for tests: the adapter, the simulator's side of it, and a merchant's account over it. */
export type TestRail = {
  readonly provider: PaymentProvider;
  readonly sim: SimRail;
  readonly account: MerchantAccount;
  readonly secrets: Readonly<Record<string, string>>;
  readonly payer: string | null;
  readonly operator: string | null;
};

/** An order of this house: what it came to, and the cash that was taken for it. */
export type HouseOrder = { readonly id: string; readonly totalMinor: number; cashMinor: number; isOverridden: boolean };

/** The process that was killed on purpose. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** Every test's world begins at this moment. */
export const HOUSE_START_MS = Date.UTC(2026, 10, 2, 12);

/**
 * A house with one rail, its attempts and its workers, over the simulator's world: what a schedule of a test moves. The
 * orchestrator and the adapter are the real ones.
 */
export class PayHouse {
  readonly world: SimWorld;
  readonly network: SimNetwork;
  readonly store: MemoryAttemptStore;
  readonly rail: TestRail;
  readonly orders = new Map<string, HouseOrder>();
  readonly asked = new Map<string, Asked>();
  readonly bugs: unknown[] = [];
  /** Attempts whose late money somebody let count. */
  readonly countedLate = new Set<string>();
  /** False: nobody knows the account any more. */
  hasAccount = true;
  /** It is night. */
  isQuiet = false;
  /** Whoever asks for refunds may do so. */
  mayRefund = true;
  /** Counts the steps of a worker that may be its last; at zero it dies there. */
  stepsToLive: number | undefined;
  /** False: the account is switched off. */
  mayAsk = true;
  readonly #rules: AttemptRules;
  readonly #random: Random;
  readonly #tokens = new SharedTokens();
  readonly #breaker = new Breaker();
  readonly #pace = new ReadPace();
  #count = 0;

  constructor(rail: TestRail, seed: number, rules: Partial<AttemptRules> = {}, { isUnique = true } = {}) {
    this.rail = rail;
    this.world = new SimWorld([rail.sim], seed, HOUSE_START_MS);
    this.network = new SimNetwork(this.world);
    this.#rules = { ...ATTEMPT_RULES, ...rules };
    this.#random = new Random(seed + 7);
    this.store = new MemoryAttemptStore((order) => this.dueOf(order), {
      isGuarded: this.#rules.attempts === 'one_active',
      isCapped: this.#rules.refunds === 'capped',
      isUnique,
    });
  }

  openOrder(totalMinor: number): HouseOrder {
    const order = { id: this.#id(), totalMinor, cashMinor: 0, isOverridden: false };
    this.orders.set(order.id, order);
    return order;
  }

  /** What the house knows that an order owes: cash and what reads have proven are off it. **Units** minor. */
  dueOf(order: string): number {
    const { totalMinor, cashMinor } = this.#mustOrder(order);
    return totalMinor - cashMinor - broughtMinor({ rows: this.attemptsOf(order), handedBack: this.store.handedBack });
  }

  attemptsOf(order: string): AttemptRow[] {
    return this.store.list().filter((row) => row.order === order);
  }

  /** A till asks for money over the rail. */
  ask(order: HouseOrder, more: Partial<Asked> = {}): AttemptRow {
    const { provider, account, payer, operator } = this.rail;
    const asked: Asked = {
      id: this.#id(),
      restaurant: 'house',
      order: order.id,
      payment: this.#id(),
      kind: provider.capabilities(account).flows.includes('push') ? 'push' : 'checkout',
      provider: provider.id,
      account: account.id,
      amountMinor: order.totalMinor,
      currency: 'XOF',
      payer,
      operator,
      reference: null,
      refundOf: null,
      createdAtMs: this.world.nowMs,
      validUntilMs: null,
      isDeferred: false,
      ...more,
    };
    this.asked.set(asked.id, asked);
    return this.takeIn(asked);
  }

  /** A manager asks for money of an attempt to go back over its rail. */
  refund(of: AttemptRow, amountMinor = of.amountMinor): AttemptRow {
    const { id: refundOf, order, payment } = of;
    return this.ask(this.#mustOrder(order), {
      kind: 'refund',
      refundOf,
      payment,
      amountMinor,
      payer: null,
      operator: null,
    });
  }

  /** The provider calls about a request, for whatever reason. */
  knock({ id, provider, account }: AttemptRow): void {
    void this.store.wake({ provider, account, requestId: requestIdOf(id) }, this.world.nowMs);
  }

  /** The server hears of an attempt: for the first time, or again after it was put back. */
  takeIn(asked: Asked, { isForgotten = false } = {}): AttemptRow {
    const { provider, account } = this.rail;
    const row = rowOf(asked, provider.capabilities(account), this.world.nowMs);
    this.store.add(isForgotten ? forgotten(row, this.world.nowMs) : row);
    return this.#mustRow(asked.id);
  }

  /** Cash is counted at the till; with a manager's word beside an attempt that may still bring money. */
  takeCash(order: HouseOrder, { isOverride = false } = {}): void {
    order.cashMinor = Math.max(0, this.dueOf(order.id));
    if (!isOverride) return;
    order.isOverridden = true;
    for (const row of this.attemptsOf(order.id)) this.decide(row.id, { kind: 'replaced' });
  }

  /** A person's decision on an attempt; false where the machine has no such step. */
  decide(id: string, event: AttemptEvent): boolean {
    const row = this.#mustRow(id);
    const order = { rows: this.attemptsOf(row.order), handedBack: this.store.handedBack };
    const isLate = row.attempt.state === 'late_success' && event.kind === 'accept_amount';
    if (isLate && !mayCountLate(row, order)) return false;
    const { graceMs } = this.rail.provider.capabilities(this.rail.account);
    const facts = { nowMs: this.world.nowMs, graceMs, isIdempotent: true, rules: this.#rules };
    const attempt = stepAttempt(row.attempt, event, facts);
    const isDecided =
      attempt !== undefined && this.store.decide({ ...withAttempt(row, attempt), version: row.version + 1 });
    if (isLate && isDecided) this.countedLate.add(id);
    return isDecided;
  }

  /** A person takes what is suggested for a claim; false where nothing is. */
  takeSuggested(id: string): boolean {
    const taken = suggestedTaken(this.#mustRow(id), this.world.nowMs);
    return taken !== undefined && this.store.decide(taken);
  }

  /** One worker looks at one attempt; false when it was killed over it. */
  async work(id: string): Promise<boolean> {
    try {
      await this.#worker().work(id);
      return true;
    } catch (error) {
      if (error instanceof Killed) return false;
      throw error;
    } finally {
      this.stepsToLive = undefined;
    }
  }

  /** Works on everything that is due now, until nothing is. */
  async workDue(): Promise<void> {
    for (let round = 0; round < 50; round++) {
      const due = await this.store.listDue(this.world.nowMs, 100);
      if (due.length === 0) return;
      for (const id of due) await this.work(id);
    }
    throw new Error('an attempt is due again and again at one moment');
  }

  /** Lets time pass, with every worker at its work, until nothing is due for `ms`. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.world.nowMs + ms;
    for (;;) {
      await this.workDue();
      const nextMs = Math.min(untilMs, ...this.store.list().flatMap(({ nextTryAtMs }) => nextTryAtMs ?? []));
      if (nextMs >= untilMs) break;
      this.world.advance(Math.max(1, nextMs - this.world.nowMs));
    }
    this.world.advance(Math.max(0, untilMs - this.world.nowMs));
    await this.workDue();
  }

  /** The transactions of an attempt at the provider, seen by reads or not. */
  transactionsOf(id: string) {
    const requestId = requestIdOf(id);
    return this.world.list().filter((one) => one.id === requestId || Object.values(one.facts).includes(requestId));
  }

  #worker(): Orchestrator {
    const http = callOverSim(this.network, this.rail.account.baseUrl.replace(/\/[a-z]+$/, ''));
    return new Orchestrator({
      store: this.#mortal(this.store),
      railOf: async () =>
        this.hasAccount ? { ...this.rail, http: this.#mortalCall(http), mayAsk: this.mayAsk } : undefined,
      mayLeave: async (row) => this.#mayLeave(row),
      tokens: this.#tokens,
      breaker: this.#breaker,
      pace: this.#pace,
      nowMs: () => this.world.nowMs,
      random: () => this.#random.next(),
      owner: `worker-${++this.#count}`,
      rules: this.#rules,
      returnUrl: 'https://resto.example/paid',
      onBug: (error) => {
        if (error instanceof Killed) throw error;
        this.bugs.push(error);
      },
    });
  }

  #mayLeave({ kind, validUntilMs }: AttemptRow): 'yes' | 'later' | 'no_right' {
    if (kind === 'refund') return this.mayRefund ? 'yes' : 'no_right';
    return kind === 'push' && validUntilMs !== null && this.isQuiet ? 'later' : 'yes';
  }

  /** Dies before a step or after it, as the count says. */
  async #step<T>(run: () => Promise<T>): Promise<T> {
    this.#live();
    const result = await run();
    this.#live();
    return result;
  }

  #live(): void {
    if (this.stepsToLive === undefined) return;
    if (this.stepsToLive <= 0) throw new Killed();
    this.stepsToLive -= 1;
  }

  #mortal(store: AttemptStore): AttemptStore {
    return {
      take: (id, lease) => this.#step(() => store.take(id, lease)),
      save: (held, next, notes) => this.#step(() => store.save(held, next, notes)),
      start: (held, next, notes) => this.#step(() => store.start(held, next, notes)),
      release: (held) => this.#step(() => store.release(held)),
      wake: (about, nowMs) => store.wake(about, nowMs),
      wakePaced: (about, nowMs, everyMs) => store.wakePaced(about, nowMs, everyMs),
      listDue: (nowMs, limit) => store.listDue(nowMs, limit),
    };
  }

  #mortalCall(http: HttpCall): HttpCall {
    return (request) => this.#step(() => http(request));
  }

  #id(): string {
    const hex = (++this.#count).toString(16).padStart(12, '0');
    return `00000000-0000-7000-8000-${hex}`;
  }

  #mustOrder(id: string): HouseOrder {
    const order = this.orders.get(id);
    assert(order, 'the order is of this house');
    return order;
  }

  #mustRow(id: string): AttemptRow {
    const row = this.store.get(id);
    assert(row, 'the attempt is kept');
    return row;
  }
}
