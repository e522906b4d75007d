import { describe, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS, Scene, eachSeed } from './testing/scene.ts';
import { pawapayTestRail, waveTestRail } from './testing/test-rails.ts';
import { mtnTestRail } from './testing/test-rails.ts';
import { leaving } from './may-leave.ts';
import type { AttemptRow } from './attempt-row.ts';

const RAILS = [
  ['wave', waveTestRail],
  ['pawapay', pawapayTestRail],
] as const;

/** Paid over the rail and, by a mistake at the till, in cash as well: the order has 5,000 too much. */
async function paidTwice(scene: Scene): Promise<AttemptRow> {
  const row = await paid(scene);
  scene.order.cashMinor = scene.order.totalMinor;
  scene.order.isOverridden = true;
  return row;
}

async function paid(scene: Scene): Promise<AttemptRow> {
  const { id } = scene.house.ask(scene.order);
  await scene.approve();
  await scene.house.pass(5 * MINUTE_MS);
  const row = scene.house.store.get(id);
  if (row?.attempt.state !== 'succeeded') expect.fail('it is paid');
  return row;
}

/** The customer paid after cash had been taken in its place. */
async function late(scene: Scene): Promise<AttemptRow> {
  const { id } = scene.house.ask(scene.order);
  await scene.house.workDue();
  for (const one of scene.house.world.list()) scene.house.world.fail(one, 'REJECTED');
  await scene.house.pass(5 * MINUTE_MS);
  scene.house.takeCash(scene.order, { isOverride: true });
  for (const one of scene.house.world.list()) scene.house.world.succeedAfterAll(one);
  await scene.house.pass(2 * DAY_MS);
  const row = scene.house.store.get(id);
  if (row?.attempt.state !== 'late_success') expect.fail(`it came late, not ${row?.attempt.state}`);
  return row;
}

const stateOf = ({ house }: Scene, { id }: AttemptRow) => house.store.get(id)?.attempt.state;
/** What the customer really got back. */
const wentBack = ({ house }: Scene) => house.world.truth().reduce((sum, { reversedMinor }) => sum + reversedMinor, 0);

