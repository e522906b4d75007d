import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { SCHEMA, isId, makeStamp, refused, uuidV7, type Id, type Install } from '@resto360/domain';
import { CHAIN_START, scopeOf, type Chain, type DeviceKind } from '@resto360/sync';
import { MemoryServerStore, type ServerStore } from '@resto360/sync/server';
import { LiveHub } from '../live/live-hub.ts';
import { pokingStore } from '../live/poking-store.ts';
import type { LiveTiming } from '../live/room.ts';
import { Tickets } from '../live/tickets.ts';
import type { ExceptionReader } from '../exceptions/exception-reader.ts';
import type { DeviceDesk } from '../enrolment/device-desk.ts';
import type { DeviceIdentity } from '../enrolment/credentials.ts';
import { isPublicEndpoint } from '../push/public-address.ts';
import type { AppDeps, PushDeps } from './app-deps.ts';
import { buildApp } from './build-app.ts';

/** Two restaurants over a memory store, for tests of routes: a till and a kitchen screen in the first, a till in the second. */
export type TestHouse = {
  readonly app: FastifyInstance;
  readonly store: MemoryServerStore;
  readonly clock: { nowMs: number };
  readonly logged: string[];
  /** Tokens that open nothing any more. */
  readonly revoked: Set<string>;
  readonly mine: Id<'restaurant'>;
  readonly other: Id<'restaurant'>;
};

export const MINE: Id<'restaurant'> = '0190aaaa-0000-7000-8000-000000000001';
export const OTHER: Id<'restaurant'> = '0190aaaa-0000-7000-8000-000000000002';
export const TILL: Install = 'T111111111';
export const SECOND_TILL: Install = 'T333333333';
export const KITCHEN: Install = 'K111111111';
export const OFFICE: Install = 'B111111111';
export const OTHER_TILL: Install = 'T222222222';
export const ORIGIN = 'http://localhost:3600';

const DEVICES: Readonly<Record<string, DeviceIdentity>> = {
  'token-till': { restaurant: MINE, install: TILL, kind: 'pos' },
  'token-second': { restaurant: MINE, install: SECOND_TILL, kind: 'pos' },
  'token-kitchen': { restaurant: MINE, install: KITCHEN, kind: 'kitchen' },
  'token-office': { restaurant: MINE, install: OFFICE, kind: 'office' },
  'token-other': { restaurant: OTHER, install: OTHER_TILL, kind: 'pos' },
};
const KEYS: Readonly<Record<string, { restaurant: Id<'restaurant'> }>> = {
  'key-mine': { restaurant: MINE },
  'key-other': { restaurant: OTHER },
};

export async function openTestHouse(
  overrides: Partial<AppDeps> & { wrap?: (store: ServerStore) => ServerStore; timing?: Partial<LiveTiming> } = {},
): Promise<TestHouse> {
  const { wrap = (store: ServerStore) => store, timing, ...deps } = overrides;
  const store = new MemoryServerStore();
  for (const id of [MINE, OTHER]) store.addRestaurant(id);
  for (const { restaurant, install, kind } of Object.values(DEVICES)) store.addDevice(restaurant, { install, kind });
  const clock = { nowMs: Date.UTC(2026, 5, 1) };
  const nowMs = () => clock.nowMs;
  const hub = new LiveHub({ store, nowMs, ...(timing ? { timing } : {}) });
  const logged: string[] = [];
  const revoked = new Set<string>();
  const app = await buildApp({
    payments: undefined,
    store: pokingStore(wrap(store), (restaurant, at) => hub.committed(restaurant, at)),
    credentials: {
      device: async (token) => (revoked.has(token) ? undefined : DEVICES[token]),
      revokedDevice: async (token) => (revoked.has(token) ? DEVICES[token] : undefined),
      apiKey: async (key) => KEYS[key],
    },
    enrol: async () => refused('bad_code'),
    enrolCopy: async () => undefined,
    devices: emptyDesk(),
    readOrdersDelta: async (restaurant) => {
      const version = (await store.head(restaurant))?.head ?? 0;
      return { version, more: false, orders: [] };
    },
    exceptions: noExceptions(),
    push: { publicKey: 'the-public-key', isEndpoint: isPublicEndpoint, desk: noPushes() },
    metrics: undefined,
    hub,
    tickets: new Tickets(nowMs),
    origins: () => [ORIGIN],
    isReady: async () => true,
    nowMs,
    webRoot: undefined,
    log: { level: 'trace', stream: { write: (line) => void logged.push(line) } },
    ...deps,
  });
  return { app, store, clock, logged, revoked, mine: MINE, other: OTHER };
}

function noPushes(): PushDeps['desk'] {
  return { subscribe: async () => {}, unsubscribe: async () => {}, getAddress: async () => undefined };
}

function noExceptions(): ExceptionReader {
  return {
    notices: async () => ({ version: 0, more: false, notices: [] }),
    conflicts: async () => ({ version: 0, more: false, conflicts: [], names: new Map(), people: new Map() }),
    share: async (_restaurant, days) => ({ days, ops: 0, opened: 0, open: 0, share: null }),
  };
}

function emptyDesk(): DeviceDesk {
  return {
    report: async () => {},
    list: async () => [],
    revoke: async () => 'not_found',
    code: async (_restaurant, kind) => ({ code: 'ABCD1234', kind, expiresAt: 0 }),
  };
}

/** An op that opens an order, as a till writes it. */
export function openOrder(nowMs: number, id: Id = newId(nowMs)): Record<string, unknown> & { id: Id } {
  const staff = newId(nowMs);
  const fields = { born: true, openedBy: staff, openedAt: nowMs, kind: 'dine_in', currency: 'XOF' };
  const stamp = makeStamp(nowMs, 0, TILL);
  const changes = [['orders', newId(nowMs), fields]];
  return { id, stamp, kind: 'order.open', actor: staff, base: 0, schema: SCHEMA, changes };
}

export function newId(nowMs: number): Id {
  const id = uuidV7(nowMs, randomBytes(10));
  if (!isId(id)) throw new Error('a new id is an id');
  return id;
}

export function chainOf(ops: readonly unknown[], seq = 1, install: Install = TILL): Chain<unknown> {
  return { install, seq, prev: CHAIN_START, sig: null, ops };
}

/** The body of an exchange. */
export function exchangeBody(
  more: object = {},
  { restaurant = MINE, install = TILL }: { restaurant?: Id<'restaurant'>; install?: Install } = {},
): Record<string, unknown> {
  return { restaurant, install, lineage: 1, sentAt: 0, ...more };
}

export function pullOf(kind: DeviceKind, since = 0): object {
  return { pull: { since, scope: scopeOf(kind).hash, limit: 500 } };
}

export function bearer(secret: string): { authorization: string } {
  return { authorization: `Bearer ${secret}` };
}
