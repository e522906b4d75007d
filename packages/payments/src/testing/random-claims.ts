import { Random, capturedOf, isActive } from '@resto360/domain';
import type { SimTransaction } from '../node/paysim/sim-transaction.ts';
import type { Fault } from '../node/paysim/sim-faults.ts';
import type { Asked } from '../new-row.ts';
import { PayHouse, type HouseOrder } from './pay-house.ts';
import { waveTestRail } from './test-rails.ts';

const STEPS = 40;
const TOTAL_MINOR = 5_000;

/**
 * A day of guests who pay by themselves and show a reference, from a seed: typed on two tills for two orders, mistyped, of
 * another amount, taken back by the operator; reads that fail, workers that are killed, a server that is put back, people
 * who reject, and who take what is suggested. Afterwards everything heals and comes to rest. Answers what was wrong with the money.
 *
 * - `phantom`: more is counted than guests paid and the operator has not taken back.
 * - `twice`: one payment counts for two orders.
 * - `lost`: a guest's payment that a claim names rightly counts nowhere, and no person has it before their eyes.
 * - `stuck`: an attempt that only a call can end, and none will be made.
 * - `suggested`: a person is shown money that counts for another order.
 */
export async function runClaims(seed: number, rules: { readonly isUnique?: boolean } = {}): Promise<readonly string[]> {
  const day = new ClaimDay(seed, rules);
  for (let step = 0; step < STEPS; step++) {
    await day.step();
    const wrong = day.wrong();
    if (wrong.length > 0) return wrong;
  }
  await day.heal();
  return [...day.wrong(), ...day.wrongAtRest(), ...day.house.bugs.map(String)];
}

class ClaimDay {
  readonly house: PayHouse;
  readonly #orders: readonly HouseOrder[];
  readonly #random: Random;
  readonly #paid: SimTransaction[] = [];
  #kept: ReturnType<PayHouse['store']['snapshot']> | undefined;

  constructor(seed: number, rules: { readonly isUnique?: boolean }) {
    this.house = new PayHouse(waveTestRail(), seed, {}, rules);
    this.#orders = [this.house.openOrder(TOTAL_MINOR), this.house.openOrder(TOTAL_MINOR)];
    this.#random = new Random(seed);
  }

  async step(): Promise<void> {
    const choice = this.#random.weighted<() => Promise<void> | void>([
      [3, () => this.#pay()],
      [5, () => this.#claim()],
      [2, () => this.#break()],
      [8, () => this.#work()],
      [3, () => this.#kill()],
      [4, () => this.house.world.advance(this.#random.below(60_000))],
      [2, () => this.house.world.advance(this.#random.below(86_400_000))],
      [1, () => this.#takeBack()],
      [1, () => this.#reject()],
      [2, () => this.#takeSuggested()],
      [1, () => this.#restore()],
    ]);
    await choice?.();
  }

  /** Longer than anything is watched. */
  async heal(): Promise<void> {
    this.house.network.faults.clear();
    await this.house.pass(12 * 86_400_000);
  }

  wrong(): string[] {
    const counted = this.house.store.list().filter(({ attempt }) => capturedOf(attempt) > 0);
    const names = counted.map(({ providerTxnId }) => providerTxnId);
    const shown = this.house.store.list().flatMap(({ suggested }) => suggested?.reference ?? []);
    return [
      ...(new Set(names).size < names.length ? ['twice'] : []),
      ...(shown.some((reference) => names.includes(reference)) ? ['suggested'] : []),
    ];
  }

  wrongAtRest(): string[] {
    const rows = this.house.store.list();
    const stuck = rows.filter(({ attempt }) => isActive(attempt.state) && !WAITS_FOR_PEOPLE.has(attempt.state));
    const countedMinor = rows.reduce((sum, { attempt }) => sum + capturedOf(attempt), 0);
    const keptMinor = this.#paid.reduce((sum, paid) => sum + paid.amountMinor - paid.reversedMinor, 0);
    const lost = this.#paid.filter((paid) => paid.reversedMinor === 0 && this.#isLost(paid));
    return [
      ...stuck.map(({ attempt }) => `stuck ${attempt.state}`),
      ...(countedMinor > keptMinor ? ['phantom'] : []),
      ...lost.map(() => 'lost'),
    ];
  }

  /** Somebody claimed it while it could be proven, and nobody sees it. */
  #isLost({ operatorTxnId }: SimTransaction): boolean {
    const claims = this.house.store.list().filter(({ reference }) => reference === operatorTxnId);
    return claims.length > 0 && !claims.some(({ attempt }) => capturedOf(attempt) > 0 || SEEN.has(attempt.state));
  }

  #pay(): void {
    if (this.#paid.length >= 2) return;
    const of = { rail: 'wave', merchant: 'wave-house', currency: 'XOF', payer: '+221770000001' } as const;
    this.#paid.push(this.house.world.pay({ ...of, amountMinor: this.#random.chance(0.8) ? TOTAL_MINOR : 4_500 }));
  }

  #claim(): void {
    const [order, paid] = [this.#random.pick(this.#orders), this.#random.pick(this.#paid)];
    if (!order || this.house.attemptsOf(order.id).length >= 3) return;
    const told = paid?.operatorTxnId ?? 'T_NOBODY';
    const reference = this.#random.chance(0.85) ? told : `${told}X`;
    this.house.ask(order, { kind: 'claim', reference } satisfies Partial<Asked>);
  }

  #break(): void {
    const fault = this.#random.pick(FAULTS);
    if (fault) this.house.network.faults.arm({ operation: 'read', fault });
  }

  async #work(): Promise<void> {
    const id = this.#random.pick(await this.house.store.listDue(this.house.world.nowMs, 10));
    if (id !== undefined) await this.house.work(id);
  }

  async #kill(): Promise<void> {
    this.house.stepsToLive = this.#random.below(14);
    await this.#work();
    this.house.stepsToLive = undefined;
  }

  #takeBack(): void {
    const paid = this.#random.pick(this.#paid);
    if (paid) this.house.world.reverse(paid);
  }

  #reject(): void {
    const row = this.#random.pick(this.house.store.list());
    if (row) this.house.decide(row.id, { kind: 'reject_claim' });
  }

  #takeSuggested(): void {
    const row = this.#random.pick(this.house.store.list().filter(({ suggested }) => suggested !== null));
    if (row) this.house.takeSuggested(row.id);
  }

  // Every till gives back what it had claimed; the server has forgotten what it proved since.
  #restore(): void {
    const { store, asked, world } = this.house;
    if (!this.#kept || this.#random.chance(0.5)) {
      this.#kept = store.snapshot();
      return;
    }
    store.restore(this.#kept, world.nowMs);
    this.#kept = undefined;
    for (const one of asked.values()) this.house.takeIn(one, { isForgotten: true });
  }
}

const WAITS_FOR_PEOPLE: ReadonlySet<string> = new Set(['integrity_hold', 'unverifiable']);
/** A person has it before their eyes, or has decided about it. */
const SEEN: ReadonlySet<string> = new Set([...WAITS_FOR_PEOPLE, 'late_success', 'failed']);

const FAULTS: readonly Fault[] = [
  { kind: 'refuse_connection' },
  { kind: 'pre_accept_5xx' },
  { kind: 'truncated_body' },
  { kind: 'html_200' },
  { kind: 'throttle', retryAfterS: 7 },
  { kind: 'unauthorized' },
];