describe.each(RAILS)('[PAY-20] on %s, by twenty seeds each', (_name, rail) => {
  test('what was taken twice goes back over the rail, and the order is even', () =>
    eachSeed(rail, async (scene) => {
      const refund = scene.house.refund(await paidTwice(scene));
      await scene.house.pass(30 * MINUTE_MS);
      expect([stateOf(scene, refund), wentBack(scene), scene.house.dueOf(scene.order.id)]).toEqual([
        'succeeded',
        5_000,
        0,
      ]);
    }));

  test('what came late goes back, and the order stays paid by its cash', () =>
    eachSeed(rail, async (scene) => {
      const refund = scene.house.refund(await late(scene));
      await scene.house.pass(30 * MINUTE_MS);
      expect([stateOf(scene, refund), wentBack(scene), scene.house.dueOf(scene.order.id)]).toEqual([
        'succeeded',
        5_000,
        0,
      ]);
    }));

  test('S15: two managers give back at once: one refund leaves, the other is told that it is not due', () =>
    eachSeed(rail, async (scene) => {
      const row = await paidTwice(scene);
      const both = [scene.house.refund(row), scene.house.refund(row)];
      await Promise.all(both.map(({ id }) => scene.house.work(id)));
      await scene.house.pass(30 * MINUTE_MS);
      expect(new Set(both.map((one) => stateOf(scene, one)))).toEqual(new Set(['cancelled', 'succeeded']));
      expect([wentBack(scene), scene.house.dueOf(scene.order.id)]).toEqual([5_000, 0]);
    }));

  test('S15: one manager gives back over the rail, the other out of the drawer before it left: it does not leave', () =>
    eachSeed(rail, async (scene) => {
      const row = await late(scene);
      const refund = scene.house.refund(row);
      scene.house.store.handedBack.set(row.id, 5_000);
      await scene.house.pass(30 * MINUTE_MS);
      expect([stateOf(scene, refund), wentBack(scene)]).toEqual(['cancelled', 0]);
    }));

  test('the answer is lost: found by reads, and gone once', () =>
    eachSeed(rail, async (scene, seed) => {
      const row = await paidTwice(scene);
      const kinds = ['accept_then_timeout', 'accept_then_reset', 'refuse_connection', 'pre_accept_5xx'] as const;
      const kind = kinds[seed % kinds.length] ?? 'accept_then_timeout';
      scene.house.network.faults.arm({ operation: 'refund', fault: { kind }, times: 1 + (seed % 2) });
      const refund = scene.house.refund(row);
      await scene.house.pass(60 * MINUTE_MS);
      expect([stateOf(scene, refund), wentBack(scene)]).toEqual(['succeeded', 5_000]);
    }));

  test('S11: killed at each step of a refund: it goes once', () =>
    eachSeed(rail, async (scene, seed) => {
      const row = await paidTwice(scene);
      const refund = scene.house.refund(row);
      scene.house.stepsToLive = seed - 1;
      await scene.house.work(refund.id);
      await scene.house.pass(60 * MINUTE_MS);
      expect([stateOf(scene, refund), wentBack(scene)]).toEqual(['succeeded', 5_000]);
    }));

  test('S11: the server is put back to before the refund left, and a second one is asked for: it went once', () =>
    eachSeed(rail, async (scene) => {
      const { house } = scene;
      const row = await paidTwice(scene);
      const kept = house.store.snapshot();
      const refund = house.refund(row);
      await house.workDue();
      house.store.restore(kept, house.world.nowMs);
      for (const asked of house.asked.values()) house.takeIn(asked, { isForgotten: true });
      const second = house.refund(row);
      await house.pass(60 * MINUTE_MS);
      expect([stateOf(scene, refund), stateOf(scene, second), wentBack(scene)]).toEqual([
        'succeeded',
        'cancelled',
        5_000,
      ]);
    }));

  test('[SYN-21] the same, and whoever asked has no right any more: it is read before it is judged', () =>
    eachSeed(rail, async (scene) => {
      const { house } = scene;
      const row = await paidTwice(scene);
      const kept = house.store.snapshot();
      const refund = house.refund(row);
      await house.pass(5 * MINUTE_MS);
      house.store.restore(kept, house.world.nowMs);
      for (const asked of house.asked.values()) house.takeIn(asked, { isForgotten: true });
      house.mayRefund = false;
      await house.pass(60 * MINUTE_MS);
      expect([stateOf(scene, refund), wentBack(scene), house.dueOf(scene.order.id)]).toEqual(['succeeded', 5_000, 0]);
    }));

  test('whoever may not moves nothing, and the matter is a person’s again', () =>
    eachSeed(rail, async (scene) => {
      const row = await paidTwice(scene);
      scene.house.mayRefund = false;
      const refund = scene.house.refund(row);
      await scene.house.pass(MINUTE_MS);
      expect(scene.house.store.get(refund.id)?.attempt).toMatchObject({ state: 'rejected', failure: 'no_right' });
      expect(wentBack(scene)).toBe(0);
    }));

  test('of a payment of weeks ago, through a call that broke: it goes once, and is known to have gone', () =>
    eachSeed(rail, async (scene, seed) => {
      const row = await paidTwice(scene);
      await scene.house.pass(11 * DAY_MS);
      const kind = seed % 2 === 0 ? 'pre_accept_5xx' : 'accept_then_timeout';
      scene.house.network.faults.arm({ operation: 'refund', fault: { kind } });
      const refund = scene.house.refund(row);
      await scene.house.pass(60 * MINUTE_MS);
      expect([stateOf(scene, refund), wentBack(scene)]).toEqual(['succeeded', 5_000]);
    }));

  test.each([
    ['lost its answer', true],
    ['was accepted', false],
  ])(
    'of a refund that %s nothing can be read for a week: it is a person’s matter, and takes its room',
    (_how, isLost) =>
      eachSeed(rail, async (scene) => {
        const row = await paidTwice(scene);
        const { faults } = scene.house.network;
        if (isLost) faults.arm({ operation: 'refund', fault: { kind: 'accept_then_timeout' } });
        const refund = scene.house.refund(row);
        await scene.house.work(refund.id);
        faults.arm({ operation: 'read', fault: { kind: 'pre_accept_5xx' }, times: 1_000_000 });
        await scene.house.pass(10 * DAY_MS);
        expect(scene.house.store.get(refund.id)?.attempt).toMatchObject({ state: 'expired', failure: 'unknown' });
        faults.clear();
        const second = scene.house.refund(row);
        await scene.house.pass(2 * DAY_MS);
        expect(['late_success', 'expired']).toContain(stateOf(scene, refund));
        expect([stateOf(scene, second) === 'succeeded', wentBack(scene)]).toEqual([false, 5_000]);
      }),
  );

  test('a house that was shut for eight days looks more than once', () =>
    eachSeed(rail, async (scene) => {
      const row = await paidTwice(scene);
      const { faults } = scene.house.network;
      faults.arm({ operation: 'refund', fault: { kind: 'accept_then_timeout' } });
      const refund = scene.house.refund(row);
      await scene.house.work(refund.id);
      scene.house.world.advance(8 * DAY_MS);
      faults.arm({ operation: 'read', fault: { kind: 'refuse_connection' }, times: 2 });
      await scene.house.work(refund.id);
      const second = scene.house.refund(row);
      await scene.house.pass(2 * DAY_MS);
      expect([stateOf(scene, refund), stateOf(scene, second), wentBack(scene)]).toEqual([
        'succeeded',
        'cancelled',
        5_000,
      ]);
    }));

  test('the account is switched off: nothing goes out over it either', () =>
    eachSeed(rail, async (scene) => {
      const row = await paidTwice(scene);
      scene.house.mayAsk = false;
      const refund = scene.house.refund(row);
      await scene.house.pass(5 * MINUTE_MS);
      expect([stateOf(scene, refund), wentBack(scene)]).toEqual(['rejected', 0]);
    }));

  test('the account is gone: a day later it is a person’s matter again', () =>
    eachSeed(rail, async (scene) => {
      const row = await paidTwice(scene);
      scene.house.hasAccount = false;
      const refund = scene.house.refund(row);
      await scene.house.pass(DAY_MS + 2 * 3_600_000);
      expect([stateOf(scene, refund), wentBack(scene)]).toEqual(['expired', 0]);
      scene.house.hasAccount = true;
    }));

  test('the account is gone when it may have left: a week later it is a person’s matter', () =>
    eachSeed(rail, async (scene) => {
      const row = await paidTwice(scene);
      scene.house.network.faults.arm({ operation: 'refund', fault: { kind: 'accept_then_timeout' } });
      const refund = scene.house.refund(row);
      await scene.house.work(refund.id);
      scene.house.hasAccount = false;
      await scene.house.pass(8 * DAY_MS);
      expect(scene.house.store.get(refund.id)?.attempt).toMatchObject({ state: 'expired', failure: 'unknown' });
      scene.house.hasAccount = true;
    }));

  test('late money that the operator takes back is there no more to be given', () =>
    eachSeed(rail, async (scene) => {
      const row = await late(scene);
      if (scene.house.rail.provider.id !== 'wave') return;
      for (const one of scene.house.world.list()) scene.house.world.reverse(one);
      await scene.house.pass(2 * DAY_MS);
      const refund = scene.house.refund(row);
      await scene.house.pass(5 * MINUTE_MS);
      expect([stateOf(scene, refund), wentBack(scene)]).toEqual(['cancelled', 5_000]);
    }));

  test('more than the order has too much does not go back, however much came', () =>
    eachSeed(rail, async (scene) => {
      const refund = scene.house.refund(await paid(scene));
      await scene.house.pass(30 * MINUTE_MS);
      expect([stateOf(scene, refund), wentBack(scene)]).toEqual(['cancelled', 0]);
    }));

  test('a payment that nobody knows of yet is waited for', () =>
    eachSeed(rail, async (scene) => {
      const row = scene.house.ask(scene.order);
      await scene.house.workDue();
      const refund = scene.house.refund(row);
      await scene.house.pass(MINUTE_MS);
      expect([stateOf(scene, refund), wentBack(scene)]).toEqual(['created', 0]);
      await scene.approve(MINUTE_MS);
      await scene.house.pass(10 * MINUTE_MS);
      expect(stateOf(scene, refund)).toBe('cancelled');
    }));

  test('the provider is away for a day: the refund is a person’s matter again, and does not leave later', () =>
    eachSeed(rail, async (scene) => {
      const row = await paidTwice(scene);
      scene.house.network.faults.arm({ operation: 'refund', fault: { kind: 'refuse_connection' }, times: 1_000_000 });
      const refund = scene.house.refund(row);
      await scene.house.pass(DAY_MS + 5 * MINUTE_MS);
      expect([stateOf(scene, refund), wentBack(scene)]).toEqual([expect.stringMatching(/failed|expired/), 0]);
    }));
});

