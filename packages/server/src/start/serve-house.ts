import type { FastifyInstance } from 'fastify';
import type { SyncStore } from '../db/sync-store.ts';
import type { DatabasePool } from '../db/pool.ts';
import { enrolCopy } from '../enrolment/pg-copies.ts';
import { pgCredentials } from '../enrolment/pg-credentials.ts';
import { pgDeviceDesk } from '../enrolment/pg-device-desk.ts';
import { enrolDevice } from '../enrolment/pg-enrolment.ts';
import { pgExceptionReader } from '../exceptions/pg-exception-reader.ts';
import { metricsReader } from '../exceptions/read-metrics.ts';
import type { LogOptions } from '../http/app-deps.ts';
import { buildApp } from '../http/build-app.ts';
import { type Fanout, LocalFanout } from '../live/fanout.ts';
import { LiveHub } from '../live/live-hub.ts';
import { pokingStore } from '../live/poking-store.ts';
import { Tickets } from '../live/tickets.ts';
import type { Payments } from '../payments/open-payments.ts';
import { pgPushDesk } from '../push/pg-push-desk.ts';
import { isPublicEndpoint } from '../push/public-address.ts';

/** What serving needs besides the database. */
export type ServeOptions = {
  readonly origins: () => readonly string[];
  readonly webRoot: string | undefined;
  readonly log: LogOptions;
  /** **Units** ms since 1970. */
  readonly nowMs: () => number;
  /** How other server processes hear of commits, and this one of theirs; without it the server is alone. */
  readonly fanout?: Fanout;
  /** What opens `/api/metrics`; without it there is no such address. */
  readonly metricsToken?: string | undefined;
  /** The public half of the keys for web push; without it no device may ask for it. */
  readonly pushKey?: string;
  /** The queue of payments and who listens to providers. */
  readonly payments?: Pick<Payments, 'queue' | 'hear'>;
  /** Called after each commit, in whichever process it was. */
  readonly onCommit?: () => void;
};

/** The HTTP side on a database: every write is told to whoever listens, in each process. */
export function serveHouse(
  { pool, store }: { readonly pool: DatabasePool; readonly store: SyncStore },
  { fanout = new LocalFanout(), metricsToken, pushKey, payments, onCommit, ...options }: ServeOptions,
): Promise<FastifyInstance> {
  const { nowMs } = options;
  const hub = new LiveHub({ store, nowMs });
  fanout.subscribe((restaurant, at) => hub.committed(restaurant, at));
  const poking = pokingStore(store, (restaurant, at) => {
    fanout.publish(restaurant, at);
    onCommit?.();
  });
  const exceptions = pgExceptionReader(pool, nowMs);
  const credentials = pgCredentials(pool, nowMs);
  return buildApp({
    store: poking,
    credentials,
    devices: pgDeviceDesk({ pool, store: poking, forget: (hash) => credentials.forget(hash), nowMs }),
    enrolCopy: (device, claim) => enrolCopy(device, claim, { pool, store: poking, nowMs }),
    enrol: (request) => enrolDevice(request, { pool, store: poking, nowMs }),
    readOrdersDelta: (restaurant, request) => store.readOrdersDelta(restaurant, request),
    exceptions,
    payments,
    push:
      pushKey === undefined ? undefined : { publicKey: pushKey, isEndpoint: isPublicEndpoint, desk: pgPushDesk(pool) },
    metrics:
      metricsToken === undefined
        ? undefined
        : { token: metricsToken, read: metricsReader({ pool, exceptions, nowMs }) },
    hub,
    tickets: new Tickets(nowMs),
    isReady: async () => (await pool.query({ text: 'select 1 from restaurant_slugs limit 1' })).rowCount >= 0,
    ...options,
  });
}
