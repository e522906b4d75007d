import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'hdr-histogram-js';
import { Random, type Id } from '@resto360/domain';
import { DEMO_RESTAURANTS } from '@resto360/domain/demo';
import { SimFaults, type Fault, type Paysim } from '@resto360/payments/paysim';
import { Pool } from 'pg';
import { readConfig } from '../packages/server/src/config.ts';
import { silentLog } from '../packages/server/src/db/server-log.ts';
import { openPool, type DatabasePool } from '../packages/server/src/db/pool.ts';
import { createSyncStore } from '../packages/server/src/db/sync-store.ts';
import { createCode } from '../packages/server/src/enrolment/codes.ts';
import { enrolDevice } from '../packages/server/src/enrolment/pg-enrolment.ts';
import { openHouse } from '../packages/server/src/start/open-house.ts';
import { startServer } from '../packages/server/src/start/start-server.ts';
import { mark } from './mark.ts';
import { BenchTill, type Way } from './payments-devices.ts';

/** What a thousand payments that were queued offline come to. **Units** ms, payments a second, shares of 1. */
export type PaymentFigures = {
  readonly payments: number;
  readonly tills: number;
  readonly faultsMet: number;
  readonly perSecond: number;
  readonly settleP50Ms: number;
  readonly settleP95Ms: number;
  readonly settled: number;
  readonly waitingRightly: number;
  readonly stuck: number;
  readonly debits: number;
  /** Debits that count for their payment, of all debits. */
  readonly paymentSuccess: number;
  /** Calls to providers, by rail and what for. */
  readonly calls: Readonly<Record<string, number>>;
  readonly doubled: number;
  readonly phantom: number;
  /** Tills whose outbox is empty and who have read everything. */
  readonly syncSuccess: number;
};

const FAULT_SHARE = 0.1;
const SUCCESS_MIN = 0.995;
/** After so long what is not settled is counted as it stands. **Units** ms. */
const WAIT_MAX_MS = 240_000;

/** `npm run bench -- payments`: tills without a line queue payments over every rail, and come back together. */
export async function benchPayments(asJson: boolean, isSmall: boolean): Promise<void> {
  const size = isSmall ? { tills: 10, each: 4 } : { tills: 100, each: 10 };
  const figures = await measure(size);
  if (asJson) console.log(JSON.stringify(figures));
  else print(figures);
}

