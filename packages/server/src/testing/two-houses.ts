import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { assert, makeStamp, nameId, SCHEMA, type Id, type Install } from '@resto360/domain';
import { CHAIN_START, type DeviceKind } from '@resto360/sync';
import { putServerRows } from '@resto360/sync/server';
import { createSyncStore } from '../db/sync-store.ts';
import { withTransaction } from '../db/transaction.ts';
import { createApiKey } from '../enrolment/api-keys.ts';
import { createRestaurant } from '../enrolment/restaurants.ts';
import { hashSecret, newId, newSecret, SecretKind } from '../enrolment/secrets.ts';
import { Jobs } from '../payments/jobs.ts';
import { openPayments } from '../payments/open-payments.ts';
import { serveHouse } from '../start/serve-house.ts';
import { type Figures, noteCanary } from './canary-notes.ts';
import { fillWithCanary } from './canary-rows.ts';
import { openTestStore, type Tap, tappedPool, type TestStore } from './test-store.ts';

/** Where the page of these houses is. */
export const ORIGIN = 'http://localhost:3600';
/** What opens the metrics of the server, and no house. */
export const OPERATOR = 'operator-of-two-houses';
/** The same in both houses; `spare` is there to be revoked, and to have its ops carried. */
export const INSTALLS = {
  pos: 'T111111111',
  kitchen: 'K111111111',
  office: 'B111111111',
  spare: 'T222222222',
} as const;
/** Ids that both houses use, each for something of its own. */
export const SHARED = {
  ops: [1, 2, 3, 4].map(() => newId(Date.now())),
  order: newId(Date.now()),
  line: newId(Date.now()),
  payment: newId(Date.now()),
  item: newId(Date.now()),
  staff: newId(Date.now()),
  claim: newId(Date.now()),
} as const;
/** The one of {@link SHARED}'s ops that no release can apply. */
export const QUARANTINED: Id = SHARED.ops[3] ?? nameId('never');

/** One of the two: what opens it, the word that tells its things from the other's, and what only it has. */
export interface CanaryHouse {
  readonly id: Id<'restaurant'>;
  readonly canary: string;
  readonly tokens: Readonly<Record<keyof typeof INSTALLS, string>>;
  readonly key: string;
  readonly only: { readonly install: Install; readonly op: Id; readonly quarantined: Id };
  readonly figures: Figures;
}

/** Two houses with the same ids of everything, on one PostgreSQL behind one real app. */
export interface TwoHouses {
  readonly app: FastifyInstance;
  readonly house: TestStore;
  readonly both: readonly [CanaryHouse, CanaryHouse];
  /** `METHOD url` of every route that was registered. */
  readonly routes: readonly string[];
  close(): Promise<void>;
}

/** Opens them; close in `afterAll`. `tap`: a hand on each statement of the app. */
export async function openTwoHouses(tap?: Tap): Promise<TwoHouses> {
  const house = await openTestStore();
  const webRoot = mkdtempSync(join(tmpdir(), 'resto360-page-'));
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html>');
  const routes: string[] = [];
  const note = (message: unknown) => {
    (message as { fastify: FastifyInstance }).fastify.addHook('onRoute', ({ method, url }) => {
      routes.push(...[method].flat().map((one) => `${one} ${url}`));
    });
  };
  subscribe('fastify.initialization', note);
  const pool = tap ? tappedPool(house.pool, tap) : house.pool;
  const jobs = new Jobs(house.database.appUrl, () => {});
  const key = { name: 'test', bytes: Buffer.alloc(32, 1) };
  const app = await serveHouse(
    { pool, store: createSyncStore(pool) },
    {
      nowMs: () => Date.now(),
      origins: () => [ORIGIN],
      webRoot,
      metricsToken: OPERATOR,
      pushKey: 'public',
      payments: openPayments({ pool, jobs, key, nowMs: () => Date.now(), mayPlay: true }),
      log: { level: 'silent' },
    },
  );
  unsubscribe('fastify.initialization', note);
  const both = [await openOne(app, house, 'A'), await openOne(app, house, 'B')] as const;
  const close = async () => {
    await app.close();
    await jobs.stop();
    await house.close();
    rmSync(webRoot, { recursive: true, force: true });
  };
  return { app, house, both, routes: [...new Set(routes)], close };
}

