import { randomBytes } from 'node:crypto';
import type { Id } from '@resto360/domain';
import { callOverSim, SimNetwork, SimWorld } from '@resto360/payments/paysim';
import type { TestRail } from '@resto360/payments/testing';
import { createSyncStore, type SyncStore } from '../db/sync-store.ts';
import { withTransaction } from '../db/transaction.ts';
import { Accounts, tellRail } from '../payments/accounts.ts';
import { Jobs } from '../payments/jobs.ts';
import { startPaymentWorker, type PaymentWorkerDeps } from '../payments/payment-worker.ts';
import { providerOf } from '../payments/providers.ts';
import { queuePayments } from '../payments/queue-payments.ts';
import { SecretBox } from '../payments/secret-box.ts';
import { openTestStore, type TestStore } from './test-store.ts';
import { newTestId, openOrderRows, writeRows } from './write-rows.ts';

/** A database whose payments are worked on; `errors`: what was told in the log. Close it in `afterAll`. */
export type PaymentHouse = {
  readonly house: TestStore;
  readonly store: SyncStore;
  readonly jobs: Jobs;
  readonly errors: readonly unknown[];
  readonly close: () => Promise<void>;
};

/** Opens it. */
export async function openPaymentHouse(): Promise<PaymentHouse & { readonly onError: (error: unknown) => void }> {
  const house = await openTestStore();
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const jobs = new Jobs(house.database.appUrl, onError);
  const queue = { provider: providerOf, sendJobs: jobs.send, nowMs: () => Date.now(), onError };
  const store = createSyncStore(house.pool, { beforeCommit: queuePayments(queue) });
  const close = async () => {
    await jobs.stop();
    await house.close();
  };
  return { house, store, jobs, errors, onError, close };
}

type Opened = Awaited<ReturnType<typeof openPaymentHouse>>;

/** Whose payments are worked on, over which network. */
type Worked = {
  readonly restaurant: Id<'restaurant'>;
  readonly rail: TestRail;
  readonly network: SimNetwork;
  readonly accounts: Accounts;
};

/** A process that works on payments, over a scene's network; it takes those of every scene of the database. */
export function startTestWorker(
  { house, store, jobs, onError }: Opened,
  { restaurant, rail, network, accounts }: Worked,
  more: Partial<PaymentWorkerDeps> = {},
): Promise<() => Promise<void>> {
  return startPaymentWorker({
    pool: house.pool,
    store,
    jobs,
    accounts,
    provider: providerOf,
    http: callOverSim(network, new URL(rail.account.baseUrl).origin),
    listRestaurants: async () => [restaurant],
    log: { warn: onError },
    nowMs: () => Date.now(),
    random: () => 0,
    owner: `worker ${newTestId()}`,
    returnUrl: 'https://resto.example/paid',
    ...more,
  });
}

/** Accounts whose secrets lie in a box of this run. */
export const testAccounts = ({ house }: Opened): Accounts => new Accounts(house.pool, box, { mayPlay: true });

const box = new SecretBox({ name: 'test', bytes: randomBytes(32) });

/** A restaurant with one account over a rail that is called "money", and a clock that can be put on. **Units** ms. */
export class PaymentScene {
  readonly rail: TestRail;
  readonly restaurant: Id<'restaurant'>;
  readonly network: SimNetwork;
  readonly accounts: Accounts;
  aheadMs = 0;
  readonly #opened: Opened;

  private constructor(opened: Opened, rail: TestRail, restaurant: Id<'restaurant'>) {
    this.#opened = opened;
    this.rail = rail;
    this.restaurant = restaurant;
    this.accounts = testAccounts(opened);
    this.network = new SimNetwork(new SimWorld([rail.sim], 1, Date.now()));
  }

  static async open(opened: Opened, rail: TestRail, operators: readonly string[] = []): Promise<PaymentScene> {
    const scene = new PaymentScene(opened, rail, await opened.house.addRestaurant());
    const { account, secrets } = rail;
    const words = { ...MONEY, operators, merchantCode: null };
    await scene.accounts.put(scene.restaurant, { ...account, ...words, webhookUrl: null, secrets });
    await scene.tellRail(words);
    return scene;
  }

  readonly nowMs = () => Date.now() + this.aheadMs;

  /** Tells the tills of the rail, as a start does. */
  tellRail(words: { readonly operators: readonly string[]; readonly merchantCode: string | null }): Promise<void> {
    const { account, provider } = this.rail;
    const deps = { store: this.#opened.store, nowMs: this.nowMs };
    return tellRail(this.restaurant, { ...MONEY, ...words }, provider.capabilities(account), deps);
  }

  /** Requests as a till writes them, each with its order of 3,000. */
  async ask(count: number): Promise<void> {
    const { payer, operator } = this.rail;
    for (let asked = 0; asked < count; asked++) {
      const order = newTestId();
      const money = { order, payment: newTestId(), rail: MONEY.rail, amountMinor: 3_000, currency: 'XOF' };
      const from = { kind: 'push', install: 'T111111111', by: newTestId(), payer, operator, at: this.nowMs() };
      const rows = {
        ...openOrderRows(order, 3_000),
        payment_requests: [[newTestId(), { ...money, ...from }] as const],
      };
      await writeRows(this.#opened.store, this.restaurant, rows, { treeOrders: [order] });
    }
  }

  worker() {
    return startTestWorker(this.#opened, this, { nowMs: this.nowMs, dueMs: 50 });
  }

  send(text: string): Promise<unknown> {
    const { pool } = this.#opened.house;
    return withTransaction(pool, { mode: 'write', restaurantId: this.restaurant }, (transaction) =>
      transaction.query({ text, values: [this.restaurant] }),
    );
  }
}

const MONEY = { rail: 'money', name: 'Money', position: 0 };

/** Reads until it holds, ten seconds at most; then what was read last. */
export async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries++) {
    const value = await read();
    if (holds(value) || tries > 200) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
