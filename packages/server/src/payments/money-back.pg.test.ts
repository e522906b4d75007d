import type { Id } from '@resto360/domain';
import { SimNetwork, SimWorld } from '@resto360/payments/paysim';
import { waveTestRail, type TestRail } from '@resto360/payments/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPaymentHouse, startTestWorker, testAccounts, until } from '../testing/payment-scene.ts';
import { newTestId, openOrderRows, writeRows, type TestRows } from '../testing/write-rows.ts';
import { pgQueueDesk } from './queue-desk.ts';

let opened: Awaited<ReturnType<typeof openPaymentHouse>>;
beforeAll(async () => {
  opened = await openPaymentHouse();
});
afterAll(() => opened.close());

/** An order of 3,000 that was paid over Wave, by a house with a manager and a waiter. */
class Scene {
  readonly rail: TestRail = waveTestRail();
  readonly world = new SimWorld([this.rail.sim], 1, Date.now());
  readonly network = new SimNetwork(this.world);
  readonly accounts = testAccounts(opened);
  readonly order = newTestId();
  readonly payment = newTestId();
  readonly attempt = newTestId();
  readonly manager = newTestId();
  readonly waiter = newTestId();
  readonly restaurant: Id<'restaurant'>;

  private constructor(restaurant: Id<'restaurant'>) {
    this.restaurant = restaurant;
  }

  static async open(): Promise<Scene> {
    const scene = new Scene(await opened.house.addRestaurant());
    const { account, secrets } = scene.rail;
    const words = { rail: 'wave', name: 'Wave', position: 0, merchantCode: null, operators: [], webhookUrl: null };
    await scene.accounts.put(scene.restaurant, { ...account, ...words, id: 'wave-1', secrets });
    const person = { born: true, name: 'Awa', pinHash: 'x', active: true };
    const staff = [
      [scene.manager, { ...person, role: 'manager' }],
      [scene.waiter, { ...person, role: 'waiter' }],
    ] as const;
    await scene.write({ staff, ...openOrderRows(scene.order, 3_000) });
    const asked = { ...scene.about(), kind: 'checkout', install: 'T111111111', by: scene.waiter };
    await scene.write({ payment_requests: [[scene.attempt, asked]] });
    return scene;
  }

  about() {
    const { order, payment } = this;
    return { order, payment, rail: 'wave', amountMinor: 3_000, currency: 'XOF', at: Date.now() };
  }

  write(rows: TestRows): Promise<void> {
    return writeRows(opened.store, this.restaurant, rows, { treeOrders: [this.order] });
  }

  /** The same bill taken in cash as well. */
  takeCash(): Promise<void> {
    const money = { amountMinor: 3_000, tenderedMinor: 3_000, changeMinor: 0, currency: 'XOF' };
    const cash = { order: this.order, shift: newTestId(), method: 'cash', ...money, by: this.waiter, at: 1 };
    return this.write({ payments: [[newTestId(), cash]] });
  }

  async giveBack(by = this.manager, way: 'rail' | 'cash' = 'rail'): Promise<Id> {
    const id = newTestId();
    const said = {
      attempt: this.attempt,
      way,
      reason: 'payé deux fois',
      by,
      ...(way === 'cash' && { shift: newTestId() }),
    };
    await this.write({ attempt_refunds: [[id, { ...this.about(), ...said }]] });
    return id;
  }

  worker(owner: string) {
    return startTestWorker(opened, this, { owner, sweepMs: 200 });
  }

  /** Waits until tills are told that the customer is asked; the customer pays; waits until that is told. */
  async pay(): Promise<void> {
    expect(await this.until(this.attempt, 'action_required')).toBe('action_required');
    for (const one of this.world.list()) this.world.approve(one, '+2250700000001');
    expect(await this.until(this.attempt, 'succeeded')).toBe('succeeded');
  }

  async until(id: Id, ...states: readonly string[]): Promise<unknown> {
    const told = await until(
      () => this.told(id),
      (f) => states.includes(String(f?.['state'])),
    );
    return told?.['state'];
  }

  async told(id: Id): Promise<Readonly<Record<string, unknown>> | undefined> {
    return (await opened.store.rows(this.restaurant, 'payment_attempts')).find((row) => row.id === id)?.f;
  }

  get wentBackMinor(): number {
    return this.world.truth().reduce((sum, { reversedMinor }) => sum + reversedMinor, 0);
  }
}

async function played(play: (scene: Scene) => Promise<void>): Promise<void> {
  const scene = await Scene.open();
  const ends = [await scene.worker('one'), await scene.worker('two')];
  await scene.pay();
  await play(scene);
  for (const end of ends) await end();
  expect(opened.errors).toEqual([]);
}

describe('[PAY-20] money that goes back over its rail', () => {
  test('what was taken twice is sent back, told to the tills, and stands in the queue', () =>
    played(async (scene) => {
      await scene.takeCash();
      const refund = await scene.giveBack();
      expect(await scene.until(refund, 'succeeded')).toBe('succeeded');
      expect(scene.wentBackMinor).toBe(3_000);
      const [row] = (await queued(scene)).filter(({ kind }) => kind === 'refund');
      expect(row).toMatchObject({ id: refund, refund_of: scene.attempt, status: 'succeeded', accepted_minor: 3_000 });
    }));

  test('S15: two managers at once: it goes once, and both tills are told', () =>
    played(async (scene) => {
      await scene.takeCash();
      const refunds = await Promise.all([scene.giveBack(), scene.giveBack()]);
      const states = await Promise.all(refunds.map((id) => scene.until(id, 'succeeded', 'cancelled')));
      expect([new Set(states), scene.wentBackMinor]).toEqual([new Set(['cancelled', 'succeeded']), 3_000]);
    }));

  test('who may not give back moves nothing, and is told', () =>
    played(async (scene) => {
      await scene.takeCash();
      const refund = await scene.giveBack(scene.waiter);
      expect(await scene.until(refund, 'rejected')).toBe('rejected');
      expect([(await scene.told(refund))?.['failure'], scene.wentBackMinor]).toEqual(['no_right', 0]);
    }));

  test('of a bill that is only just paid nothing goes back', () =>
    played(async (scene) => {
      const refund = await scene.giveBack();
      expect(await scene.until(refund, 'cancelled')).toBe('cancelled');
      expect(scene.wentBackMinor).toBe(0);
    }));

  test('what was handed out of a drawer for it does not go back over the rail as well', () =>
    played(async (scene) => {
      await scene.takeCash();
      await scene.giveBack(scene.manager, 'cash');
      const refund = await scene.giveBack();
      expect(await scene.until(refund, 'cancelled')).toBe('cancelled');
      expect(scene.wentBackMinor).toBe(0);
    }));
});

const queued = ({ restaurant }: Scene) => {
  const { house, jobs } = opened;
  return pgQueueDesk({ pool: house.pool, jobs, nowMs: () => Date.now() }).list(restaurant, { limit: 9 });
};
