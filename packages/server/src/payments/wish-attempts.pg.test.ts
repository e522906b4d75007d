import type { Id } from '@resto360/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSyncStore, type SyncStore } from '../db/sync-store.ts';
import { withTransaction, type Transaction } from '../db/transaction.ts';
import { openTestStore, type TestStore } from '../testing/test-store.ts';
import { newTestId, writeRows, type TestRows } from '../testing/write-rows.ts';
import { providerOf } from './providers.ts';
import { queueMissing, queuePayments, type QueueDeps } from './queue-payments.ts';

let house: TestStore;
let store: SyncStore;
let isAway = false;
const errors: unknown[] = [];
const deps: QueueDeps = {
  provider: providerOf,
  sendJobs: async () => {
    if (isAway) throw new Error('the queue of jobs is away');
  },
  nowMs: () => Date.now(),
  onError: (error) => errors.push(error),
};
beforeAll(async () => {
  house = await openTestStore();
  store = createSyncStore(house.pool, { beforeCommit: queuePayments(deps) });
});
afterAll(() => house.close());

/** A house with a manager, a waiter, and a guest who shows a reference for 3,000. */
class Scene {
  readonly restaurant: Id<'restaurant'>;
  readonly manager = newTestId();
  readonly waiter = newTestId();
  readonly claim = newTestId();
  readonly order = newTestId();

  private constructor(restaurant: Id<'restaurant'>) {
    this.restaurant = restaurant;
  }

  static async open(): Promise<Scene> {
    const scene = new Scene(await house.addRestaurant());
    const person = { born: true, name: 'Awa', pinHash: 'x', active: true };
    const staff = [
      [scene.manager, { ...person, role: 'manager' }],
      [scene.waiter, { ...person, role: 'waiter' }],
    ] as const;
    await scene.write({ staff });
    return scene;
  }

  write(rows: TestRows, ms?: number): Promise<void> {
    return writeRows(store, this.restaurant, rows, ms === undefined ? {} : { ms });
  }

  claims(ms?: number): Promise<void> {
    const asked = {
      order: this.order,
      payment: newTestId(),
      rail: 'wave',
      amountMinor: 3_000,
      currency: 'XOF',
      at: 1,
    };
    const typed = { reference: 'T1234', raw: 'T1234', install: 'T111111111', by: this.waiter };
    return this.write({ claims: [[this.claim, { ...asked, ...typed }]] }, ms);
  }

  async wishes(
    wish: string,
    by: Id = this.manager,
    approvedBy: Id | null = null,
    reason = 'seen on the phone',
  ): Promise<Id> {
    const id = newTestId();
    const f = {
      order: newTestId(),
      attempt: this.claim,
      wish,
      reason,
      by,
      approvedBy,
      at: Date.now(),
    };
    await this.write({ payment_wishes: [[id, f]] });
    return id;
  }

  sweep(): Promise<number> {
    return this.inside((transaction) => queueMissing(transaction, this.restaurant, deps));
  }

  /** The state of the claim, and what became of the wishes about it. */
  async told(): Promise<readonly unknown[]> {
    return this.inside(async (transaction) => {
      const values = [this.restaurant];
      const queued = await transaction.query<{ readonly status: string }>({
        text: "select status from offline_payment_queue where restaurant_id = $1 and kind = 'claim'",
        values,
      });
      const done = await transaction.query<{ readonly told: string }>({
        text: 'select told from payment_wishes_done where restaurant_id = $1 order by told',
        values,
      });
      return [queued.rows[0]?.status, done.rows.map(({ told }) => told)];
    });
  }

  move(status: string, more = 'version = version + 1'): Promise<unknown> {
    return this.inside((transaction) =>
      transaction.query({
        text: `update offline_payment_queue set status = $2, ${more} where restaurant_id = $1`,
        values: [this.restaurant, status],
      }),
    );
  }

  inside<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return withTransaction(house.pool, { mode: 'write', restaurantId: this.restaurant }, work);
  }
}