describe('[PAY-20] parts of one payment on pawaPay', () => {
  test('two managers give back the same 2,000 of 5,000 at once: it goes once', () =>
    eachSeed(pawapayTestRail, async (scene) => {
      const row = await paid(scene);
      Object.assign(scene.order, { cashMinor: 2_000, isOverridden: true });
      const both = [scene.house.refund(row, 2_000), scene.house.refund(row, 2_000)];
      await Promise.all(both.map(({ id }) => scene.house.work(id)));
      await scene.house.pass(30 * MINUTE_MS);
      expect([new Set(both.map((one) => stateOf(scene, one))), wentBack(scene)]).toEqual([
        new Set(['cancelled', 'succeeded']),
        2_000,
      ]);
    }));

  test('ablation: without the ceiling it goes twice', async () => {
    const scene = new Scene(pawapayTestRail(), 1, { refunds: 'any' });
    const row = await paid(scene);
    Object.assign(scene.order, { cashMinor: 2_000, isOverridden: true });
    const [first, second] = [scene.house.refund(row, 2_000), scene.house.refund(row, 2_000)];
    await scene.house.work(first.id);
    scene.house.world.advance(60_000);
    await scene.house.work(second.id);
    await scene.house.pass(30 * MINUTE_MS);
    expect(wentBack(scene)).toBe(4_000);
  });

  test('two parts, one after the other, each by its own right', () =>
    eachSeed(pawapayTestRail, async (scene) => {
      const row = await paid(scene);
      Object.assign(scene.order, { cashMinor: 4_000, isOverridden: true });
      const both = [scene.house.refund(row, 1_500), scene.house.refund(row, 2_500)];
      await scene.house.pass(30 * MINUTE_MS);
      expect([both.map((one) => stateOf(scene, one)), wentBack(scene)]).toEqual([['succeeded', 'succeeded'], 4_000]);
    }));
});

