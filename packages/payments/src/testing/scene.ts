import { Random, type AttemptRules } from '@resto360/domain';
import type { Fault } from '../node/paysim/sim-faults.ts';
import { moneyWrong } from './money-wrong.ts';
import { PayHouse, type HouseOrder, type TestRail } from './pay-house.ts';

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** A house with one order and a customer who answers within two minutes, or when they are asked to. */
export class Scene {
  readonly house: PayHouse;
  readonly order: HouseOrder;
  readonly random: Random;

  constructor(rail: TestRail, seed: number, rules: Partial<AttemptRules> = {}) {
    this.house = new PayHouse(rail, seed, rules);
    this.order = this.house.openOrder(5_000);
    this.random = new Random(seed);
  }

  breakMoneyCall(fault: Fault, times = 1): void {
    this.house.network.faults.arm({ operation: 'money', fault, times });
  }

  /** The customer of the newest request says yes, after a while that the seed chooses. */
  async approve(withinMs = 2 * MINUTE_MS): Promise<void> {
    await this.house.pass(this.random.below(withinMs));
    const pending = this.house.world.list().findLast(({ state }) => state === 'pending');
    if (pending) this.house.world.approve(pending, '+2250700000001');
  }

  states(): string[] {
    return this.house.attemptsOf(this.order.id).map(({ attempt }) => attempt.state);
  }

  async rest(): Promise<string[]> {
    this.house.network.faults.clear();
    await this.house.pass(9 * DAY_MS);
    return moneyWrong(this.house, { isAtRest: true });
  }
}

/** Plays a scene with twenty seeds, and asks at rest whether any money is wrong. */
export async function eachSeed(
  rail: () => TestRail,
  play: (scene: Scene, seed: number) => Promise<void>,
): Promise<void> {
  for (const seed of SEEDS) {
    const scene = new Scene(rail(), seed);
    await play(scene, seed);
    const wrong = [...(await scene.rest()), ...scene.house.bugs.map(String)];
    if (wrong.length > 0) throw new Error(`seed ${seed}: ${wrong.join(', ')}`);
  }
}
