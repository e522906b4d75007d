import { Random, assert, type Currency } from '@resto360/domain';
import type { SimAnswer, SimCustomer, SimOperation, SimRequest, SimWebhook } from './sim-call.ts';
import type { Debit, SimTransaction } from './sim-transaction.ts';

/**
 * One provider as its customers' machines see it: paths, words and habits of the real one, over the world's
 * transactions. It believes what the world says of a transaction and decides nothing about money by itself.
 */
export type SimRail = {
  readonly id: string;
  operationOf(request: SimRequest): SimOperation;
  answer(request: SimRequest, world: SimWorld): SimAnswer;
  /** What it tells the merchant when a transaction changed; undefined where it tells nothing. */
  webhook?(transaction: SimTransaction, world: SimWorld): SimWebhook | undefined;
  /** How long after failed calls it tries again, until it gives up. **Units** ms. */
  readonly webhookRetriesMs: readonly number[];
  /** What customers with the sandbox's well-known numbers do; undefined: they decide as people do. */
  customerOf?(payer: string): SimCustomer | undefined;
};

/** Money as a rail opens it. */
export type Opening = Pick<
  SimTransaction,
  'rail' | 'id' | 'merchant' | 'amountMinor' | 'currency' | 'payer' | 'facts' | 'expiresAtMs'
> & { readonly isUnasked?: boolean };

/** A call of a rail to a merchant that waits to be delivered. */
export type Delivery = SimWebhook & { readonly rail: string; readonly id: number; dueAtMs: number; tries: number };

/** What customers do who have no well-known number: by the control page, or by these dice. */
export type Crowd = { readonly approves: number; readonly fails: number; readonly afterMs: readonly [number, number] };

/**
 * The providers' side of the world: wallets, requests, the truth about who was debited, and a clock that moves when it is
 * told to. Same seed and same calls, same run.
 */
export class SimWorld {
  readonly random: Random;
  readonly rails: ReadonlyMap<string, SimRail>;
  /** How customers decide by themselves; undefined: they wait to be told. */
  crowd: Crowd | undefined;
  /** Reads of what is opened from now on see it so much later (F9). **Units** ms. */
  readLagMs = 0;
  readonly #transactions = new Map<string, SimTransaction>();
  readonly #later: { atMs: number; order: number; run: () => void }[] = [];
  readonly #deliveries: Delivery[] = [];
  #nowMs: number;
  #count = 0;

