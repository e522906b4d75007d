import { MENU_COLLECTIONS, SCHEMA, makeStamp, type Id, type Role } from '@resto360/domain';
import { CHAIN_START, SERVER_INSTALL, sha256Hex, type SyncRequest } from '@resto360/sync';
import { MemoryClientStore, type Identity } from '@resto360/sync/client';
import {
  CrashError,
  MemoryServerStore,
  UnstorableError,
  applyOps,
  exchange,
  purgeHouse,
  replayWaiting,
  type ApplyDeps,
} from '@resto360/sync/server';
import { enrolAgain } from './enrol-again.ts';
import { HOUSE, houseOps } from './house.ts';
import { HUB, Hub } from './hub.ts';
import type { Profile } from './profile.ts';
import { Random } from '@resto360/domain';
import { takenInSuspense } from './suspense.ts';
import { Tablet, identityOf, type Waiting } from './tablet.ts';

/** Midday of the simulated service. **Units** ms since 1970. */
const START_MS = Date.UTC(2026, 10, 24, 12);
const OFFICE = 'S1M0FF1CE0';
/** Installs from this number on are those of tablets that enrolled again. */
const AGAIN = 100;

/** Answers that may come once more. */
const ECHOES_MAX = 60;

/** What travels: a request on its way in, or an answer on its way back. */
type Letter =
  | { readonly kind: 'request'; readonly tablet: Tablet; readonly waiting: Waiting; readonly request: SyncRequest }
  | {
      readonly kind: 'answer';
      readonly tablet: Tablet;
      readonly waiting: Waiting;
      readonly status: number;
      readonly text: string;
    };

/** What the server can be put back to, and whose right was taken then. */
type Backup = { readonly lineage: number; readonly revoked: ReadonlyMap<string, number>; readonly restore: () => void };

/** The whole day: one server, its tablets, the line between them, and time. */
export class World {
  readonly random: Random;
  readonly profile: Profile;
  readonly server = new MemoryServerStore();
  readonly tablets: Tablet[] = [];
  readonly letters: Letter[] = [];
  now = START_MS;
  readonly #backups: Backup[] = [];
  /** Raised by each restore that was noticed. */
  restores = 0;
  /** The newest schema that the server's release understands. */
  schema = SCHEMA;
  /** Installs whose right was taken, and the head at that moment; what a restore undid is undone here too. */
  readonly revoked = new Map<string, number>();
  readonly hub: Hub;
  #replica: MemoryServerStore | undefined;
  readonly #answered: (Letter & { kind: 'answer' })[] = [];
  /** Rows that are gone from the server, by collection and id, and at which heads they went. */
  readonly purged = new Map<string, number[]>();
  #clones = 0;
  #enrolledAgain = 0;

  private constructor(seed: number, profile: Profile) {
    this.random = new Random(seed);
    this.hub = new Hub(this.random);
    this.profile = profile;
  }

  /** A house with its admin data on the server, and 3 to 6 tablets that have read it. */
  static async open(seed: number, profile: Profile): Promise<World> {
    const world = new World(seed, profile);
    world.server.addRestaurant(HOUSE.restaurant);
    for (const install of [OFFICE, HUB, SERVER_INSTALL])
      world.server.addDevice(HOUSE.restaurant, { install, kind: 'office' });
    const ops = houseOps().map((op, index) => ({
      ...op,
      id: world.newId(),
      stamp: makeStamp(START_MS - 1000 + index, 0, OFFICE),
      actor: 'server',
      base: 0,
      schema: 1,
    }));
    const chain = { install: OFFICE, seq: 1, prev: CHAIN_START, sig: null, ops };
    await applyOps(HOUSE.restaurant, [chain], OFFICE, { ...world.deps(), trusted: true });
    const count = world.random.between(3, 6);
    for (let index = 0; index < count; index++) await world.#addTablet(index, index > 0 && index === count - 1);
    return world;
  }

  /** What the server's write path needs. */
  deps(): ApplyDeps {
    const rules = { ...this.profile.server, schema: this.schema };
    return { store: this.server, hash: sha256Hex, nowMs: () => this.now, rules };
  }

