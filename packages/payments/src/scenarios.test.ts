import { assert } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS, Scene, eachSeed } from './testing/scene.ts';
import { TEST_RAILS, mtnTestRail, pawapayTestRail, waveTestRail } from './testing/test-rails.ts';

describe.each(TEST_RAILS)('on %s, by twenty seeds each', (_name, rail) => {
  test('S1: asked, approved, paid', () =>
    eachSeed(rail, async (scene) => {
      scene.house.ask(scene.order);
      await scene.approve();
      await scene.house.pass(5 * MINUTE_MS);
      expect([scene.states(), scene.house.dueOf(scene.order.id)]).toEqual([['succeeded'], 0]);
    }));

  test('S2: the answer is lost, the customer approves: found by reads', () =>
    eachSeed(rail, async (scene) => {
      scene.breakMoneyCall({ kind: 'accept_then_timeout' });
      const { id } = scene.house.ask(scene.order);
      await scene.house.workDue();
      expect(scene.states()).toEqual(['unknown']);
      await scene.approve();
      await scene.house.pass(15 * MINUTE_MS);
      expect([scene.states(), scene.house.transactionsOf(id).length]).toEqual([['succeeded'], 1]);
    }));

  test('S3: the answer is lost, cash by a manager’s word: what can be paid no more is not, what comes goes back', () =>
    eachSeed(rail, async (scene) => {
      scene.breakMoneyCall({ kind: 'accept_then_timeout' });
      scene.house.ask(scene.order);
      await scene.house.workDue();
      scene.house.takeCash(scene.order, { isOverride: true });
      await scene.approve();
      await scene.house.pass(40 * MINUTE_MS);
      const isTakenBack = scene.house.rail.provider.capabilities(scene.house.rail.account).cancel;
      expect([scene.states(), scene.order.cashMinor]).toEqual([[isTakenBack ? 'expired' : 'late_success'], 5_000]);
      expect(scene.house.world.truth()).toHaveLength(isTakenBack ? 0 : 1);
    }));

  test('[PAY-12] S4: the request is under way for minutes; until then nothing else leaves for this order', () =>
    eachSeed(rail, async (scene) => {
      scene.breakMoneyCall({ kind: 'delayed_arrival', delayMs: 4 * MINUTE_MS }, 9);
      const first = scene.house.ask(scene.order);
      await scene.house.workDue();
      await scene.house.pass(MINUTE_MS);
      const second = scene.house.ask(scene.order);
      await scene.house.pass(MINUTE_MS);
      expect(scene.house.transactionsOf(second.id)).toEqual([]);
      await scene.house.pass(4 * MINUTE_MS);
      await scene.approve(MINUTE_MS);
      await scene.house.pass(5 * MINUTE_MS);
      expect(scene.house.store.get(first.id)?.attempt.state).toBe('succeeded');
      expect(scene.house.transactionsOf(second.id)).toEqual([]);
    }));

  test('S11: killed at each step between the row and the answer: the same outcome', () =>
    eachSeed(rail, async (scene, seed) => {
      const row = scene.house.ask(scene.order);
      scene.house.stepsToLive = seed;
      const isWhole = await scene.house.work(row.id);
      if (!isWhole) await scene.house.pass(2 * MINUTE_MS);
      await scene.approve(MINUTE_MS);
      await scene.house.pass(40 * MINUTE_MS);
      const paid = scene.house.world.truth().length;
      expect(scene.states()).toEqual([paid === 1 ? 'succeeded' : expect.stringMatching(/failed|expired/)]);
    }));

  test('S11: the server is put back to between the call and its answer: one debit', () =>
    eachSeed(rail, async (scene) => {
      const kept = scene.house.store.snapshot();
      scene.house.ask(scene.order);
      await scene.house.workDue();
      scene.house.store.restore(kept, scene.house.world.nowMs);
      for (const asked of scene.house.asked.values()) scene.house.takeIn(asked, { isForgotten: true });
      await scene.approve();
      await scene.house.pass(40 * MINUTE_MS);
      expect([scene.states(), scene.house.world.truth().length]).toEqual([['succeeded'], 1]);
    }));

  test('S14: the provider is away for six hours: nobody is asked when their food is cold', () =>
    eachSeed(rail, async (scene) => {
      scene.house.network.faults.arm({ fault: { kind: 'refuse_connection' }, times: 100_000 });
      scene.house.ask(scene.order);
      await scene.house.pass(6 * 60 * MINUTE_MS);
      scene.house.network.faults.clear();
      await scene.house.pass(60 * MINUTE_MS);
      expect([scene.states(), scene.house.world.list()]).toEqual([[expect.stringMatching(/failed|expired/)], []]);
    }));

  test('[PAY-16] another amount than was asked is held for a person', () =>
    eachSeed(rail, async (scene, seed) => {
      const amountMinor = [4_999, 5_001, 500_000][seed % 3] ?? 0;
      scene.breakMoneyCall({ kind: 'tell_other', amountMinor });
      scene.house.ask(scene.order);
      await scene.approve();
      await scene.house.pass(10 * MINUTE_MS);
      expect([scene.states(), scene.house.dueOf(scene.order.id)]).toEqual([['integrity_hold'], 5_000]);
    }));
});

