import { assert, type Random } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import type { SimTransaction } from './node/paysim/sim-transaction.ts';
import { DAY_MS, MINUTE_MS, Scene, eachSeed } from './testing/scene.ts';
import { mtnTestRail, waveTestRail } from './testing/test-rails.ts';

describe('[PAY-19] S9: one wrong character, by twenty seeds each', () => {
  test('suggested, taken, proven: one capture, and nothing is suggested any more', () =>
    eachSeed(waveTestRail, async (scene) => {
      const { house, order } = scene;
      const { operatorTxnId } = paid(scene);
      const { id } = claimOn(scene, slipOf(operatorTxnId, scene.random));
      await house.pass(scene.random.below(30 * MINUTE_MS));
      expect(scene.states()).toEqual(['claimed']);
      expect(house.store.get(id)?.suggested).toEqual({ reference: operatorTxnId, atMs: expect.any(Number) });
      expect(house.dueOf(order.id)).toBe(5_000);
      expect(house.takeSuggested(id)).toBe(true);
      // By the wish alone nothing counts.
      expect([scene.states(), house.dueOf(order.id)]).toEqual([['claimed'], 5_000]);
      await house.workDue();
      expect([scene.states(), house.dueOf(order.id)]).toEqual([['verified'], 0]);
      expect(house.store.get(id)).toMatchObject({
        reference: operatorTxnId,
        providerTxnId: operatorTxnId,
        suggested: null,
      });
      expect(house.world.truth()).toHaveLength(1);
    }));

  test('taken while the money of the reference that was typed is being refused: the taken one is asked about', () =>
    eachSeed(waveTestRail, async (scene) => {
      const { house } = scene;
      const { operatorTxnId: meant } = paid(scene);
      const typed = slipOf(meant, scene.random);
      const { id } = claimOn(scene, typed);
      await house.pass(MINUTE_MS);
      Object.assign(paid(scene), { operatorTxnId: typed });
      const other = house.openOrder(5_000);
      await house.work(house.ask(other, { kind: 'claim', reference: typed, amountMinor: 5_000 }).id);
      const { store } = house;
      const save = store.save.bind(store);
      store.save = async (...args: Parameters<typeof save>) => {
        const saved = await save(...args);
        if (saved === 'taken') house.takeSuggested(id);
        return saved;
      };
      await house.work(id);
      store.save = save;
      await house.pass(10 * MINUTE_MS);
      expect(house.store.get(id)).toMatchObject({ reference: meant, attempt: { state: 'verified' } });
    }));

  test('its time is over: a person has it, takes what is suggested, and it is proven like a new one', () =>
    eachSeed(waveTestRail, async (scene) => {
      const { house, order } = scene;
      const { id } = claimOn(scene, slipOf(paid(scene).operatorTxnId, scene.random));
      await house.pass(4 * DAY_MS);
      expect(scene.states()).toEqual(['unverifiable']);
      house.network.faults.arm({ operation: 'read', fault: { kind: 'refuse_connection' } });
      expect(house.takeSuggested(id)).toBe(true);
      await house.pass(10 * MINUTE_MS);
      expect([scene.states(), house.dueOf(order.id)]).toEqual([['verified'], 0]);
    }));

  test('not taken: nothing is taken by itself, and it goes with the claim', () =>
    eachSeed(waveTestRail, async (scene) => {
      const { house, order } = scene;
      const { id } = claimOn(scene, slipOf(paid(scene).operatorTxnId, scene.random));
      await house.pass(2 * DAY_MS);
      expect([scene.states(), house.dueOf(order.id)]).toEqual([['claimed'], 5_000]);
      expect(house.decide(id, { kind: 'reject_claim' })).toBe(true);
      expect(house.store.get(id)?.suggested).toBeNull();
      await house.pass(DAY_MS);
      expect([scene.states(), house.store.get(id)?.suggested, house.takeSuggested(id)]).toEqual([
        ['failed'],
        null,
        false,
      ]);
    }));

  test('two receipts that are as near: nobody is shown one', () =>
    eachSeed(waveTestRail, async (scene) => {
      const { operatorTxnId } = paid(scene);
      const at = scene.random.below(operatorTxnId.length);
      Object.assign(paid(scene), { operatorTxnId: replaced(operatorTxnId, at, 'Y') });
      const { id } = claimOn(scene, replaced(operatorTxnId, at, 'X'));
      await scene.house.pass(10 * MINUTE_MS);
      expect([scene.states(), scene.house.store.get(id)?.suggested]).toEqual([['claimed'], null]);
    }));

  test('a receipt that counts for another is suggested to nobody, and no more once it counts', () =>
    eachSeed(waveTestRail, async (scene) => {
      const { house } = scene;
      const { operatorTxnId } = paid(scene);
      const early = claimOn(scene, slipOf(operatorTxnId, scene.random));
      await house.pass(MINUTE_MS);
      expect(house.store.get(early.id)?.suggested?.reference).toBe(operatorTxnId);
      const owner = claimOn(scene, operatorTxnId, house.openOrder(5_000));
      await house.work(owner.id);
      expect([house.store.get(owner.id)?.attempt.state, house.store.get(early.id)?.suggested]).toEqual([
        'verified',
        null,
      ]);
      const late = claimOn(scene, slipOf(operatorTxnId, scene.random), house.openOrder(5_000));
      await house.pass(10 * MINUTE_MS);
      expect([early, late].map(({ id }) => house.store.get(id)?.suggested)).toEqual([null, null]);
      expect(house.takeSuggested(early.id)).toBe(false);
    }));

  test('two claims are suggested one receipt, and both are taken: it counts once, and the other is told', () =>
    eachSeed(waveTestRail, async (scene) => {
      const { house } = scene;
      const { operatorTxnId } = paid(scene);
      const orders = [scene.order, house.openOrder(5_000)];
      const rows = orders.map((order) => claimOn(scene, slipOf(operatorTxnId, scene.random), order));
      await house.pass(MINUTE_MS);
      for (const { id } of rows) expect(house.takeSuggested(id)).toBe(true);
      await house.pass(5 * MINUTE_MS);
      const attempts = rows.map(({ id }) => house.store.get(id)?.attempt);
      expect(new Set(attempts.map((one) => one?.state))).toEqual(new Set(['unverifiable', 'verified']));
      expect(attempts.find((one) => one?.state === 'unverifiable')?.failure).toBe('reference_reused');
      expect(new Set(orders.map(({ id }) => house.dueOf(id)))).toEqual(new Set([0, 5_000]));
      expect(rows.map(({ id }) => house.store.get(id)?.suggested)).toEqual([null, null]);
    }));

  test('what was typed turns up after all, and counts for another: the claim is told so, and is suggested nothing', () =>
    eachSeed(waveTestRail, async (scene) => {
      const { house } = scene;
      const { operatorTxnId: other } = paid(scene);
      const typed = replaced(other, scene.random.below(other.length), 'X');
      const { id } = claimOn(scene, typed);
      await house.pass(MINUTE_MS);
      expect(house.store.get(id)?.suggested?.reference).toBe(other);
      Object.assign(paid(scene), { operatorTxnId: typed });
      await house.work(claimOn(scene, typed, house.openOrder(5_000)).id);
      await house.work(id);
      const told = { state: 'unverifiable', failure: 'reference_reused' };
      expect(house.store.get(id)).toMatchObject({ attempt: told, suggested: null });
    }));

  test('taken while the old reference is being asked about: what that told is no news, and the new one is asked about', async () => {
    let meanwhile: (() => void) | undefined;
    const rail = waveTestRail();
    const verifyReference: typeof rail.provider.verifyReference = async (asked, context) => {
      const outcome = await rail.provider.verifyReference?.(asked, context);
      assert(outcome, 'it proves references');
      meanwhile?.();
      return outcome;
    };
    await eachSeed(
      () => ({ ...rail, provider: { ...rail.provider, verifyReference } }),
      async (scene) => {
        const { house, order } = scene;
        const { id } = claimOn(scene, slipOf(paid(scene).operatorTxnId, scene.random));
        await house.pass(MINUTE_MS);
        meanwhile = () => {
          meanwhile = undefined;
          expect(house.takeSuggested(id)).toBe(true);
        };
        await house.work(id);
        expect(house.store.get(id)).toMatchObject({ attempt: { state: 'claimed' }, suggested: null });
        await house.workDue();
        expect([scene.states(), house.dueOf(order.id)]).toEqual([['verified'], 0]);
      },
    );
  });

  test('reads that fail take no suggestion away; one that finds it gone does', () =>
    eachSeed(waveTestRail, async (scene) => {
      const { house } = scene;
      const receipt = paid(scene);
      const { id } = claimOn(scene, slipOf(receipt.operatorTxnId, scene.random));
      await house.work(id);
      house.network.faults.arm({ operation: 'read', fault: { kind: 'accept_then_5xx' }, times: 1 });
      await house.work(id);
      expect(house.store.get(id)).toMatchObject({
        note: 'unreadable HTTP 502',
        suggested: { reference: receipt.operatorTxnId },
      });
      house.world.reverse(receipt);
      await house.work(id);
      expect(house.store.get(id)?.suggested).toBeNull();
    }));
});

test('[PAY-13] a rail that proves no references suggests none', async () => {
  const scene = new Scene(mtnTestRail(), 1);
  const { id } = claimOn(scene, '5550102030');
  await scene.house.workDue();
  expect([scene.states(), scene.house.store.get(id)?.suggested]).toEqual([['unverifiable'], null]);
});

function claimOn(scene: Scene, reference: string, order = scene.order) {
  return scene.house.ask(order, { kind: 'claim', reference, amountMinor: 5_000 });
}

function paid(scene: Scene): SimTransaction {
  const of = { rail: 'wave', merchant: 'wave-house', currency: 'XOF', payer: '+221770000001' } as const;
  return scene.house.world.pay({ ...of, amountMinor: 5_000 });
}

const replaced = (text: string, at: number, key: string): string => text.slice(0, at) + key + text.slice(at + 1);

/** One character wrong, as hands get it: another one, one too many, one too few. */
function slipOf(reference: string, random: Random): string {
  const at = random.below(reference.length);
  const slip = random.pick([replaced(reference, at, 'X'), replaced(reference, at, ''), replaced(reference, at, 'X0')]);
  assert(slip !== undefined, 'there is one');
  return slip;
}