  /** A new id, by the day's dice. */
  newId(): Id {
    const hex = Array.from(this.random.bytes(10), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const time = this.now.toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-a${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
  }

  /** A tablet asks the server; the request lies on the line until it is delivered. */
  async startExchange(tablet: Tablet): Promise<void> {
    if (tablet.waiting.size >= 2) return;
    const waiting = await tablet.startExchange();
    if (waiting) this.letters.push({ kind: 'request', tablet, waiting, request: waiting.request });
  }

  /** Delivers one letter, loses it, or delivers it and keeps a copy. Returns the tablet that got an answer. */
  async deliver(faults: { readonly loss: number; readonly duplicate: number }): Promise<Tablet | undefined> {
    const index = this.random.below(this.letters.length);
    const letter = this.letters[index];
    if (!letter) return undefined;
    const lost = letter.tablet.partitioned || this.random.chance(faults.loss);
    if (lost || !this.random.chance(faults.duplicate)) this.letters.splice(index, 1);
    if (lost) {
      if (this.random.chance(0.5)) await this.cut(letter.tablet, letter.waiting);
      return letter.tablet;
    }
    if (letter.kind === 'request') {
      await this.#serve(letter);
      return undefined;
    }
    await this.#answer(letter);
    return letter.tablet;
  }

  /** A tablet stops waiting for an answer: time-out, or the line went dead. */
  async cut(tablet: Tablet, waiting: Waiting): Promise<void> {
    waiting.reject(new Error('no answer'));
    tablet.waiting.delete(waiting);
    await waiting.outcome;
  }

  /** A tablet is copied with its disk: both go on as the same install (a fork). */
  cloneTablet(tablet: Tablet): Tablet {
    const name = `${tablet.name}c${++this.#clones}`;
    const twin = new Tablet(name, tablet.store.clone(), tablet.identity, tablet.roles, this.#around());
    twin.isRotten = tablet.isRotten;
    this.tablets.push(twin);
    return twin;
  }

  /** Enrols a device of the house once more: a new install and series for whoever was `before`. */
  newIdentity(before: Identity): Identity {
    const { restaurant, kind } = before;
    const identity = identityOf(restaurant, AGAIN + this.#enrolledAgain++, kind);
    this.server.addDevice(restaurant, identity);
    return identity;
  }

  /** A new release of the server: what was put apart is applied, as far as it can be (SYN-19). */
  async release(): Promise<void> {
    this.schema = SCHEMA + 1;
    this.server.faults.unstorable.clear();
    await replayWaiting(HOUSE.restaurant, this.deps());
  }

  /** The release is rolled back to the one before: what it understood, this one puts apart. */
  rollBack(): void {
    this.schema = SCHEMA;
  }

  /** A device's right is taken (SYN-25). */
  async revoke(install: string): Promise<void> {
    const { restaurant } = HOUSE;
    const head = (await this.server.head(restaurant))?.head ?? 0;
    if (this.revoked.has(install)) return;
    this.server.revoke(restaurant, install);
    this.revoked.set(install, head);
  }

  /** The server lets go of tombstones; what is gone is remembered. */
  async purge(): Promise<undefined> {
    const listed = async () => {
      const rows = MENU_COLLECTIONS.map(async (name) =>
        (await this.server.rows(HOUSE.restaurant, name)).map(({ id }) => `${name}/${id}`),
      );
      return new Set((await Promise.all(rows)).flat());
    };
    const before = await listed();
    await purgeHouse(HOUSE.restaurant, { store: this.server, nowMs: () => this.now, rules: this.profile.server });
    const after = await listed();
    const { head = 0 } = (await this.server.head(HOUSE.restaurant)) ?? {};
    for (const key of before) if (!after.has(key)) this.purged.set(key, [...(this.purged.get(key) ?? []), head]);
  }

  /** Backs the server up; the last few backups are kept. */
  async backUp(): Promise<void> {
    const lineage = (await this.server.head(HOUSE.restaurant))?.lineage ?? 0;
    this.#backups.push({ lineage, revoked: new Map(this.revoked), ...this.server.backup() });
    if (this.#backups.length > 4) this.#backups.shift();
  }

  /** Puts a backup of the server back: a restore, or a take-over that had not heard the last commits. */
  async restoreServer(): Promise<void> {
    const before = await this.server.head(HOUSE.restaurant);
    const backup = this.random.pick(this.#backups);
    if (!backup || !before) return;
    this.#putBack(backup);
    if (this.profile.server.lineage === 'kept') return;
    // However old the backup, the history that begins is newer than any the devices have seen.
    for (let lineage = 1; lineage <= before.lineage; lineage++)
      await this.server.beginLineage(HOUSE.restaurant, lineage);
  }

  /** Puts the files of a backup back, of which nobody is told: whoever has read more than there was must notice. */
  async putServerBack(): Promise<undefined> {
    const before = await this.server.head(HOUSE.restaurant);
    const backup = this.random.pick(this.#backups.filter(({ lineage }) => lineage === before?.lineage));
    if (backup) this.#putBack(backup);
    return undefined;
  }

  // Whose right was taken since has it again; whose right was taken then, and given back by an older backup, has it not.
  #putBack({ restore, revoked }: Backup): void {
    restore();
    this.restores++;
    this.revoked.clear();
    for (const [install, head] of revoked) this.revoked.set(install, head);
  }

  /** A tablet breaks for good: whoever else has its ops is all that is left of it. */
  lose(tablet: Tablet): void {
    this.tablets.splice(this.tablets.indexOf(tablet), 1);
    for (const letter of this.letters.filter((one) => one.tablet === tablet))
      this.letters.splice(this.letters.indexOf(letter), 1);
  }

  /** A second server begins to follow this one, and hears no more of it. */
  replicate(): undefined {
    this.#replica = this.server.replicate();
  }

  /** A tablet's exchange reaches the second server. */
  async askReplica(tablet: Tablet): Promise<void> {
    const waiting = this.#replica && tablet.waiting.size < 2 ? await tablet.startExchange() : undefined;
    if (!waiting || !this.#replica) return;
    waiting.resolve(await this.#exchange(waiting.request, tablet.identity.kind, this.#replica));
    tablet.waiting.delete(waiting);
    await waiting.outcome;
  }

  /** Answers as the server's edge does: an install that it does not know is asked to enrol again. */
  async #exchange(request: SyncRequest, kind: Identity['kind'], replica?: MemoryServerStore) {
    const { restaurant, install } = request;
    const devices = await (replica ?? this.server).devices(restaurant);
    const known = new Set(devices.map((device) => device.install));
    if (!known.has(install)) return { status: 401, body: { code: 'reenrol', message: '', details: {} } };
    const foreign = request.push?.chains.find((chain) => !known.has(chain.install));
    if (foreign)
      return { status: 400, body: { code: 'foreign_install', message: '', details: { install: foreign.install } } };
    const deps = replica ? { ...this.deps(), store: replica, replica: true } : this.deps();
    const isRevoked = devices.some((device) => device.install === install && device.revoked);
    try {
      if (isRevoked) return await takenInSuspense(request, deps);
      const answer = await exchange(request, { restaurant, install, kind }, deps);
      if (typeof answer === 'string' && request.pull && !replica) {
        await this.server.noteRead(restaurant, install, { cursor: request.pull.since, atMs: this.now });
      }
      if (typeof answer === 'string') return { status: 200, body: JSON.parse(answer) as unknown };
      const { status, code, ...details } = answer;
      return { status, body: { code, message: '', details } };
    } catch (error) {
      if (!(error instanceof UnstorableError)) throw error;
      return { status: 500, body: { code: 'internal', message: '', details: {} } };
    }
  }

  async #serve(letter: Letter & { kind: 'request' }): Promise<void> {
    const { tablet, request } = letter;
    const crash = this.random.chance(this.profile.faults.serverCrash);
    if (crash) this.server.faults[this.random.chance(0.5) ? 'crashBeforeCommit' : 'crashAfterCommit'] = true;
    try {
      const { status, body } = await this.#exchange(request, tablet.identity.kind);
      this.letters.push({ kind: 'answer', tablet, waiting: letter.waiting, status, text: JSON.stringify(body) });
    } catch (error) {
      if (!(error instanceof CrashError)) throw error;
    } finally {
      this.server.faults.crashBeforeCommit = false;
      this.server.faults.crashAfterCommit = false;
    }
  }

  /** An answer of a while ago arrives once more, at another tab of its tablet. Returns the tablet. */
  async echo(): Promise<Tablet | undefined> {
    const letter = this.random.pick(this.#answered);
    await letter?.tablet.hearLate(letter.waiting, { status: letter.status, body: JSON.parse(letter.text) });
    return letter?.tablet;
  }

  async #answer(letter: Letter & { kind: 'answer' }): Promise<void> {
    const { tablet, waiting, status, text } = letter;
    this.#answered.push(letter);
    if (this.#answered.length > ECHOES_MAX) this.#answered.shift();
    if (!tablet.waiting.has(waiting)) return tablet.hearLate(waiting, { status, body: JSON.parse(text) });
    waiting.resolve({ status, body: JSON.parse(text) });
    tablet.waiting.delete(waiting);
    await waiting.outcome;
  }

  async #addTablet(index: number, kitchen: boolean): Promise<void> {
    const identity = identityOf(HOUSE.restaurant, index, kitchen ? 'kitchen' : 'pos');
    const roles: Role[] = kitchen
      ? ['cook']
      : index === 0
        ? ['manager', 'cashier', 'waiter']
        : ['waiter', 'waiter', 'cashier', 'manager'];
    this.server.addDevice(HOUSE.restaurant, { install: identity.install, kind: identity.kind });
    const tablet = new Tablet(`t${index}`, new MemoryClientStore(), identity, roles, this.#around());
    this.tablets.push(tablet);
    await tablet.device.enrol(identity, 1);
    await tablet.load();
    await this.syncFully(tablet);
    tablet.clockOffsetMs = this.random.chance(0.5) ? this.random.between(-300_000, 300_000) : 0;
  }

  /** Exchanges over a perfect line until nothing is left; returns how many it took. */
  async syncFully(tablet: Tablet, roundsMax = 500): Promise<number> {
    for (let round = 1; round <= roundsMax; round++) {
      const waiting = await tablet.startExchange();
      if (!waiting) continue;
      waiting.resolve(await this.#exchange(waiting.request, tablet.identity.kind));
      tablet.waiting.delete(waiting);
      const outcome = await waiting.outcome;
      if (outcome.kind === 'stopped' && outcome.why === 'reenrol')
        await enrolAgain(tablet, this.newIdentity(tablet.identity));
      const status = await tablet.device.status();
      if (outcome.kind === 'done' && !outcome.progress && status.waiting === 0) return round;
    }
    return roundsMax;
  }

  #around() {
    return { nowMs: () => this.now, random: this.random, profile: this.profile };
  }
}