describe('[PAY-15] two tills ask for the same money apart', () => {
  test.each(TEST_RAILS)('%s: one request leaves; when it is paid the other is not due', (_name, rail) =>
    eachSeed(rail, async (scene) => {
      scene.house.ask(scene.order);
      const second = scene.house.ask(scene.order);
      await scene.house.workDue();
      expect(scene.house.world.list()).toHaveLength(1);
      await scene.approve();
      await scene.house.pass(10 * MINUTE_MS);
      expect(scene.states().toSorted()).toEqual(['cancelled', 'succeeded']);
      expect(scene.house.store.get(second.id)?.attempt.failure).not.toBeNull();
    }),
  );
});

describe('claims on Wave', () => {
  test('a reference is proven by the list of what was received', () =>
    eachSeed(waveTestRail, async (scene) => {
      claimOn(scene, paidByThemselves(scene));
      await scene.house.pass(5 * MINUTE_MS);
      expect([scene.states(), scene.house.dueOf(scene.order.id)]).toEqual([['verified'], 0]);
    }));

  test('S8: two tills take one reference for two orders: it counts once, and the other is told', () =>
    eachSeed(waveTestRail, async (scene) => {
      const other = scene.house.openOrder(5_000);
      const reference = paidByThemselves(scene);
      const [first, second] = [claimOn(scene, reference), claimOn(scene, reference, other)];
      await scene.house.pass(5 * MINUTE_MS);
      const rows = [first, second].map(({ id }) => scene.house.store.get(id)?.attempt);
      expect(new Set(rows.map((row) => row?.state))).toEqual(new Set(['unverifiable', 'verified']));
      expect(rows.find((row) => row?.state === 'unverifiable')?.failure).toBe('reference_reused');
    }));

  test('S11: killed at each step of asking about a reference: proven all the same', () =>
    eachSeed(waveTestRail, async (scene, seed) => {
      const row = claimOn(scene, paidByThemselves(scene));
      scene.house.stepsToLive = seed % 10;
      await scene.house.work(row.id);
      await scene.house.pass(5 * MINUTE_MS);
      expect(scene.states()).toEqual(['verified']);
    }));

  test('S9: one wrong character: not found, and looked for until its time is over', () =>
    eachSeed(waveTestRail, async (scene) => {
      claimOn(scene, `${paidByThemselves(scene)}X`);
      await scene.house.pass(DAY_MS);
      expect(scene.states()).toEqual(['claimed']);
      await scene.house.pass(3 * DAY_MS);
      expect([scene.states(), scene.house.dueOf(scene.order.id)]).toEqual([['unverifiable'], 5_000]);
    }));

  test('S10: paid 4,500 for 5,000: held for a person, who may take it as it is', () =>
    eachSeed(waveTestRail, async (scene) => {
      const row = claimOn(scene, paidByThemselves(scene, 4_500));
      await scene.house.pass(5 * MINUTE_MS);
      expect(scene.states()).toEqual(['integrity_hold']);
      expect(scene.house.decide(row.id, { kind: 'accept_amount', acceptedMinor: 4_500 })).toBe(true);
      expect(scene.house.dueOf(scene.order.id)).toBe(500);
    }));

  test('S18: taken back by the operator on the next day: the order owes again', () =>
    eachSeed(waveTestRail, async (scene) => {
      scene.house.ask(scene.order);
      await scene.approve();
      await scene.house.pass(10 * MINUTE_MS);
      expect(scene.house.dueOf(scene.order.id)).toBe(0);
      const [paid] = scene.house.world.list();
      if (paid) scene.house.world.reverse(paid);
      await scene.house.pass(2 * DAY_MS);
      expect([scene.states(), scene.house.dueOf(scene.order.id)]).toEqual([['succeeded'], 5_000]);
    }));

  test('S18: a proven reference that the operator takes back: the order owes again', () =>
    eachSeed(waveTestRail, async (scene) => {
      const { house, order } = scene;
      claimOn(scene, paidByThemselves(scene));
      await house.pass(10 * MINUTE_MS);
      expect([scene.states(), house.dueOf(order.id)]).toEqual([['verified'], 0]);
      house.world.reverse(mustFirst(house.world.list()));
      await house.pass(2 * DAY_MS);
      expect([scene.states(), house.dueOf(order.id)]).toEqual([['verified'], 5_000]);
    }));

  test('money that had gone back before is not let through by a person', () =>
    eachSeed(waveTestRail, async (scene) => {
      const { house } = scene;
      const reference = paidByThemselves(scene);
      house.world.reverse(mustFirst(house.world.list()));
      const row = claimOn(scene, reference);
      await house.pass(10 * MINUTE_MS);
      expect(house.store.get(row.id)?.attempt).toMatchObject({ state: 'integrity_hold', failure: 'reversed' });
      expect(house.decide(row.id, { kind: 'accept_amount', acceptedMinor: 5_000 })).toBe(false);
    }));

  test('a wrong claim does not take the money from the right one', () =>
    eachSeed(waveTestRail, async (scene) => {
      const { house, order } = scene;
      const reference = paidByThemselves(scene);
      const wrong = claimOn(scene, reference, house.openOrder(9_000), 9_000);
      await house.pass(10 * MINUTE_MS);
      claimOn(scene, reference);
      await house.pass(10 * MINUTE_MS);
      expect(house.store.get(wrong.id)?.attempt).toMatchObject({ state: 'integrity_hold', failure: 'amount' });
      expect([scene.states(), house.dueOf(order.id)]).toEqual([['verified'], 0]);
    }));

  test('a rail that proves no references leaves its claims to a person', async () => {
    const scene = new Scene(mtnTestRail(), 1);
    const row = claimOn(scene, '5550102030');
    await scene.house.workDue();
    expect(scene.states()).toEqual(['unverifiable']);
    expect(scene.house.decide(row.id, { kind: 'attest', acceptedMinor: 5_000 })).toBe(true);
    expect(scene.house.dueOf(scene.order.id)).toBe(0);
  });
});