test('[PAY-16] money of another currency does not go back as the house’s own', async () => {
  const scene = new Scene(pawapayTestRail(), 1);
  const payment = await paid(scene);
  const foreign = { ...payment, attempt: { ...payment.attempt, state: 'late_success', failure: 'currency' } } as const;
  const refund = scene.house.refund(payment);
  const order = {
    dueMinor: -5_000,
    rows: [foreign, refund],
    handedBack: new Map<string, number>(),
    deferred: undefined,
  };
  expect(leaving(refund, order)).toBe('not_due');
});

test('[PAY-17] a provider that sends nothing back at the moment is asked for money all the same', async () => {
  const scene = new Scene(waveTestRail(), 1);
  const { house } = scene;
  const orders = Array.from({ length: 12 }, () => house.openOrder(1_000));
  const paid = orders.map((order) => house.ask(order));
  await house.workDue();
  for (const one of house.world.list()) house.world.approve(one, '+2250700000001');
  await house.pass(3 * MINUTE_MS);
  for (const order of orders) Object.assign(order, { cashMinor: 1_000, isOverridden: true });
  house.network.faults.arm({ operation: 'refund', fault: { kind: 'pre_accept_5xx' }, times: 12 });
  for (const { id } of paid) await house.work(house.refund(house.store.get(id) ?? expect.fail('it is there')).id);
  const asked = house.ask(scene.order);
  await house.work(asked.id);
  expect(house.store.get(asked.id)?.attempt.state).toBe('action_required');
});

test('[PAY-20] a rail that gives nothing back refuses it before anything leaves', async () => {
  const scene = new Scene(mtnTestRail(), 1);
  const refund = scene.house.refund(await paidTwice(scene));
  await scene.house.pass(MINUTE_MS);
  expect(scene.house.store.get(refund.id)?.attempt).toMatchObject({
    state: 'rejected',
    failure: 'merchant_not_allowed',
  });
});
