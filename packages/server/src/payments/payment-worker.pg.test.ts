import { nameId, type Id } from '@resto360/domain';
import { SimNetwork, SimWorld } from '@resto360/payments/paysim';
import { waveTestRail, type TestRail } from '@resto360/payments/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSyncStore } from '../db/sync-store.ts';
import { withTransaction } from '../db/transaction.ts';
import { openPaymentHouse, startTestWorker, testAccounts, until } from '../testing/payment-scene.ts';
import { tappedPool } from '../testing/test-store.ts';
import { newTestId, openOrderRows, writeRows, type TestRows } from '../testing/write-rows.ts';
import { DUE_EVERY_MS, type PaymentWorkerDeps } from './payment-worker.ts';
import { pgQueueDesk } from './queue-desk.ts';

let opened: Awaited<ReturnType<typeof openPaymentHouse>>;
beforeAll(async () => {
  opened = await openPaymentHouse();
});
afterAll(() => opened.close());

/** A restaurant that can be paid over Wave, with an order of 3,000 on the table. */
class Scene {
  readonly rail: TestRail = waveTestRail();
  readonly world = new SimWorld([this.rail.sim], 1, Date.now());
  readonly network = new SimNetwork(this.world);
  readonly restaurant: Id<'restaurant'>;
  readonly order = newTestId();
  readonly accounts = testAccounts(opened);

  private constructor(restaurant: Id<'restaurant'>) {
    this.restaurant = restaurant;
  }

  static async open(): Promise<Scene> {
    const scene = new Scene(await opened.house.addRestaurant());
    const { account, secrets } = scene.rail;
    const words = { rail: 'wave', name: 'Wave', position: 0, merchantCode: null, operators: [], webhookUrl: null };
    await scene.accounts.put(scene.restaurant, {
      ...account,
      ...words,
      id: 'wave-1',
      secrets,
    });
    await scene.write(openOrderRows(scene.order, 3_000));
    return scene;
  }

  /** Rows as a till's op writes them. */
  write(rows: TestRows): Promise<void> {
    return writeRows(opened.store, this.restaurant, rows, { treeOrders: [this.order] });
  }

  async ask(amountMinor = 3_000): Promise<Id> {
    const id = newTestId();
    const asked = {
      order: this.order,
      payment: newTestId(),
      rail: 'wave',
      amountMinor,
      currency: 'XOF',
      at: Date.now(),
    };
    await this.write({
      payment_requests: [[id, { ...asked, kind: 'checkout', install: 'T111111111', by: newTestId() }]],
    });
    return id;
  }

  async claim(reference: string): Promise<Id> {
    const id = newTestId();
    const asked = {
      order: this.order,
      payment: newTestId(),
      rail: 'wave',
      amountMinor: 3_000,
      currency: 'XOF',
      at: Date.now(),
    };
    const typed = { reference, raw: reference, install: 'T111111111', by: newTestId() };
    await this.write({ claims: [[id, { ...asked, ...typed }]] });
    return id;
  }

  worker(owner: string, pace: Partial<PaymentWorkerDeps> = {}) {
    return startTestWorker(opened, this, { owner, sweepMs: 200, ...pace });
  }

  async queue() {
    return pgQueueDesk({ pool: opened.house.pool, jobs: opened.jobs, nowMs: () => Date.now() }).list(this.restaurant, {
      limit: 50,
    });
  }

  async told(attempt: Id): Promise<Readonly<Record<string, unknown>> | undefined> {
    const rows = await opened.store.rows(this.restaurant, 'payment_attempts');
    return rows.find(({ id }) => id === attempt)?.f;
  }
}