test('S7: pushes that waited for a line: consents that ended ask nobody, an order paid meanwhile asks nobody', () =>
  eachSeed(mtnTestRail, async (scene) => {
    const { house } = scene;
    const orders = Array.from({ length: 5 }, () => house.openOrder(5_000));
    const asked = orders.map((order, index) => {
      const validUntilMs = house.world.nowMs + (index < 2 ? 10 : 30) * MINUTE_MS;
      return house.ask(order, { isDeferred: true, validUntilMs });
    });
    house.world.advance(20 * MINUTE_MS);
    if (orders[2]) house.takeCash(orders[2]);
    await house.workDue();
    const states = asked.map(({ id }) => house.store.get(id)?.attempt.state);
    expect(states.slice(0, 3)).toEqual(['consent_expired', 'consent_expired', 'cancelled']);
    // One at a time rings on one telephone.
    expect(house.world.list()).toHaveLength(1);
    house.world.approve(mustFirst(house.world.list()), '+2250700000001');
    await house.pass(5 * MINUTE_MS);
    expect(house.world.list()).toHaveLength(2);
  }));

test('[PAY-17] who says "too often" is well: the rail stays open, and all are asked', async () => {
  const { house } = new Scene(mtnTestRail(), 1);
  house.network.faults.arm({ operation: 'money', fault: { kind: 'throttle', retryAfterS: 1 }, times: 12 });
  const orders = Array.from({ length: 13 }, () => house.openOrder(5_000));
  for (const order of orders) house.ask(order);
  await house.pass(MINUTE_MS);
  expect(house.world.list()).toHaveLength(13);
});