describe('[PAY-19] what people want of an attempt', () => {
  test('is a step of it, once', async () => {
    const scene = await Scene.open();
    await scene.claims();
    await scene.wishes('reject_claim');
    expect(await scene.told()).toEqual(['failed', ['applied']]);
    expect(await scene.sweep()).toBe(0);
  });

  test('waits for what it is about, and for a state that it fits: after a restore all of it comes at once', async () => {
    const scene = await Scene.open();
    await scene.wishes('attest');
    expect(await scene.told()).toEqual([undefined, []]);
    await scene.claims();
    await scene.sweep();
    expect(await scene.told()).toEqual(['claimed', []]);
    await scene.move('unverifiable');
    await scene.sweep();
    expect(await scene.told()).toEqual(['attested', ['applied']]);
  });

  test('is not lost with what fails beside it', async () => {
    const scene = await Scene.open();
    await scene.claims();
    isAway = true;
    await scene.wishes('reject_claim');
    isAway = false;
    expect(errors.splice(0)).toHaveLength(1);
    expect(await scene.told()).toEqual(['claimed', []]);
    await scene.sweep();
    expect(await scene.told()).toEqual(['failed', ['applied']]);
  });

  test('[TEN-15] moves money only by the word of somebody who answers for it', async () => {
    const scene = await Scene.open();
    await scene.claims();
    await scene.wishes('reject_claim', scene.waiter);
    expect(await scene.told()).toEqual(['claimed', ['no_right']]);
    await scene.wishes('reject_claim', scene.waiter, scene.manager);
    expect(await scene.told()).toEqual(['failed', ['applied', 'no_right']]);
  });

  test('comes too late for what has ended', async () => {
    const scene = await Scene.open();
    await scene.claims();
    await scene.move('verified');
    await scene.wishes('reject_claim');
    expect(await scene.told()).toEqual(['verified', ['too_late']]);
  });

  test('[PAY-20] late money that is on its way back is not let count; that which did not go is', async () => {
    const scene = await Scene.open();
    await scene.claims();
    await scene.move('late_success', 'accepted_minor = 3000');
    const refund = newTestId();
    const back = { order: scene.order, payment: newTestId(), attempt: scene.claim, way: 'rail', rail: 'wave' };
    const said = { amountMinor: 3_000, currency: 'XOF', reason: 'x', by: scene.manager, at: Date.now() };
    await scene.write({ attempt_refunds: [[refund, { ...back, ...said }]] });
    await scene.wishes('accept_amount');
    expect(await scene.told()).toEqual(['late_success', ['too_late']]);
    await scene.inside((transaction) =>
      transaction.query({
        text: "update offline_payment_queue set status = 'failed' where restaurant_id = $1 and id = $2",
        values: [scene.restaurant, refund],
      }),
    );
    await scene.wishes('accept_amount');
    expect(await scene.told()).toEqual(['succeeded', ['applied', 'too_late']]);
  });

  test('money that counts for another attempt meanwhile is not let through, and given back it is none', async () => {
    const scene = await Scene.open();
    await scene.claims();
    const money = {
      text: "update offline_payment_queue set provider_txn = 'txn', failure = 'amount' where restaurant_id = $1",
    };
    await scene.move('integrity_hold');
    await scene.inside((transaction) => transaction.query({ ...money, values: [scene.restaurant] }));
    await scene.inside((transaction) =>
      transaction.query({
        text: `insert into offline_payment_queue (restaurant_id, id, "order", payment, kind, rail, provider, account, amount_minor,
                 currency, asked_at, status, sends, ambiguous_sends, provider_request, version, status_since, provider_txn)
               select restaurant_id, gen_random_uuid(), "order", payment, kind, rail, provider, account, amount_minor, currency,
                 asked_at, 'verified', 0, 0, gen_random_uuid(), 1, now(), 'txn'
                 from offline_payment_queue where restaurant_id = $1`,
        values: [scene.restaurant],
      }),
    );
    const held = () =>
      scene.inside(async (transaction) => {
        const text = 'select status, failure from offline_payment_queue where restaurant_id = $1 and id = $2';
        return (await transaction.query({ text, values: [scene.restaurant, scene.claim] })).rows[0];
      });
    await scene.wishes('accept_amount');
    expect(await held()).toEqual({ status: 'integrity_hold', failure: 'reference_reused' });
    await scene.wishes('give_back');
    expect(await held()).toEqual({ status: 'failed', failure: 'reference_reused' });
  });
});

