import type { Id } from '@resto360/domain';
import { callOverSim, SimNetwork, SimWorld, waveRail } from '@resto360/payments/paysim';
import { scopeOf } from '@resto360/sync';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSyncStore, type SyncStore } from '../db/sync-store.ts';
import { serveHouse } from '../start/serve-house.ts';
import { openTestStore, type TestStore } from '../testing/test-store.ts';
import { newTestId, openOrderRows, writeRows } from '../testing/write-rows.ts';
import { Jobs } from './jobs.ts';
import { openPayments } from './open-payments.ts';
import { startPaymentWorker } from './payment-worker.ts';
import { providerOf } from './providers.ts';
import { queuePayments } from './queue-payments.ts';

/** Secrets that are found again wherever they come to. */
const CANARIES = { apiKey: 'CANARY-api-key-5c1f', webhookSecret: 'CANARY-webhook-secret-9d2e' };
const MASTER = Buffer.from('CANARY-master-key-0123456789abcd', 'utf8');
const PHONE = '+2250788899911';

let house: TestStore;
let jobs: Jobs;
let store: SyncStore;
const lines: string[] = [];
const onError = (error: unknown) => lines.push(String(error));
const nowMs = () => Date.now();
beforeAll(async () => {
  house = await openTestStore();
  jobs = new Jobs(house.database.appUrl, (error) => lines.push(String(error)));
  store = createSyncStore(house.pool, {
    beforeCommit: queuePayments({ provider: providerOf, sendJobs: jobs.send, nowMs, onError }),
  });
});
afterAll(async () => {
  await jobs.stop();
  await house.close();
});

test('[TEN-20] no secret of a provider is in a log, in what devices read, or open in the database; no whole telephone in a log or an answer', async () => {
  const restaurant = await house.addRestaurant();
  const key = { name: 'canary', bytes: MASTER };
  const payments = openPayments({ pool: house.pool, jobs, key, nowMs: () => Date.now(), mayPlay: true });
  const origin = 'http://paysim.test';
  const options = { merchantId: 'canary', walletName: 'Chez Canari', currency: 'XOF', origin } as const;
  const world = new SimWorld([waveRail({ ...CANARIES, ...options })], 1, Date.now());
  const network = new SimNetwork(world);
  const account = { id: 'wave-1', rail: 'wave', name: 'Wave', provider: 'wave', country: 'CI', position: 0 };
  const reached = {
    environment: 'simulator',
    baseUrl: `${origin}/wave`,
    webhookUrl: null,
    merchantCode: null,
  } as const;
  const words = { settings: { walletName: 'Chez Canari' }, secrets: CANARIES, operators: [] };
  await payments.accounts.put(restaurant, { ...account, ...reached, ...words });
  const app = await serveHouse(
    { pool: house.pool, store },
    {
      nowMs: () => Date.now(),
      origins: () => [],
      webRoot: undefined,
      payments,
      log: { level: 'trace', stream: { write: (line) => void lines.push(line) } },
    },
  );
  const end = await startPaymentWorker({
    pool: house.pool,
    store,
    jobs,
    accounts: payments.accounts,
    provider: providerOf,
    http: callOverSim(network, origin),
    listRestaurants: async () => [restaurant],
    log: { warn: (message) => void lines.push(message) },
    nowMs: () => Date.now(),
    random: () => 0,
    owner: 'canary',
    returnUrl: 'https://resto.example/',
    sweepMs: 200,
  });
  // Every way in which a call goes wrong, and calls of a provider that are none.
  for (const kind of [
    'refuse_connection',
    'unauthorized',
    'accept_then_5xx',
    'html_200',
    'unauthorized',
    'reject',
  ] as const) {
    network.faults.arm({ fault: { kind } });
  }
  await ask(restaurant);
  const address = `/api/payments/webhooks/wave/${restaurant}~wave-1`;
  const forged = { 'content-type': 'application/json', 'wave-signature': `t=1,v1=${CANARIES.webhookSecret}` };
  const answers = [
    await app.inject({ method: 'POST', url: address, headers: forged, payload: '{"id":"EV","type":"x","data":{}}' }),
    await app.inject({ method: 'POST', url: `${address}x`, headers: forged, payload: '{' }),
  ];
  for (let tries = 0; network.recorded.length <= 6 && tries < 400; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await end();
  await app.close();
  expect(network.recorded.length).toBeGreaterThan(5);
  expect(lines.length).toBeGreaterThan(0);
  const page = await store.page(restaurant, { since: 0, collections: scopeOf('pos').collections, limit: 500 } as never);
  const texts = {
    logs: lines.join('\n'),
    answers: answers.map(({ body }) => body).join('\n'),
    devices: JSON.stringify(page),
    database: await everythingOf(restaurant),
  };
  for (const [where, text] of Object.entries(texts)) {
    for (const secret of [...Object.values(CANARIES), MASTER.toString('utf8')]) {
      expect([where, text.includes(secret)]).toEqual([where, false]);
    }
  }
  for (const where of ['logs', 'answers'] as const) expect(texts[where]).not.toContain(PHONE.slice(4));
  // What is looked for would be seen: the words beside the secrets are there.
  expect(texts.database).toContain('Chez Canari');
});

async function ask(restaurant: Id<'restaurant'>): Promise<void> {
  const order = newTestId();
  const asked = { order, payment: newTestId(), rail: 'wave', kind: 'checkout', amountMinor: 3_000, currency: 'XOF' };
  const told = { payer: PHONE, install: 'T111111111', by: newTestId(), at: Date.now() };
  const rows = { ...openOrderRows(order, 3_000), payment_requests: [[newTestId(), { ...asked, ...told }]] as const };
  await writeRows(store, restaurant, rows);
}

/** Every row of the payments' tables and of the jobs, as text. */
async function everythingOf(restaurant: Id<'restaurant'>): Promise<string> {
  const admin = new Client({ connectionString: house.database.adminUrl });
  await admin.connect();
  try {
    const tables = [
      'payment_accounts',
      'offline_payment_queue',
      'payment_events',
      'payment_webhooks',
      'payment_attempts',
    ];
    const rows: string[] = [];
    for (const table of tables) {
      const own = await admin.query<{ row: string }>(`select t::text as row from ${table} t where restaurant_id = $1`, [
        restaurant,
      ]);
      rows.push(...own.rows.map(({ row }) => row));
    }
    const jobs = await admin.query<{ row: string }>('select t::text as row from pgboss.job t');
    return [...rows, ...jobs.rows.map(({ row }) => row)].join('\n');
  } finally {
    await admin.end();
  }
}