test('[PAY-17] after an outage the first who waits looks whether somebody answers, and is asked', async () => {
  const { house } = new Scene(mtnTestRail(), 1);
  house.network.faults.arm({ operation: 'money', fault: { kind: 'pre_accept_5xx' }, times: 10 });
  for (const order of Array.from({ length: 10 }, () => house.openOrder(5_000))) {
    await house.work(house.ask(order).id);
  }
  const asked = house.ask(house.openOrder(5_000));
  await house.work(asked.id);
  expect(house.store.get(asked.id)).toMatchObject({ note: 'rail_closed' });
  house.world.advance(30_000);
  await house.work(asked.id);
  expect(house.store.get(asked.id)?.attempt.state).toBe('pending_customer');
});

test('S12: fifty requests when the token has ended: one call for a new one', () =>
  eachSeed(mtnTestRail, async ({ house }) => {
    const orders = Array.from({ length: 50 }, () => house.openOrder(5_000));
    const rows = orders.map((order) => house.ask(order));
    await Promise.all(rows.map(({ id }) => house.work(id)));
    expect(house.network.recorded.filter(({ operation }) => operation === 'token')).toHaveLength(1);
    expect(house.world.list()).toHaveLength(50);
  }));

test('S17: a deposit in reconciliation for a day stays awaited, and is paid when the provider knows', () => {
  let sim: ReturnType<typeof pawapayTestRail>['sim'];
  const rail = () => {
    const made = pawapayTestRail();
    sim = made.sim;
    return made;
  };
  return eachSeed(rail, async (scene) => {
    const { id } = scene.house.ask(scene.order);
    await scene.house.workDue();
    const [deposit] = scene.house.transactionsOf(id);
    if (!deposit) expect.fail('the deposit is there');
    sim.hold(deposit.id, 'IN_RECONCILIATION');
    scene.house.world.approve(deposit);
    await scene.house.pass(DAY_MS + scene.random.below(DAY_MS));
    expect(scene.states()).toEqual(['pending_customer']);
    sim.release(deposit.id, scene.house.world);
    await scene.house.pass(2 * DAY_MS);
    expect(scene.states()).toEqual(['succeeded']);
  });
});

test('F23: a provider says failed, and later paid: it has come late, and counts for nothing by itself', () =>
  eachSeed(mtnTestRail, async (scene) => {
    scene.house.ask(scene.order);
    await scene.house.workDue();
    const [push] = scene.house.world.list();
    if (!push) expect.fail('the push is there');
    scene.house.world.fail(push, 'APPROVAL_REJECTED');
    await scene.house.pass(5 * MINUTE_MS);
    expect(scene.states()).toEqual(['failed']);
    scene.house.world.succeedAfterAll(push);
    await scene.house.pass(2 * DAY_MS);
    expect([scene.states(), scene.house.dueOf(scene.order.id)]).toEqual([['late_success'], 5_000]);
  }));

function claimOn(scene: Scene, reference: string, order = scene.order, amountMinor = 5_000) {
  return scene.house.ask(order, { kind: 'claim', reference, amountMinor });
}
function paidByThemselves(scene: Scene, amountMinor = 5_000) {
  return scene.house.world.pay({
    rail: 'wave',
    merchant: 'wave-house',
    amountMinor,
    currency: 'XOF',
    payer: '+221770000001',
  }).operatorTxnId;
}
function mustFirst<T>([first]: readonly T[]): T {
  assert(first !== undefined, 'there is one');
  return first;
}
