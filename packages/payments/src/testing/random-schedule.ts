import { Random, hasMoney, isActive, type AttemptRules } from '@resto360/domain';
import type { Fault } from '../node/paysim/sim-faults.ts';
import { keptOf } from '../may-leave.ts';
import { moneyWrong } from './money-wrong.ts';
import { PayHouse, type HouseOrder, type TestRail } from './pay-house.ts';

/** What may happen in a schedule beside what always does. */
export type Schedule = {
  /** A manager takes cash beside an attempt that may still bring money. */
  readonly hasOverrides: boolean;
  /** Once, a provider says paid after it had said failed. */
  readonly hasAnomaly: boolean;
  /** The server is put back to an earlier state, and hears again from its tills. */
  readonly hasRestores: boolean;
  /**
   * The rest of what people and providers do: pushes for later, calls of the provider for whatever reason, late money that is
   * let count, and refunds that two people ask for.
   */
  readonly hasMore?: boolean;
};

const STEPS = 40;
const TOTAL_MINOR = 5_000;

/**
 * A day of one order from a seed: money asked for, calls lost, late and refused, workers killed, a customer who decides
 * as dice fall, people in a hurry. Afterwards everything heals and comes to rest.
 * Answers what was wrong with the money, at any step or at rest.
 */
export async function runSchedule(
  rail: TestRail,
  seed: number,
  { rules = {}, ...schedule }: Schedule & { readonly rules?: Partial<AttemptRules> },
): Promise<readonly string[]> {
  const day = new Day(new PayHouse(rail, seed, rules), seed, schedule);
  for (let step = 0; step < STEPS; step++) {
    await day.step();
    const wrong = moneyWrong(day.house, day);
    if (wrong.length > 0) return wrong;
  }
  await day.heal();
  return [...moneyWrong(day.house, { hasAnomaly: day.hasAnomaly, isAtRest: true }), ...day.house.bugs.map(String)];
}

class Day {
  readonly house: PayHouse;
  hasAnomaly = false;
  readonly #order: HouseOrder;
  readonly #random: Random;
  readonly #schedule: Schedule;
  #kept: ReturnType<PayHouse['store']['snapshot']> | undefined;

  constructor(house: PayHouse, seed: number, schedule: Schedule) {
    this.house = house;
    this.#order = house.openOrder(TOTAL_MINOR);
    this.#random = new Random(seed);
    this.#schedule = schedule;
  }

