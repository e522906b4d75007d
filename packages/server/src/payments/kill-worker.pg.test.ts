import { ATTEMPT_RULES, Random, assert, capturedOf, isCounted, type AttemptRules, type Id } from '@resto360/domain';
import {
  Breaker,
  Orchestrator,
  ReadPace,
  SharedTokens,
  rowOf,
  type AttemptRow,
  type HttpCall,
} from '@resto360/payments';
import { callOverSim, SimNetwork, SimWorld } from '@resto360/payments/paysim';
import { HOUSE_START_MS, TEST_RAILS, waveTestRail, type TestRail } from '@resto360/payments/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction, type Transaction } from '../db/transaction.ts';
import { openTestStore, tappedPool, type TestStore } from '../testing/test-store.ts';
import { newTestId, openOrderRows, writeRows } from '../testing/write-rows.ts';
import { readOrderDue } from './order-due.ts';
import { PgAttemptStore } from './pg-attempt-store.ts';
import { insertRow } from './queue-payments.ts';
import { QUEUE_COLUMNS, attemptRowOf, type QueueRecord } from './queue-record.ts';

// A worker over PostgreSQL is killed between every two of its steps: before and after each COMMIT (of taking a row, of saying
// that a call leaves, of what it told, of giving the row back), and before and after each call to the provider. Orchestrator,
// store, adapters and the simulator's world are the real ones; the clock is the world's. Wake-ups are lost with the worker: what
// it left is found by the look at what is due.

let house: TestStore;
beforeAll(async () => {
  house = await openTestStore();
});
afterAll(() => house.close());

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
const TOTAL_MINOR = 5_000;
/** Some thousand runs in a row: on a machine that is busy with other work they are no failure. **Units** ms. */
const TIMEOUT_MS = 300_000;
/** Runs side by side: each has a restaurant and a world of its own. */
const AT_ONCE = 8;

class Killed extends Error {
  override readonly name = 'Killed';
}

/** Counts the steps of one worker, and kills it between two of them: after `stepsMax`, nothing of it goes on. */
class Life {
  steps = 0;
  readonly #stepsMax: number;

  constructor(stepsMax = Number.POSITIVE_INFINITY) {
    this.#stepsMax = stepsMax;
  }

  step(): void {
    if (this.steps >= this.#stepsMax) throw new Killed();
    this.steps += 1;
  }

  /** A pool whose transactions may not be committed, or committed and not answered: the line of the process is gone. */
  pool(pool: DatabasePool): DatabasePool {
    return tappedPool(pool, async (statement, send) => {
      if (statement.text !== 'commit') return send(statement);
      this.step();
      const answer = await send(statement);
      this.step();
      return answer;
    });
  }

  /** Calls that may not leave, or arrive and not be answered. */
  call(http: HttpCall): HttpCall {
    return async (request) => {
      this.step();
      const answer = await http(request);
      this.step();
      return answer;
    };
  }
}

/** How an attempt begins: money that is asked for, or a reference of a guest who paid by themselves. */
type Beginning = 'asked' | 'claimed';

/** `withinMs`: whoever is asked says yes within so long. */
type Course = { readonly seed: number; readonly withinMs?: number; readonly rules?: Partial<AttemptRules> };

/** One order of one house, paid over one rail. */
class Run {
  readonly world: SimWorld;
  readonly network: SimNetwork;
  readonly order = newTestId();
  /** A worker died when it had written down that the money call leaves, and before it left. */
  isUnsent = false;
  readonly #rules: AttemptRules;
  readonly #restaurant: Id<'restaurant'>;
  readonly #rail: TestRail;
  readonly #random: Random;
  readonly #store: PgAttemptStore;
  #workers = 0;

  private constructor(restaurant: Id<'restaurant'>, rail: TestRail, { seed, withinMs = 20_000, rules }: Course) {
    this.world = new SimWorld([rail.sim], seed, HOUSE_START_MS);
    this.world.crowd = { approves: 1, fails: 0, afterMs: [500, withinMs] };
    this.network = new SimNetwork(this.world);
    this.#rules = { ...ATTEMPT_RULES, ...rules };
    this.#restaurant = restaurant;
    this.#rail = rail;
    this.#random = new Random(seed + 7);
    this.#store = new PgAttemptStore(house.pool, restaurant, async () => {});
  }

