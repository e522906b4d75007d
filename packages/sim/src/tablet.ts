import { isOdd, SCHEMA, type Id, type Install, type Role } from '@resto360/domain';
import { sha256Hex, type DeviceKind, type SyncRequest } from '@resto360/sync';
import {
  Device,
  DeviceCrash,
  readAnswer,
  takeAnswer,
  type ExchangeOutcome,
  type Identity,
  type MemoryClientStore,
  type Transport,
} from '@resto360/sync/client';
import type { Random } from '@resto360/domain';
import type { Profile } from './profile.ts';

/** A request that waits for its answer. */
export type Waiting = {
  readonly request: SyncRequest;
  /** The disk of the app that asked. */
  readonly store: MemoryClientStore;
  readonly resolve: (reply: { status: number; body: unknown }) => void;
  readonly reject: (why: Error) => void;
  readonly outcome: Promise<ExchangeOutcome>;
};

/** A tablet of the day: its disk, its running app, its wrong clock, its people. */
export class Tablet {
  readonly name: string;
  store: MemoryClientStore;
  /** Who it is now: another install after it enrolled again. */
  identity: Identity;
  readonly roles: readonly Role[];
  readonly waiting = new Set<Waiting>();
  clockOffsetMs = 0;
  partitioned = false;
  /** A row of its disk was spoilt: its screen may be wrong until a digest has told. */
  isRotten = false;
  /** The schema of the build that runs on it. */
  schema: number = SCHEMA;
  /** Apps started so far: an answer to an earlier one reaches nobody. */
  device: Device;
  readonly #world: { nowMs: () => number; random: Random; profile: Profile };
  #posted: ((request: SyncRequest, resolve: Waiting['resolve'], reject: Waiting['reject']) => void) | undefined;

  constructor(
    name: string,
    store: MemoryClientStore,
    identity: Identity,
    roles: readonly Role[],
    world: { nowMs: () => number; random: Random; profile: Profile },
  ) {
    this.name = name;
    this.store = store;
    this.identity = identity;
    this.roles = roles;
    this.#world = world;
    this.device = this.#newDevice();
  }

  nowMs(): number {
    return Math.max(0, this.#world.nowMs() + this.clockOffsetMs);
  }

  /** The app is killed and started again: memory is gone, the disk stays. */
  async restart(): Promise<void> {
    for (const one of this.waiting) one.reject(new Error('the app was killed'));
    await this.drain();
    this.store.faults.crashBeforeCommit = false;
    this.store.faults.crashAfterCommit = false;
    this.device = this.#newDevice();
    await this.load();
  }

  /** Whether its disk takes nothing now. */
  get isFull(): boolean {
    return this.store.faults.quotaExceeded;
  }

  /** Another disk is put in, and the app starts on it. */
  async putBack(store: MemoryClientStore, identity: Identity): Promise<void> {
    for (const one of this.waiting) one.reject(new Error('the app was killed'));
    await this.drain();
    this.store = store;
    this.identity = identity;
    this.device = this.#newDevice();
    await this.load();
  }

  /** Fills the view with everything on the disk, closed orders and unborn rows too, so that every row can be watched. */
  async load(): Promise<void> {
    await this.device.load();
    const rows = await this.store.read((tx) => tx.list('rows'));
    for (const { collection, row } of rows) this.device.view.setRows(collection, [row]);
  }

  /** Starts an exchange and returns it once its request is on the way; undefined when it failed before. */
  async startExchange(): Promise<Waiting | undefined> {
    const posted = Promise.withResolvers<Omit<Waiting, 'outcome' | 'store'>>();
    this.#posted = (request, resolve, reject) => posted.resolve({ request, resolve, reject });
    const outcome = quiet(this.device.exchange());
    const letter = await Promise.race([posted.promise, outcome.then(() => undefined)]);
    if (!letter) return undefined;
    const waiting: Waiting = { ...letter, store: this.store, outcome };
    this.waiting.add(waiting);
    return waiting;
  }

  /**
   * An answer that this app no longer waits for reaches another tab of the same tablet: it writes it down by the same
   * rules, and this app reads the disk again.
   */
  async hearLate(
    { request, store }: Waiting,
    reply: { readonly status: number; readonly body: unknown },
  ): Promise<void> {
    const answer = reply.status === 200 ? readAnswer(reply.body) : undefined;
    if (!answer || store !== this.store) return;
    const { client: rules } = this.#world.profile;
    try {
      await takeAnswer(
        { store, nowMs: () => this.nowMs(), rules, hash: sha256Hex, isOdd: this.#isOdd() },
        request,
        answer,
      );
      await this.load();
    } catch (error) {
      if (!(error instanceof DeviceCrash)) throw error;
      await this.restart();
    }
  }

  /** Waits until every exchange that was answered or cut has been written down. */
  async drain(): Promise<void> {
    const all = [...this.waiting];
    this.waiting.clear();
    await Promise.all(all.map((one) => one.outcome));
  }

  #isOdd() {
    return this.identity.kind === 'kitchen' ? undefined : isOdd;
  }

  #newDevice(): Device {
    const transport: Transport = {
      post: (request) =>
        new Promise((resolve, reject) => {
          this.#posted?.(request, resolve, reject);
        }),
    };
    return new Device({
      isOdd: () => this.#isOdd(),
      store: this.store,
      transport,
      nowMs: () => this.nowMs(),
      randomBytes: (count) => this.#world.random.bytes(count),
      hash: sha256Hex,
      rules: { ...this.#world.profile.client, schema: this.schema },
      pageRows: this.#world.profile.faults.pageRows,
    });
  }
}

// A killed app's exchange ends nowhere.
async function quiet(outcome: Promise<ExchangeOutcome>): Promise<ExchangeOutcome> {
  try {
    return await outcome;
  } catch {
    return { kind: 'offline' };
  }
}

/** Who a tablet is: made by the enrolment of the day. */
export function identityOf(restaurant: Id<'restaurant'>, index: number, kind: DeviceKind): Identity {
  const install: Install = `S1M${String(index).padStart(7, '0')}`;
  return { restaurant, install, series: `${kind === 'kitchen' ? 'K' : 'T'}${index}`, kind, token: '' };
}