  async step(): Promise<void> {
    const choice = this.#random.weighted<() => Promise<void> | void>([
      [4, () => this.#ask()],
      [2, () => this.#cash()],
      [4, () => this.#break()],
      [10, () => this.#work()],
      [3, () => this.#kill()],
      [4, () => this.#wait(30_000)],
      [2, () => this.#wait(700_000)],
      [4, () => this.#customer()],
      [1, () => this.#cancel()],
      [this.#schedule.hasAnomaly && !this.hasAnomaly ? 2 : 0, () => this.#changeOfMind()],
      [this.#schedule.hasRestores ? 1 : 0, () => this.#restore()],
      [this.#schedule.hasMore === true ? 5 : 0, () => this.#more()],
    ]);
    await choice?.();
  }

  /** The line is whole again and nobody does anything more, for longer than anything is watched. */
  async heal(): Promise<void> {
    this.house.network.faults.clear();
    await this.house.pass(9 * 86_400_000);
  }

  #ask(): void {
    const { house } = this;
    const isBusy = house.attemptsOf(this.#order.id).some(({ attempt }) => isActive(attempt.state));
    // What a till asks for beside an active attempt is the server's to hold back: it cannot know of every other till.
    if (house.dueOf(this.#order.id) <= 0 || (isBusy && this.#random.chance(0.5))) return;
    if (house.attemptsOf(this.#order.id).length < 3) house.ask(this.#order);
  }

  #cash(): void {
    const { house } = this;
    if (house.dueOf(this.#order.id) <= 0) return;
    const isBusy = house.attemptsOf(this.#order.id).some(({ attempt }) => isActive(attempt.state));
    if (!isBusy) house.takeCash(this.#order);
    else if (this.#schedule.hasOverrides) house.takeCash(this.#order, { isOverride: true });
  }

  #break(): void {
    const { faults } = this.house.network;
    // The rare pair that only people's hands make likely: the first call is late, the second is refused (F27).
    if (this.#random.chance(0.25)) {
      faults.arm({ operation: 'money', fault: { kind: 'delayed_arrival', delayMs: 400_000 } });
      faults.arm({ operation: 'money', fault: { kind: 'reject' } });
      return;
    }
    const fault = this.#random.pick(FAULTS);
    if (!fault) return;
    const operation = this.#random.chance(0.7) ? 'money' : 'read';
    const isRefund = this.#schedule.hasMore === true && this.#random.chance(0.3);
    faults.arm({ operation: isRefund ? 'refund' : operation, fault });
  }

  #more(): void {
    const { house } = this;
    const row = this.#random.pick(house.attemptsOf(this.#order.id));
    const deed = this.#random.weighted<() => void>([
      [3, () => this.#refund()],
      [1, () => this.#handOut()],
      [1, () => Object.assign(house, { mayRefund: this.#random.chance(0.8) })],
      [1, () => this.#askLater()],
      [1, () => row && house.knock(row)],
      [1, () => row && house.decide(row.id, { kind: 'accept_amount', acceptedMinor: row.attempt.acceptedMinor })],
      [1, () => Object.assign(house, { isQuiet: this.#random.chance(0.3) })],
    ]);
    deed?.();
  }

  // Whatever somebody sees that may go back, and some of what may not: the server holds it.
  #refund(): void {
    const { house } = this;
    const rows = house.attemptsOf(this.#order.id);
    if (rows.filter(({ kind }) => kind === 'refund').length >= 3) return;
    const paid = this.#random.pick(rows.filter(({ kind, attempt }) => kind !== 'refund' && hasMoney(attempt.state)));
    if (paid) house.refund(paid, this.#random.chance(0.7) ? paid.amountMinor : 2_000);
  }

  // Cash for money that came late, by somebody who knows of no refund that is on its way.
  #handOut(): void {
    const { house } = this;
    const rows = house.attemptsOf(this.#order.id);
    const late = this.#random.pick(
      rows.filter(({ kind, attempt }) => kind !== 'refund' && attempt.state === 'late_success'),
    );
    const isGoing = rows.some(({ kind, attempt }) => kind === 'refund' && isActive(attempt.state));
    const { handedBack } = house.store;
    if (!late || isGoing) return;
    const leftMinor = keptOf(late, { rows, handedBack });
    if (leftMinor > 0) handedBack.set(late.id, (handedBack.get(late.id) ?? 0) + leftMinor);
  }

  #askLater(): void {
    const { house } = this;
    const { flows } = house.rail.provider.capabilities(house.rail.account);
    if (!flows.includes('push') || house.dueOf(this.#order.id) <= 0) return;
    const validUntilMs = house.world.nowMs + this.#random.between(60_000, 1_800_000);
    if (house.attemptsOf(this.#order.id).length < 4) house.ask(this.#order, { isDeferred: true, validUntilMs });
  }

  async #work(): Promise<void> {
    const due = await this.house.store.listDue(this.house.world.nowMs, 10);
    const id = this.#random.pick(due);
    if (id !== undefined) await this.house.work(id);
  }

  async #kill(): Promise<void> {
    this.house.stepsToLive = this.#random.below(14);
    await this.#work();
    this.house.stepsToLive = undefined;
  }

  #wait(maxMs: number): void {
    this.house.world.advance(this.#random.below(maxMs));
  }

  #customer(): void {
    const pending = this.house.world.list().filter(({ state }) => state === 'pending');
    const one = this.#random.pick(pending);
    if (!one) return;
    if (this.#random.chance(0.6)) this.house.world.approve(one, '+2250700000001');
    else this.house.world.fail(one, 'REJECTED');
  }

  #cancel(): void {
    const row = this.#random.pick(this.house.attemptsOf(this.#order.id));
    if (row) this.house.decide(row.id, { kind: 'cancel' });
  }

  #changeOfMind(): void {
    const failed = this.house.world.list().find(({ state }) => state === 'failed' || state === 'expired');
    if (!failed) return;
    this.hasAnomaly = true;
    this.house.world.succeedAfterAll(failed);
  }

  // Every till gives back what it had asked for; the server has forgotten what it did since.
  #restore(): void {
    const { store, asked } = this.house;
    if (!this.#kept || this.#random.chance(0.5)) {
      this.#kept = store.snapshot();
      return;
    }
    store.restore(this.#kept, this.house.world.nowMs);
    this.#kept = undefined;
    for (const one of asked.values()) this.house.takeIn(one, { isForgotten: true });
  }
}

// Nothing is under way for longer than the grace: that is what the grace is.
const FAULTS: readonly Fault[] = [
  { kind: 'refuse_connection' },
  { kind: 'pre_accept_5xx' },
  { kind: 'accept_then_timeout' },
  { kind: 'accept_then_reset' },
  { kind: 'accept_then_5xx' },
  { kind: 'truncated_body' },
  { kind: 'html_200' },
  { kind: 'delayed_arrival', delayMs: 20_000 },
  { kind: 'delayed_arrival', delayMs: 400_000 },
  { kind: 'throttle', retryAfterS: 7 },
  { kind: 'unauthorized' },
  { kind: 'reject' },
  { kind: 'slow', delayMs: 45_000 },
];