describe('a payment that a till asks for', () => {
  test('[PAY-11] is in the queue with its op, is asked, shown, paid, and told to the tills', async () => {
    const scene = await Scene.open();
    const attempt = await scene.ask();
    expect(await scene.queue()).toMatchObject([
      { id: attempt, status: 'created', amount_minor: 3_000, account: 'wave-1' },
    ]);
    const end = await scene.worker('one');
    const shown = await until(
      () => scene.told(attempt),
      (f) => f?.['state'] === 'action_required',
    );
    expect(shown?.['nextUrl']).toMatch(/^http/);
    const [session] = scene.world.list();
    if (session) scene.world.approve(session, '+2250700000001');
    const paid = await until(
      () => scene.told(attempt),
      (f) => f?.['state'] === 'succeeded',
    );
    await end();
    expect(paid).toMatchObject({ state: 'succeeded', acceptedMinor: 3_000, order: scene.order });
    expect(scene.world.truth()).toHaveLength(1);
    expect(opened.errors).toEqual([]);
  });

  test('[PAY-13] an account that is switched off is read for what has left, and asked for nothing more', async () => {
    const scene = await Scene.open();
    const attempt = await scene.ask(2_000);
    const end = await scene.worker('one');
    await until(
      () => scene.told(attempt),
      (f) => f?.['state'] === 'action_required',
    );
    await scene.accounts.switchOff(scene.restaurant, 'wave-1');
    const [session] = scene.world.list();
    if (session) scene.world.approve(session, '+2250700000001');
    const late = await scene.ask(1_000);
    await until(
      () => Promise.all([scene.told(attempt), scene.told(late)]),
      (told) => told[0]?.['state'] === 'succeeded' && told[1]?.['state'] === 'rejected',
    );
    await end();
    expect(await scene.told(attempt)).toMatchObject({ state: 'succeeded', acceptedMinor: 2_000 });
    expect(await scene.told(late)).toMatchObject({ state: 'rejected', failure: 'cancelled_by_merchant' });
    expect(scene.world.list()).toHaveLength(1);
  });

  test('[PAY-15] two tills ask for the same money: one request leaves', async () => {
    const scene = await Scene.open();
    const attempts = [await scene.ask(), await scene.ask()];
    const end = await scene.worker('one');
    await until(
      () => scene.queue(),
      (rows) => rows.some(({ note }) => note === 'other_attempt'),
    );
    await end();
    expect(scene.world.list()).toHaveLength(1);
    const notes = (await scene.queue()).map(({ note }) => note);
    expect(attempts).toHaveLength(2);
    expect(notes).toContain('other_attempt');
  });

  test('a reference that its guest shows is proven; the same for another payment is not', async () => {
    const scene = await Scene.open();
    const paid = {
      rail: 'wave',
      merchant: 'wave-house',
      amountMinor: 3_000,
      currency: 'XOF',
      payer: '+2250700000001',
    } as const;
    const { operatorTxnId } = scene.world.pay(paid);
    const first = await scene.claim(operatorTxnId);
    const end = await scene.worker('one');
    await until(
      () => scene.told(first),
      (f) => f?.['state'] === 'verified',
    );
    const second = await scene.claim(operatorTxnId);
    await until(
      () => scene.told(second),
      (f) => f?.['state'] === 'unverifiable',
    );
    await end();
    expect(await scene.told(first)).toMatchObject({ state: 'verified', acceptedMinor: 3_000 });
    expect(await scene.told(second)).toMatchObject({ state: 'unverifiable', failure: 'reference_reused' });
  });

  test('what was asked while nothing could be queued is found by the sweep', async () => {
    const scene = await Scene.open();
    const attempt = await scene.ask();
    await withTransaction(opened.house.pool, { mode: 'write', restaurantId: scene.restaurant }, (transaction) =>
      transaction.query({
        text: "update offline_payment_queue set status = 'created' where restaurant_id = $1",
        values: [scene.restaurant],
      }),
    );
    const admin = createSyncStore(opened.house.pool);
    const id = nameId(`late ${attempt}`);
    const asked = { order: scene.order, payment: id, rail: 'wave', amountMinor: 1, currency: 'XOF', at: Date.now() };
    await writeRows(admin, scene.restaurant, { payment_requests: [[id, { ...asked, kind: 'checkout' }]] });
    expect((await scene.queue()).map((row) => row.id)).not.toContain(id);
    const end = await scene.worker('one');
    const rows = await until(
      () => scene.queue(),
      (all) => all.some((row) => row.id === id),
    );
    await end();
    expect(rows.map((row) => row.id)).toContain(id);
  });

  test('[PAY-12] what a killed worker left is found by the look of each minute, not by the sweep', async () => {
    const scene = await Scene.open();
    const attempt = await scene.ask();
    await opened.house.pool.query({ text: "delete from pgboss.job where data ->> 'attempt' = $1", values: [attempt] });
    await withTransaction(opened.house.pool, { mode: 'write', restaurantId: scene.restaurant }, (transaction) =>
      transaction.query({
        text: `update offline_payment_queue
                  set lease_owner = 'killed', lease_until = now() - interval '1 minute',
                      next_retry_at = now() - interval '1 minute'
                where restaurant_id = $1`,
        values: [scene.restaurant],
      }),
    );
    // The rounds of the start, a sweep and a look, find no house: the next is a look's.
    let rounds = 0;
    const listRestaurants = async () => (++rounds <= 2 ? [] : [scene.restaurant]);
    const end = await scene.worker('another', { listRestaurants, sweepMs: 3_600_000, dueMs: 50 });
    const told = await until(
      () => scene.told(attempt),
      (f) => f?.['state'] === 'action_required',
    );
    await end();
    expect([told?.['state'], DUE_EVERY_MS]).toEqual(['action_required', 60_000]);
  });

  test('a house where nothing is due is asked one question and its rows are left alone', async () => {
    const scene = await Scene.open();
    const asked: string[] = [];
    const pool = tappedPool(opened.house.pool, (statement, send) => {
      asked.push(statement.name ?? statement.text);
      return send(statement);
    });
    const end = await scene.worker('idle', { pool, sweepMs: 3_600_000, dueMs: 50 });
    const looks = () => asked.filter((name) => name === 'payment_waiting').length;
    await until(
      async () => looks(),
      (count) => count >= 4,
    );
    await end();
    expect(asked.filter((name) => ['payment_due', 'payment_untold', 'payment_told'].includes(name))).toEqual([]);
  });
});