async function measure(size: { readonly tills: number; readonly each: number }): Promise<PaymentFigures> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'resto360-bench-payments-'));
  const config = { ...readConfig({ PORT: '0', LOG_LEVEL: 'warn' }), dataDir };
  let faults: RandomFaults | undefined;
  let appUrl = '';
  let adminUrl = '';
  const open: typeof openHouse = async (...args) => {
    const house = await openHouse(...args);
    ({ appUrl, adminUrl } = house.database);
    return house;
  };
  const server = await startServer(config, {
    open,
    logStream: { write: (line) => process.stderr.write(line) },
    onPaysim: (paysim) => {
      paysim.desk.world.crowd = { approves: 0.92, fails: 0.05, afterMs: [300, 3_000] };
      faults = new RandomFaults(7);
      Object.assign(paysim.desk.network, { faults });
      simulator = paysim;
    },
  });
  const pool = openPool(appUrl, { connectionsMax: 4, log: silentLog });
  const owner = new Pool({ connectionString: adminUrl, max: 2 });
  try {
    return await run(size, { pool, owner, url: `http://127.0.0.1:${server.port}`, faults });
  } finally {
    await owner.end();
    await pool.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

let simulator: Paysim | undefined;

/** One call in ten meets a fault of the catalogue. */
class RandomFaults extends SimFaults {
  readonly #random: Random;
  met = 0;
  isOn = false;

  constructor(seed: number) {
    super();
    this.#random = new Random(seed);
  }

  override meet(): Fault | undefined {
    if (!this.isOn || !this.#random.chance(FAULT_SHARE)) return undefined;
    this.met++;
    return this.#random.pick(FAULTS);
  }
}

const FAULTS: readonly Fault[] = [
  { kind: 'pre_accept_5xx' },
  { kind: 'accept_then_reset' },
  { kind: 'accept_then_5xx' },
  { kind: 'truncated_body' },
  { kind: 'html_200' },
  { kind: 'throttle', retryAfterS: 2 },
  { kind: 'unauthorized' },
  { kind: 'slow', delayMs: 1_500 },
];

type Around = {
  readonly pool: DatabasePool;
  readonly owner: Pool;
  readonly url: string;
  readonly faults: RandomFaults | undefined;
};

async function run(
  { tills: count, each }: { readonly tills: number; readonly each: number },
  around: Around,
): Promise<PaymentFigures> {
  const { owner, faults } = around;
  const house = DEMO_RESTAURANTS[0];
  if (!house) throw new Error('The demo has a house.');
  const random = new Random(11);
  console.error(`linking ${count} tills …`);
  const tills: BenchTill[] = [];
  for (let index = 0; index < count; index++) tills.push(await link(around, house.id, random));
  console.error(`${count * each} payments without a line …`);
  const paid = await queueAll(tills, each, random);
  if (faults) faults.isOn = true;
  const begun = Date.now();
  const drained = await Promise.all(tills.map((till) => till.drain()));
  console.error(`pushed in ${((Date.now() - begun) / 1_000).toFixed(1)} s; settling …`);
  await settle(owner, paid.overRails);
  const figures = await figuresOf(owner, begun);
  const syncSuccess = drained.filter(Boolean).length / drained.length;
  return { ...figures, payments: count * each, tills: count, faultsMet: faults?.met ?? 0, syncSuccess };
}

async function link({ pool, url }: Around, restaurant: Id<'restaurant'>, random: Random): Promise<BenchTill> {
  const { code } = await createCode(pool, restaurant, 'pos', () => Date.now());
  const deps = { pool, store: createSyncStore(pool), nowMs: () => Date.now() };
  const answer = await enrolDevice({ code, claim: randomBytes(16).toString('hex') }, deps);
  if (!answer.ok) throw new Error('a till could not be linked');
  const { install, series, kind, token, restaurant: of } = answer.value;
  const till = new BenchTill({ restaurant: of.id, install, series, kind, token }, url, random);
  await till.start();
  return till;
}

// Every rail in turn: of ten payments two in cash, two over Wave's page, two pushes each of MTN and Orange, two references.
async function queueAll(tills: readonly BenchTill[], each: number, random: Random) {
  let overRails = 0;
  for (const till of tills) {
    for (let index = 0; index < each; index++) {
      await till.serve((amountMinor) => {
        const way = wayOf(index % 5, amountMinor, random);
        if (way.kind !== 'cash') overRails++;
        return way;
      });
    }
  }
  return { overRails };
}

function wayOf(turn: number, amountMinor: number, random: Random): Way {
  const number = () => String(10_000_000 + random.below(89_999_999));
  if (turn === 0) return { kind: 'cash' };
  if (turn === 1) return { kind: 'checkout', rail: 'wave' };
  if (turn === 2) return { kind: 'push', rail: 'mtn', payer: `+22505${number()}` };
  if (turn === 3) return { kind: 'push', rail: 'pawapay', payer: `+22507${number()}`, operator: 'ORANGE_CIV' };
  const merchant = 'paysim-wave-wallet';
  const paid = simulator?.desk.world.pay({
    rail: 'wave',
    merchant,
    amountMinor,
    currency: 'XOF',
    payer: `+22101${number()}`,
  });
  return { kind: 'claim', rail: 'wave', reference: paid?.operatorTxnId ?? '' };
}

const OPEN =
  "('created', 'queued_offline', 'submitting', 'pending_customer', 'action_required', 'unknown', 'claimed', 'verifying')";

/** Waits until nothing moves any more but what waits for a customer who does not answer. */
async function settle(owner: Pool, expected: number): Promise<void> {
  const until = Date.now() + WAIT_MAX_MS;
  for (;;) {
    const { rows } = await owner.query<{ all: string; open: string; unknown: string }>(
      `select count(*) as all, count(*) filter (where status in ${OPEN}) as open,
              count(*) filter (where status = 'unknown') as unknown
         from offline_payment_queue`,
    );
    const [counts] = rows;
    const ignored = simulator?.desk.world.list().filter(({ state }) => state === 'pending').length ?? 0;
    if (counts && Number(counts.all) >= expected && Number(counts.open) - Number(counts.unknown) <= ignored) return;
    if (Date.now() > until) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

type QueueRow = {
  readonly id: string;
  readonly status: string;
  readonly amount_minor: string;
  readonly accepted_minor: string;
  readonly provider_txn: string | null;
  readonly provider_request: string;
  readonly settle_ms: string;
  readonly kind: string;
};

async function figuresOf(owner: Pool, begunMs: number) {
  const { rows } = await owner.query<QueueRow>(
    `select id, status, amount_minor, accepted_minor, provider_txn, provider_request, kind,
            extract(epoch from status_since) * 1000 - $1 as settle_ms from offline_payment_queue`,
    [begunMs],
  );
  const counted = new Set(['succeeded', 'verified']);
  const world = simulator?.desk.world;
  const debits = world?.truth() ?? [];
  const pending = new Set(
    world
      ?.list()
      .filter(({ state }) => state === 'pending')
      .flatMap(namesOf) ?? [],
  );
  const paid = rows.filter(({ status }) => counted.has(status));
  const settled = rows.filter(({ status }) => !OPEN.includes(`'${status}'`));
  const waiting = rows.filter((row) => !settled.includes(row));
  // At a customer who does not answer; or nobody knows yet, and its request may still be under way (PAY-12).
  const rightly = waiting.filter(
    ({ provider_request: request, status }) => pending.has(request) || status === 'unknown',
  );
  const byMoney = new Map(paid.map((row) => [row.provider_txn, row]));
  const known = debits.filter((debit) => byMoney.has(debit.operatorTxnId) || byMoney.has(debit.id));
  const histogram = build({ highestTrackableValue: 3_600_000 });
  for (const { settle_ms: ms } of settled) histogram.recordValue(Math.max(1, Math.round(Number(ms))));
  const lastMs = Math.max(1, ...settled.map(({ settle_ms: ms }) => Number(ms)));
  return {
    perSecond: (settled.length * 1_000) / lastMs,
    settleP50Ms: histogram.getValueAtPercentile(50),
    settleP95Ms: histogram.getValueAtPercentile(95),
    settled: settled.length,
    waitingRightly: rightly.length,
    stuck: waiting.length - rightly.length,
    debits: debits.length,
    paymentSuccess: debits.length === 0 ? 0 : known.length / debits.length,
    calls: callsOf(),
    doubled: paid.length - byMoney.size,
    phantom: paid.filter(
      (row) => !debits.some(({ operatorTxnId, id }) => [operatorTxnId, id].includes(row.provider_txn ?? '')),
    ).length,
  };
}

function callsOf(): Record<string, number> {
  const calls: Record<string, number> = {};
  for (const { rail, operation } of simulator?.desk.network.recorded ?? []) {
    calls[`${rail} ${operation}`] = (calls[`${rail} ${operation}`] ?? 0) + 1;
  }
  return calls;
}

const namesOf = ({ id, facts }: { readonly id: string; readonly facts: Readonly<Record<string, string>> }) => [
  id,
  ...Object.values(facts),
];

function print(figures: PaymentFigures): void {
  const { payments, tills, settled, waitingRightly, stuck, debits } = figures;
  console.log(`${payments} payments queued offline by ${tills} tills, ${figures.faultsMet} calls met a fault`);
  console.log(`settled ${settled}, rightly waiting ${waitingRightly}, stuck ${stuck} ${mark(stuck === 0)}`);
  console.log(
    `${figures.perSecond.toFixed(1)} a second; to settle p50 ${(figures.settleP50Ms / 1_000).toFixed(1)} s, p95 ${(figures.settleP95Ms / 1_000).toFixed(1)} s`,
  );
  console.log(
    `${debits} debits: success ${(figures.paymentSuccess * 100).toFixed(2)} % (at least 99.5) ${mark(figures.paymentSuccess >= SUCCESS_MIN)}`,
  );
  console.log(
    `doubled ${figures.doubled}, phantom ${figures.phantom} ${mark(figures.doubled + figures.phantom === 0)}`,
  );
  console.log(`sync success ${(figures.syncSuccess * 100).toFixed(1)} % (100) ${mark(figures.syncSuccess === 1)}`);
}
