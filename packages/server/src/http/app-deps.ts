import type { Id } from '@resto360/domain';
import type { ServerStore } from '@resto360/sync/server';
import type { OrdersDelta, OrdersDeltaRequest } from '../db/orders-delta.ts';
import type { Credentials, DeviceIdentity } from '../enrolment/credentials.ts';
import type { DeviceDesk } from '../enrolment/device-desk.ts';
import type { EnrolAnswer, Enrolled, EnrolRequest } from '../enrolment/enrolment.ts';
import type { ExceptionReader } from '../exceptions/exception-reader.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { Tickets } from '../live/tickets.ts';
import type { QueueDesk } from '../payments/queue-desk.ts';
import type { PushDesk } from '../push/push-desk.ts';
import type { HearProvider } from './webhook-route.ts';

/** Reads one page of orders for integrations; the store's own `readOrdersDelta`. */
export type ReadOrdersDelta = (restaurant: Id<'restaurant'>, request: OrdersDeltaRequest) => Promise<OrdersDelta>;

/** Everything the routes need; nothing below opens a door of its own. */
export type AppDeps = {
  readonly store: ServerStore;
  readonly credentials: Credentials;
  readonly enrol: (request: EnrolRequest) => Promise<EnrolAnswer>;
  /** Gives a copied tablet an install of its own; undefined when it asked too often. */
  readonly enrolCopy: (device: DeviceIdentity, claim: string) => Promise<Enrolled | undefined>;
  readonly devices: DeviceDesk;
  readonly readOrdersDelta: ReadOrdersDelta;
  readonly exceptions: ExceptionReader;
  readonly push: PushDeps | undefined;
  /** What has to be processed to get money over rails, and what providers call about it; undefined where no worker is. */
  readonly payments: { readonly queue: QueueDesk; readonly hear: HearProvider } | undefined;
  /** What the operator may read, and with which token; undefined where none is set. */
  readonly metrics: { readonly token: string; readonly read: () => Promise<string> } | undefined;
  readonly hub: LiveHub;
  readonly tickets: Tickets;
  /** The exact origins that may open the live channel, asked at each call (TEN-17). */
  readonly origins: () => readonly string[];
  /** Whether the database answers and is migrated. */
  readonly isReady: () => Promise<boolean>;
  /** **Units** ms since 1970. */
  readonly nowMs: () => number;
  /** Folder of the built app; undefined when there is none. */
  readonly webRoot: string | undefined;
  readonly log: LogOptions;
};

/** How much is logged, and where to when not to stdout. */
export type LogOptions = { readonly level: string; readonly stream?: { write(line: string): void } };

/** Web push: the public half of the server's keys, which addresses may be written to, and who subscribed. */
export type PushDeps = {
  readonly publicKey: string;
  readonly isEndpoint: (endpoint: string) => boolean;
  readonly desk: Pick<PushDesk, 'subscribe' | 'unsubscribe' | 'getAddress'>;
};