  static async open(rail: TestRail, course: Course): Promise<Run> {
    const run = new Run(await house.addRestaurant(), rail, course);
    await writeRows(house.store, run.#restaurant, openOrderRows(run.order, TOTAL_MINOR));
    return run;
  }

  /** What a till asks for, or takes. */
  async begin(beginning: Beginning): Promise<void> {
    const { provider, account, payer, operator } = this.#rail;
    const can = provider.capabilities(account);
    const kind = beginning === 'claimed' ? 'claim' : can.flows.includes('push') ? 'push' : 'checkout';
    const asked = {
      id: newTestId(),
      restaurant: this.#restaurant,
      order: this.order,
      payment: newTestId(),
      kind,
    } as const;
    const over = { provider: provider.id, account: account.id, amountMinor: TOTAL_MINOR, currency: 'XOF' } as const;
    const by = { payer, operator, reference: beginning === 'claimed' ? this.#paidByThemselves() : null };
    const at = { createdAtMs: this.world.nowMs, validUntilMs: null, refundOf: null, isDeferred: false };
    const row = rowOf({ ...asked, ...over, ...by, ...at }, can, this.world.nowMs);
    await this.#inside((transaction) => insertRow(transaction, row, provider.id));
  }

  /** Works on what is due until every attempt has come to an end: one worker after the other, the last of whom lives. */
  async work(...lives: readonly Life[]): Promise<void> {
    const workers = [...lives, new Life()].map((life) => this.#worker(life));
    for (;;) {
      for (const id of await this.#store.listDue(this.world.nowMs, 10)) {
        const isAlive = await survives(mustFirst(workers).work(id));
        if (isAlive) continue;
        workers.shift();
        await this.#noteDeath(id);
      }
      const rows = await this.rows();
      if (rows.every(({ attempt: { state } }) => isCounted(state) || state === 'failed')) return;
      const nextMs = await this.#nextMs();
      assert(nextMs !== undefined, 'what waits is looked at again');
      this.world.advance(Math.max(1, nextMs - this.world.nowMs));
    }
  }

  /** Money calls that have arrived. */
  get moneyCalls(): number {
    return this.network.recorded.filter(({ operation }) => operation === 'money').length;
  }

  async rows(): Promise<AttemptRow[]> {
    const text = `select ${QUEUE_COLUMNS} from offline_payment_queue where restaurant_id = $1 order by id`;
    const values = [this.#restaurant];
    const found = await this.#inside((transaction) => transaction.query<QueueRecord>({ text, values }));
    return found.rows.map(attemptRowOf);
  }

  /** What the order owes beside its attempts, less what they have brought. **Units** minor. */
  async dueMinor(): Promise<number> {
    const due = await this.#inside((transaction) => readOrderDue(transaction, this.#restaurant, this.order));
    return due.attempts.reduce((sum, { attempt }) => sum - capturedOf(attempt), due.dueMinor);
  }

  #worker(life: Life): Orchestrator {
    const owner = `worker-${++this.#workers}`;
    const http = life.call(callOverSim(this.network, new URL(this.#rail.account.baseUrl).origin));
    return new Orchestrator({
      store: new PgAttemptStore(life.pool(house.pool), this.#restaurant, async () => {}),
      railOf: async () => ({ ...this.#rail, http, mayAsk: true }),
      mayLeave: async () => 'yes',
      // Of the process: who takes over begins without them.
      tokens: new SharedTokens(),
      breaker: new Breaker(),
      pace: new ReadPace(),
      nowMs: () => this.world.nowMs,
      random: () => this.#random.next(),
      owner,
      rules: this.#rules,
      returnUrl: 'https://resto.example/paid',
      onBug: (error) => {
        throw error;
      },
    });
  }

  /** What a dead worker holds is in nobody else's hands until its lease ends, whenever it died. */
  async #noteDeath(id: string): Promise<void> {
    const found = await this.#inside((transaction) =>
      transaction.query<{ readonly status: string; readonly isHeld: boolean }>({
        text: `select status, lease_owner is not null and lease_until > $3 as "isHeld" from offline_payment_queue
                where restaurant_id = $1 and id = $2`,
        values: [this.#restaurant, id, new Date(this.world.nowMs)],
      }),
    );
    const { status, isHeld } = mustFirst(found.rows);
    if (isHeld) expect(await this.#worker(new Life()).work(id)).toBe('held');
    this.isUnsent ||= status === 'submitting' && this.moneyCalls === 0;
  }

  async #nextMs(): Promise<number | undefined> {
    const found = await this.#inside((transaction) =>
      transaction.query<{ readonly at: Date | null }>({
        text: `select min(greatest(next_retry_at, lease_until)) as at
                 from offline_payment_queue where restaurant_id = $1 and next_retry_at is not null`,
        values: [this.#restaurant],
      }),
    );
    return found.rows[0]?.at?.getTime();
  }

  #paidByThemselves(): string {
    const money = {
      merchant: 'wave-house',
      amountMinor: TOTAL_MINOR,
      currency: 'XOF',
      payer: '+221770000001',
    } as const;
    return this.world.pay({ rail: 'wave', ...money }).operatorTxnId;
  }

  #inside<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return withTransaction(house.pool, { mode: 'write', restaurantId: this.#restaurant }, work);
  }
}

async function survives(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof Killed) return false;
    throw error;
  }
}

function mustFirst<T>([first]: readonly T[]): T {
  assert(first !== undefined, 'there is one');
  return first;
}

const CASES: readonly (readonly [name: string, rail: () => TestRail, beginning: Beginning])[] = [
  ...TEST_RAILS.map(([name, rail]) => [`money is asked for over ${name}`, rail, 'asked'] as const),
  ['a reference of Wave is claimed', waveTestRail, 'claimed'],
];

/** Paid, by workers who lived so long; a till asks again where nothing came of it. */
async function played(rail: TestRail, beginning: Beginning, course: Course, lives: readonly Life[]): Promise<Run> {
  const run = await Run.open(rail, course);
  await run.begin(beginning);
  await run.work(...lives);
  return run;
}

/** Each of them, some at a time. */
async function forEach<T>(all: readonly T[], run: (one: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < all.length; at += AT_ONCE) await Promise.all(all.slice(at, at + AT_ONCE).map(run));
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** The guest was debited once, it counts once for the order, and no money call left that was not on the disk before. */
async function expectPaidOnce(run: Run, where: string): Promise<void> {
  const rows = await run.rows();
  const counted = rows.filter(({ attempt }) => isCounted(attempt.state)).length;
  const written = rows.reduce((sum, { attempt }) => sum + attempt.sends, 0);
  const told = { where, debits: run.world.truth().length, counted, dueMinor: await run.dueMinor() };
  expect({ ...told, isWritten: run.moneyCalls <= written }).toEqual({ where, ...PAID_ONCE });
}

const PAID_ONCE = { debits: 1, counted: 1, dueMinor: 0, isWritten: true };

/** No money came, none went, and the order is paid by what a till asks for next. */
async function expectPaidNext(run: Run, where: string): Promise<void> {
  const failures = (await run.rows()).map(({ attempt }) => attempt.failure);
  expect([where, failures, run.world.truth()]).toEqual([where, ['never_received'], []]);
  await run.begin('asked');
  await run.work();
  await expectPaidOnce(run, where);
}

describe.each(CASES)('[PAY-11] %s, and its worker is killed', (_name, rail, beginning) => {
  const isResent = rail().provider.capabilities(rail().account).idempotency === 'client_id';

  test(
    'S11: between any two steps: another one takes over, and it is paid once',
    async () => {
      for (const seed of SEEDS) {
        const whole = new Life();
        await expectPaidOnce(await played(rail(), beginning, { seed }, [whole]), `seed ${seed}`);
        await forEach(upTo(whole.steps), async (steps) => {
          const where = `seed ${seed}, killed after ${steps} of ${whole.steps} steps`;
          const run = await played(rail(), beginning, { seed }, [new Life(steps)]);
          // Nobody knows that it never left: where the provider does not know our ids it is not sent a second time.
          if (run.isUnsent && !isResent) await expectPaidNext(run, where);
          else await expectPaidOnce(run, where);
        });
      }
    },
    TIMEOUT_MS,
  );

  test('S11: and who takes over is killed as well', async () => {
    await forEach(SEEDS, async (seed) => {
      const random = new Random(seed);
      const lives = [random.below(16), random.below(16)] as const;
      const run = await played(
        rail(),
        beginning,
        { seed },
        lives.map((steps) => new Life(steps)),
      );
      const where = `seed ${seed}, killed after ${lives.join(' and ')} steps`;
      if (run.isUnsent && run.world.truth().length === 0) await expectPaidNext(run, where);
      else await expectPaidOnce(run, where);
    });
  });
});

test('[PAY-10] these kills take money twice where a worker that died is taken for one that asked nobody', async () => {
  const debits: number[] = [];
  // The guest pays the page that they see, and Wave takes a second page from their hands only with the next read.
  await forEach(upTo(12), async (steps) => {
    const course = { seed: 1, withinMs: 1_000, rules: { crashes: 'from_scratch' } } as const;
    const run = await played(waveTestRail(), 'asked', course, [new Life(steps)]);
    run.world.advance(60_000);
    debits.push(run.world.truth().length);
  });
  expect(debits).toContain(2);
});
