import type { Random, Role } from '@resto360/domain';
import { Bystander, FACTS, HOUSE, nextTap, ownRowGone, statusFell } from '@resto360/sim';
import type { Op } from '@resto360/sync';
import {
  DeviceCrash,
  MemoryClientStore,
  type ClientRow,
  type ClientRules,
  type Device,
  type Identity,
} from '@resto360/sync/client';
import { CashTaps, TAKE_CASH } from './cash-taps.ts';
import { AppFault, type Fault } from './fault.ts';
import type { Progress, RigTablet, Truth } from './rig-tablet.ts';
import { noteNotLoaded } from './not-loaded.ts';
import { isDiskFull, RunningApp } from './running-app.ts';
import { wrongOnView } from './screen.ts';

const ROLES: Readonly<Record<string, readonly Role[]>> = {
  kitchen: ['cook'],
  pos: ['waiter', 'waiter', 'cashier', 'manager'],
};
/** Mean pause between two taps of one device. **Units** ms. */
const TAP_MS = 800;

/** One simulated tablet: its disk, its clock, the app that runs on it, and people who tap. */
export class ChaosTablet implements RigTablet {
  readonly name: string;
  readonly identity: Identity;
  readonly store = new MemoryClientStore();
  readonly bystander = new Bystander();
  readonly cash = new CashTaps();
  /** Rules that it was seen to break, in words. */
  readonly problems: string[] = [];
  clockOffsetMs = 0;
  refused = 0;
  readonly #url: string;
  readonly #random: Random;
  readonly #rules: ClientRules;
  #app: RunningApp;
  #timer: NodeJS.Timeout | undefined;
  #isTapping = false;
  #restarts: Promise<void> = Promise.resolve();

  constructor(from: {
    readonly name: string;
    readonly identity: Identity;
    readonly url: string;
    readonly random: Random;
    readonly rules: ClientRules;
  }) {
    this.name = from.name;
    this.identity = from.identity;
    this.#url = from.url;
    this.#random = from.random;
    this.#rules = from.rules;
    this.#app = this.#newApp();
  }

  get device(): Device {
    return this.#app.device;
  }

  /** How its app hears the server now, if it does. */
  get line(): RunningApp['line'] {
    return this.#app.line;
  }

  async start(): Promise<void> {
    await this.device.enrol(this.identity, 1);
    await this.#app.start();
  }

  /** People begin to tap, until `rest`. */
  work(): void {
    this.#isTapping = true;
    this.#plan();
  }

  /** Nobody taps any more; resolves when the last tap is saved or not. */
  async rest(): Promise<void> {
    this.#isTapping = false;
    clearTimeout(this.#timer);
    await this.#restarts;
  }

  /** The app is killed and opened again, after the one that is being so already. */
  async restart(): Promise<void> {
    this.#restarts = this.#restarts.then(() => this.#openAgain());
    return this.#restarts;
  }

  suffer({ kind, value }: Fault): (() => void) | undefined {
    const { faults } = this.store;
    if (kind === AppFault.appRestart) void this.restart();
    else if (kind === AppFault.crashBeforeCommit) faults.crashBeforeCommit = true;
    else if (kind === AppFault.crashAfterCommit) faults.crashAfterCommit = true;
    else if (kind === AppFault.quota) {
      faults.quotaExceeded = true;
      return () => (faults.quotaExceeded = false);
    } else if (kind === AppFault.clock) {
      this.clockOffsetMs = value;
      return () => (this.clockOffsetMs = 0);
    } else return undefined;
    return () => undefined;
  }

  async progress(): Promise<Progress> {
    const { why } = await this.device.status();
    const [outbox, at] = await this.store.read(
      async (tx) => [await tx.list('outbox'), await tx.meta('cursor')] as const,
    );
    return { waiting: outbox.length, cursor: at?.cursor ?? 0, hasMore: at?.more ?? true, why: why ?? undefined };
  }

  async rows(): Promise<readonly ClientRow[]> {
    return this.store.read((tx) => tx.list('rows'));
  }

  wrongOnScreen(truth: Truth): string[] {
    return wrongOnView(this.device.view, this.identity.kind, truth).map((problem) => `${this.name}: ${problem}`);
  }

  /** The app ends for good. Its view stays as it was: nothing more is read from the disk into it. */
  async finish(): Promise<void> {
    await this.rest();
    await this.#app.kill();
    await this.#look();
  }

  nowMs(): number {
    return Math.max(0, Date.now() + this.clockOffsetMs);
  }

  async #openAgain(): Promise<void> {
    await this.#app.kill();
    this.store.faults.crashBeforeCommit = false;
    this.store.faults.crashAfterCommit = false;
    await this.#adopt();
    this.#app = this.#newApp();
    await this.#app.start();
    await noteNotLoaded(this.store, this.device.view, this.bystander);
  }

  #newApp(): RunningApp {
    return new RunningApp({
      store: this.store,
      url: this.#url,
      random: this.#random,
      rules: this.#rules,
      nowMs: () => this.nowMs(),
      onCrash: () => void this.restart(),
    });
  }

  #plan(): void {
    const pauseMs = Math.min(10_000, -Math.log(1 - this.#random.next()) * TAP_MS);
    this.#timer = setTimeout(() => {
      this.#restarts = this.#restarts.then(() => this.#tap());
      void this.#restarts.then(() => this.#isTapping && this.#plan());
    }, pauseMs);
  }

  async #tap(): Promise<void> {
    if (!this.#isTapping) return;
    const { device } = this;
    await this.#look();
    const role = this.#random.pick(ROLES[this.identity.kind] ?? []) ?? 'waiter';
    const actor = HOUSE.staff[role];
    const context = { actor, role, nowMs: this.nowMs() };
    const tap = nextTap({ view: device.view, context, random: this.#random, newId: () => device.newId() });
    if (!tap) return;
    let takesCash = false;
    try {
      const saved = await device.record(actor, (numbers) => {
        const made = tap(numbers);
        takesCash = made.ok && made.value.kind === TAKE_CASH;
        return made;
      });
      if (!saved.ok) return void this.refused++;
      this.bystander.note(saved.value.op, FACTS);
      if (takesCash) this.#tookCash(saved.value.op);
      this.#app.wake();
    } catch (error) {
      if (!(error instanceof DeviceCrash)) throw error;
      if (isDiskFull(error)) return;
      // Whether it reached the disk before the app died, the disk will tell.
      if (takesCash) this.cash.begun++;
      void this.restart();
    }
  }

  #tookCash({ id }: Op): void {
    this.cash.begun++;
    this.cash.heard.add(id);
  }

  /** What the disk has and nobody was told of: it is there after the crash, so it counts. */
  async #adopt(): Promise<void> {
    const entries = await this.store.read(async (tx) => [
      ...(await tx.list('outbox')),
      ...(await tx.list('held')),
      ...(await tx.list('recorder')),
    ]);
    for (const { id, body } of entries)
      if (!this.bystander.ops.has(id)) this.bystander.note(JSON.parse(body) as Op, FACTS);
  }

  // What others did after a backup is gone from this screen until they give it back: a new history is watched anew.
  async #look(): Promise<void> {
    const lineage = (await this.store.read((tx) => tx.meta('cursor')))?.lineage ?? 1;
    const isNew = lineage !== this.bystander.lineage;
    this.bystander.lineage = lineage;
    if (isNew) return this.bystander.statuses.clear();
    this.#noteProblem(statusFell(this, this.bystander) ?? ownRowGone(this, this.bystander));
  }

  #noteProblem(problem: string | undefined): void {
    if (problem !== undefined) this.problems.push(problem);
  }
}