async function openOne(app: FastifyInstance, house: TestStore, letter: 'A' | 'B'): Promise<CanaryHouse> {
  const id = newId(Date.now());
  const canary = `CANARY-${letter}`;
  const names = { slug: canary.toLowerCase(), name: canary, currency: 'XOF', timezone: 'Africa/Abidjan' };
  await createRestaurant(house.pool, { id, ...names });
  await fillWithCanary(house.store, id, canary);
  const only = { install: `T33333333${letter}`, op: newId(Date.now()), quarantined: newId(Date.now()) };
  const token = (name: keyof typeof INSTALLS) => enrolled(house, id, { install: INSTALLS[name], name: canary });
  await enrolled(house, id, { install: only.install, name: canary });
  const tokens = { pos: await token('pos'), kitchen: await token('kitchen'), office: await token('office') };
  const key = await createApiKey(house.pool, id, 'canary');
  const opened = { id, canary, tokens: { ...tokens, spare: await token('spare') }, only, key };
  await pushCanary(app, opened);
  return { ...opened, figures: await noteCanary(house, { id, canary, install: INSTALLS.pos }) };
}

const KINDS: Readonly<Record<string, DeviceKind>> = { T: 'pos', K: 'kitchen', B: 'office' };

/** A device with an id and a series that the other house gives to one of its own. */
async function enrolled(
  { pool, store }: TestStore,
  restaurantId: Id<'restaurant'>,
  { install, name }: { readonly install: Install; readonly name: string },
): Promise<string> {
  const token = newSecret(SecretKind.device, restaurantId);
  const [kind, series, id] = [KINDS[install[0] ?? ''] ?? 'pos', install.slice(0, 2), nameId(install)];
  await withTransaction(pool, { mode: 'write', restaurantId }, (transaction) =>
    transaction.query({
      text: `insert into devices (restaurant_id, install, device_id, kind, series, name, token_hash)
             values ($1, $2, $3, $4, $5, $6, $7)`,
      values: [restaurantId, install, id, kind, series, name, hashSecret(token)],
    }),
  );
  const f = { install, kind, series, name, revoked: 'no' };
  await putServerRows(restaurantId, 'devices', [{ id, f }], { store, nowMs: () => Date.now() });
  return token;
}

/** An evening in which every text says whose it is. The second house's ops bear the ids of the first's. */
async function pushCanary(app: FastifyInstance, house: Omit<CanaryHouse, 'figures'>): Promise<void> {
  const { canary, only } = house;
  const order = opened(canary);
  const { staff: by, item } = SHARED;
  const dish = { item, name: canary, unitPriceMinor: 1_000, taxBp: 0, taxIncluded: true, station: null, modifiers: [] };
  const line = {
    born: true,
    order: SHARED.order,
    addedBy: by,
    addedAt: 0,
    ...dish,
    quantity: 1,
    seat: null,
    note: canary,
  };
  const money = { method: 'cash', amountMinor: 1_000, tenderedMinor: 1_000, changeMinor: 0, currency: 'XOF' };
  const paid = { order: SHARED.order, bill: null, shift: SHARED.claim, ...money, by, at: 0 };
  const ops = [
    opOf(SHARED.ops[0], 'order.open', [['orders', SHARED.order, order]]),
    opOf(SHARED.ops[1], 'order.add_line', [['order_lines', SHARED.line, line]]),
    opOf(SHARED.ops[2], 'payment.take', [['payments', SHARED.payment, paid]]),
    { ...opOf(QUARANTINED, 'order.open', [['orders', newId(0), order]]), schema: 99 },
    opOf(only.op, 'order.describe', [['orders', SHARED.order, { note: canary }]]),
  ];
  const spoilt = { ...opOf(only.quarantined, 'order.open', [['orders', newId(0), order]]), schema: 99 };
  const chain = { seq: 1, prev: CHAIN_START, sig: null };
  const push = {
    chains: [
      { ...chain, install: INSTALLS.pos, ops },
      { ...chain, install: only.install, ops: [spoilt] },
    ],
  };
  const headers = { authorization: `Bearer ${house.tokens.pos}` };
  const payload = { restaurant: house.id, install: INSTALLS.pos, lineage: 1, sentAt: 0, push };
  const answer = await app.inject({ method: 'POST', url: '/api/sync', headers, payload });
  const { verdicts } = answer.json<{ push: { verdicts: Record<string, [string]> } }>().push;
  const words = [...ops, spoilt].map(({ id }) => verdicts[id]?.[0]);
  assert(words.join() === 'ok,ok,ok,quarantined,ok,quarantined', `each house has its own: ${answer.payload}`);
}

const opened = (label: string) => ({
  born: true,
  openedBy: SHARED.staff,
  openedAt: 0,
  kind: 'dine_in',
  currency: 'XOF',
  label,
});

/** An op as a till of either house writes it. */
export function opOf(id: Id | undefined, kind: string, changes: readonly unknown[]) {
  assert(id, 'an op has an id');
  const stamp = makeStamp(Date.now(), 0, INSTALLS.pos);
  return { id, stamp, kind, actor: SHARED.staff, base: 0, schema: SCHEMA, changes };
}