  /** `firstNumber`: ids of money begin above it; two worlds that a house hears of must not give one id twice. */
  constructor(rails: readonly SimRail[], seed: number, startMs: number, firstNumber = 0) {
    this.rails = new Map(rails.map((rail) => [rail.id, rail]));
    this.random = new Random(seed);
    this.#nowMs = startMs;
    this.#count = firstNumber;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Moves the clock, and lets happen what was due meanwhile, in its order. */
  advance(ms: number): void {
    const until = this.#nowMs + ms;
    for (;;) {
      this.#later.sort((a, b) => a.atMs - b.atMs || a.order - b.order);
      const [next] = this.#later;
      if (!next || next.atMs > until) break;
      this.#later.shift();
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.run();
    }
    this.#nowMs = until;
  }

  /** Something that happens later by this clock. */
  after(ms: number, run: () => void): void {
    this.#later.push({ atMs: this.#nowMs + ms, order: this.#count++, run });
  }

  /** A number that was never given before in this world; for ids that look like the rail's own. */
  next(): number {
    return ++this.#count;
  }

  open(opening: Opening): SimTransaction {
    const transaction: SimTransaction = {
      isUnasked: false,
      ...opening,
      operatorTxnId: this.#operatorTxnId(opening.rail),
      createdAtMs: this.#nowMs,
      visibleFromMs: this.#nowMs + this.readLagMs,
      state: 'pending',
      reason: null,
      settledAtMs: null,
      reversedMinor: 0,
      refunds: [],
      told: {},
    };
    const key = `${opening.rail}/${opening.id}`;
    assert(!this.#transactions.has(key), 'a rail opens a transaction once');
    this.#transactions.set(key, transaction);
    this.after(opening.expiresAtMs - this.#nowMs, () => this.#expire(transaction));
    this.#act(transaction, this.#customerOf(transaction));
    return transaction;
  }

  /** A transaction that reads can see by now. */
  find(rail: string, id: string): SimTransaction | undefined {
    const found = this.#transactions.get(`${rail}/${id}`);
    return found && found.visibleFromMs <= this.#nowMs ? found : undefined;
  }

  /** Whether the rail has it, seen or not: what makes a second call a duplicate. */
  has(rail: string, id: string): boolean {
    return this.#transactions.has(`${rail}/${id}`);
  }

  list(rail?: string): SimTransaction[] {
    return [...this.#transactions.values()].filter((one) => rail === undefined || one.rail === rail);
  }

  /** The customer says yes: from here on the money is gone from their wallet. */
  approve(transaction: SimTransaction, payer?: string): boolean {
    if (transaction.state !== 'pending') return false;
    if (payer !== undefined) Object.assign(transaction, { payer });
    this.#settle(transaction, 'succeeded', null);
    return true;
  }

  /** No money comes, by the provider's own word. */
  fail(transaction: SimTransaction, reason: string): boolean {
    if (transaction.state !== 'pending') return false;
    this.#settle(transaction, 'failed', reason);
    return true;
  }

  /** The merchant takes a request back. */
  expire(transaction: SimTransaction): boolean {
    if (transaction.state !== 'pending') return false;
    this.#expire(transaction);
    return true;
  }

  /** A provider changes its mind: what had failed was paid after all (F23). */
  succeedAfterAll(transaction: SimTransaction): void {
    if (transaction.state === 'succeeded') return;
    this.#settle(transaction, 'succeeded', null);
  }

  /** The operator takes money back from the merchant (F24). */
  reverse(transaction: SimTransaction): void {
    if (transaction.state !== 'succeeded') return;
    transaction.reversedMinor = transaction.amountMinor;
    this.#call(transaction);
  }

  /** A customer pays by themselves: by the code on the wall, or by a number they dial. */
  pay(of: {
    readonly rail: string;
    readonly merchant: string;
    readonly amountMinor: number;
    readonly currency: Currency;
    readonly payer: string;
  }): SimTransaction {
    const id = `unasked-${this.next()}`;
    const paid = this.open({ ...of, id, facts: {}, isUnasked: true, expiresAtMs: this.#nowMs + DAY_MS });
    this.approve(paid);
    return paid;
  }

  /** Every debit that ever was. */
  truth(): Debit[] {
    return this.list().flatMap((one) =>
      one.state === 'succeeded'
        ? [
            {
              rail: one.rail,
              id: one.id,
              operatorTxnId: one.operatorTxnId,
              merchant: one.merchant,
              amountMinor: one.amountMinor,
              currency: one.currency,
              payer: one.payer,
              atMs: one.settledAtMs ?? one.createdAtMs,
              reversedMinor: one.reversedMinor + one.refunds.reduce((sum, back) => sum + backOf(back), 0),
            },
          ]
        : [],
    );
  }

  /** Calls that wait to be delivered, the due ones first. */
  get deliveries(): readonly Delivery[] {
    return this.#deliveries;
  }

  /** Takes the calls that are due; the driver delivers them, and says what came of each. */
  takeDue(): Delivery[] {
    const due = this.#deliveries.filter(({ dueAtMs }) => dueAtMs <= this.#nowMs);
    for (const one of due) this.#deliveries.splice(this.#deliveries.indexOf(one), 1);
    return due;
  }

  /** A call was not taken: the rail tries again as it does. */
  retry(delivery: Delivery): void {
    const pauses = this.rails.get(delivery.rail)?.webhookRetriesMs ?? [];
    const pauseMs = pauses[delivery.tries];
    if (pauseMs === undefined) return;
    this.#deliveries.push({ ...delivery, tries: delivery.tries + 1, dueAtMs: this.#nowMs + pauseMs });
  }

  /** Puts a call into the queue, whoever wrote it: copies and forgeries too. */
  enqueue(rail: string, webhook: SimWebhook, delayMs = 0): void {
    this.#deliveries.push({ ...webhook, rail, id: this.next(), tries: 0, dueAtMs: this.#nowMs + delayMs });
  }

  #expire(transaction: SimTransaction): void {
    if (transaction.state === 'pending') this.#settle(transaction, 'expired', 'EXPIRED');
  }

  #settle(transaction: SimTransaction, state: 'succeeded' | 'failed' | 'expired', reason: string | null): void {
    transaction.state = state;
    transaction.reason = reason;
    transaction.settledAtMs = this.#nowMs;
    this.#call(transaction);
  }

  #call(transaction: SimTransaction): void {
    const webhook = this.rails.get(transaction.rail)?.webhook?.(transaction, this);
    if (webhook) this.enqueue(transaction.rail, webhook);
  }

  #customerOf({ rail, payer, isUnasked }: SimTransaction): SimCustomer {
    const known = payer === null || isUnasked ? undefined : this.rails.get(rail)?.customerOf?.(payer);
    if (known) return known;
    const { crowd } = this;
    if (!crowd || isUnasked) return { kind: 'ignores' };
    const afterMs = this.random.between(crowd.afterMs[0], crowd.afterMs[1]);
    const dice = this.random.next();
    if (dice < crowd.approves) return { kind: 'approves', afterMs };
    return dice < crowd.approves + crowd.fails ? { kind: 'fails', reason: 'REJECTED', afterMs } : { kind: 'ignores' };
  }

  #act(transaction: SimTransaction, customer: SimCustomer): void {
    if (customer.kind === 'ignores') return;
    this.after(customer.afterMs, () => {
      if (customer.kind === 'approves') this.approve(transaction);
      else this.fail(transaction, customer.reason);
    });
  }

  #operatorTxnId(rail: string): string {
    const digits = String(this.next() * 7919 + 1_000_003);
    return rail === 'wave' ? `T_${digits.padStart(11, 'A')}` : digits.padStart(10, '5');
  }
}

const DAY_MS = 86_400_000;
const backOf = (refund: SimTransaction['refunds'][number]): number =>
  refund.state === 'succeeded' ? refund.amountMinor : 0;