const SEEN = 'T_1234';
const takes = (scene: Scene, reference = SEEN) => scene.wishes('take_suggested', scene.waiter, null, reference);
const suggests = (scene: Scene, reference: string | null) =>
  scene.inside((transaction) =>
    transaction.query({
      text: `update offline_payment_queue set suggested = $2, suggested_at = case when $2::text is null then null else now() end,
               next_retry_at = now() + interval '1 hour', version = version + 1 where restaurant_id = $1`,
      values: [scene.restaurant, reference],
    }),
  );
const claimOf = async (scene: Scene) => {
  const text = `select q.status, q.reference, q.suggested, q.accepted_minor, q.next_retry_at <= now() as due,
                  q.valid_until > now() + interval '71 hours' as fresh, c.reference as typed,
                  (select e.told from payment_events e where e.restaurant_id = $1 order by e.version desc limit 1) as told
                  from offline_payment_queue q join claims c on c.restaurant_id = $1 and c.id = q.id where q.restaurant_id = $1`;
  const found = await scene.inside((transaction) => transaction.query({ text, values: [scene.restaurant] }));
  return found.rows[0];
};
const openSuggested = async (suggested: string | null = SEEN) => {
  const scene = await Scene.open();
  await scene.claims();
  await suggests(scene, suggested);
  return scene;
};
const taken = {
  reference: SEEN,
  suggested: null,
  accepted_minor: 0,
  due: true,
  fresh: true,
  typed: 'T1234',
  told: 'take_suggested (T_1234 for T1234)',
};

describe('[PAY-19] a person takes what is suggested', () => {
  test.each(['claimed', 'verifying', 'unverifiable'])(
    'of a claim that is %s: it has that reference and is asked about at once, nothing counts by it',
    async (status) => {
      const scene = await openSuggested();
      await scene.move(status);
      await takes(scene);
      expect(await claimOf(scene)).toEqual({ status: 'claimed', ...taken });
      expect(await scene.told()).toEqual(['claimed', ['applied']]);
      expect(await scene.sweep()).toBe(0);
    },
  );

  test('by a till that says another one than is suggested by now: nothing is taken', async () => {
    const scene = await openSuggested('T_9999');
    await takes(scene);
    expect(await claimOf(scene)).toMatchObject({ reference: 'T1234', suggested: 'T_9999', due: false });
    expect(await scene.told()).toEqual(['claimed', ['too_late']]);
  });

  test('before the server knows of it, as after a restore: it waits, and comes too late for a claim that has ended', async () => {
    const scene = await openSuggested(null);
    await takes(scene);
    expect(await scene.told()).toEqual(['claimed', []]);
    await suggests(scene, SEEN);
    await scene.sweep();
    expect(await claimOf(scene)).toEqual({ status: 'claimed', ...taken });
    await takes(scene);
    await scene.move('verified');
    await scene.sweep();
    expect(await scene.told()).toEqual(['verified', ['applied', 'too_late']]);
  });

  test('[TEN-15] only who may take cash', async () => {
    const scene = await openSuggested();
    const cook = newTestId();
    await scene.write({ staff: [[cook, { born: true, name: 'Ali', pinHash: 'x', active: true, role: 'cook' }]] });
    await scene.wishes('take_suggested', cook, null, SEEN);
    expect(await scene.told()).toEqual(['claimed', ['no_right']]);
    expect(await claimOf(scene)).toMatchObject({ reference: 'T1234', suggested: SEEN });
  });

  test('nothing is suggested of a claim that a person ends', async () => {
    const scene = await openSuggested();
    await scene.wishes('reject_claim');
    expect(await claimOf(scene)).toMatchObject({ status: 'failed', reference: 'T1234', suggested: null });
  });
});

test('[SYN-24] a request is as old as the till says by its corrected clock', async () => {
  const scene = await Scene.open();
  const ms = Date.now() - 1_000;
  await scene.claims(ms);
  const asked = await scene.inside((transaction) =>
    transaction.query<{ readonly asked_at: Date }>({
      text: 'select asked_at from offline_payment_queue where restaurant_id = $1',
      values: [scene.restaurant],
    }),
  );
  expect(asked.rows[0]?.asked_at.getTime()).toBe(ms);
});
