import { ok, type Change, type Id, type Refusal, type Result, type View } from '@resto360/domain';
import {
  NO_NOTICES,
  askedToWaitMs,
  clockFarMs,
  correctedNow,
  isGrantAged,
  readOldest,
  syncStatus,
  unsentOf,
  type ClientStore,
  type ClientTx,
  type Device,
  type Durability,
  type Identity,
  type Saved,
  type SyncStatus,
} from '@resto360/sync/client';
import { coalesced } from '../sync/coalesced.ts';
import { failureKindOf, StoreFailure } from '../store/store-failure.ts';
import { NOTHING_FOUND, warningOf, type Found } from './found.ts';
import { numberedOf, type Numbered } from './numbered.ts';
import { painted } from './painted.ts';
import { PaintedView } from './painted-view.ts';

/** What a command is told beside the view. `approvedBy`: whose PIN was typed beside this tap (SYN-25). */
export type Numbers = {
  readonly identity: Identity;
  readonly receiptCount: number;
  readonly isAged: boolean;
  readonly approvedBy: Id<'staff'> | null;
};

/** What a person wants: the kind of op, and the command that makes its changes from what is known at that moment. */
export type Intent = {
  readonly kind: string;
  readonly actor: Id<'staff'>;
  /** The op takes the id of the row it creates: one id less on the line, and a second tap on the same row is known. */
  readonly id?: Id;
  /** Receipts the op writes. */
  readonly receipts?: 0 | 1;
  /** Money waits for the disk before it shows; everything else is painted at once. */
  readonly painted?: boolean;
  readonly make: (view: View, numbers: Numbers) => Result<readonly Change[], Refusal>;
};

/** What became of a tap. `not_saved`: the device could not write; nothing happened, and the screen must say so. */
export type TapOutcome =
  | { readonly kind: 'saved'; readonly saved: Saved }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'not_saved'; readonly why: NotSaved };
export type NotSaved = 'full' | 'lost' | 'broken';

/** How the line was last seen, by whichever tab leads. */
export type Line = { readonly heardAt: number | null; readonly failed: boolean };

/** What this tab does for the device: whether it is the one that syncs, and whether the live channel is open. */
export type Link = { readonly leads: boolean; readonly live: boolean };

/** Progress of the first download. **Units** versions. */
export type Download = { readonly done: number; readonly head: number };

/** How often one tap is tried when the disk fails under it; a full disk is not tried again. */
const SAVE_TRIES_MAX = 2;

/**
 * What the screens drive: the device with its view, taps in their order, and a number that changes whenever something
 * to be seen changed. It owns no timer: the wiring in `sync/` says when to exchange.
 */
export class Station {
  readonly device: Device;
  readonly identity: Identity;
  readonly view: PaintedView;
  /** Raised by every change; what React compares. */
  version = 0;
  /** Raised when the menu, the floor or the staff changed: lists made of them are kept until then. */
  houseVersion = 0;
  status: SyncStatus;
  download: Download | null = null;
  notSaved: NotSaved | null = null;
  line: Line = { heardAt: null, failed: true };
  link: Link = { leads: false, live: false };
  numbered: Numbered = { seq: 0, sent: 0 };
  found: Found = NOTHING_FOUND;
  /** The roles that this device knows have aged: some taps want a manager's PIN (SYN-25). */
  isAged = false;
  /** By how much this device's clock is wrong, where a person should set it; 0 otherwise (SYN-24). **Units** ms. */
  clockFarMs = 0;
  /** What is added to this device's clock to have the server's, as far as it is known (SYN-24). **Units** ms. */
  clockOffMs = 0;
  /** The server asked this device to wait: nobody may ask for a push on its behalf (SYN-14). */
  isAskedToWait = false;
  readonly #store: ClientStore;
  readonly #listeners = new Set<() => void>();
  readonly #onTap: (isAsked: boolean) => void;
  #queue: Promise<unknown> = Promise.resolve();
  // In one drawing with the chip's new count, and for all taps of a moment: each draws the whole page.
  readonly #tellSaved = coalesced(async () => {
    await painted();
    await this.refreshStatus();
  });
  /** A save failed: whether it reached the disk after all, only the disk can tell. */
  #isViewDoubtful = false;

  constructor(from: { device: Device; identity: Identity; store: ClientStore; onTap: (isAsked: boolean) => void }) {
    this.device = from.device;
    this.identity = from.identity;
    this.view = new PaintedView(from.device.view);
    this.#store = from.store;
    this.#onTap = from.onTap;
    this.status = { state: 'offline', waiting: 0, oldestAgeMs: null, heardAt: null, why: null };
  }

  /** Calls back whenever something to be seen changed. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Says that something to be seen changed. */
  changed(house = false): void {
    this.version += 1;
    if (house) this.houseVersion += 1;
    for (const listener of this.#listeners) listener();
  }

  /** A new id for a row. */
  newId(): Id {
    return this.device.newId();
  }

  /**
   * A tap: refused at once, or painted at once and then saved, after the taps before it. The promise resolves when the
   * op is on the disk; only then may a screen say sent or paid (SYN-8).
   */
  async tap(intent: Intent, approvedBy: Id<'staff'> | null = null): Promise<TapOutcome> {
    const mark = this.newId();
    const op = intent.id ?? this.newId();
    const guess = intent.make(this.view, { identity: this.identity, receiptCount: 0, isAged: this.isAged, approvedBy });
    if (!guess.ok) return { kind: 'refused', refusal: guess.error };
    if (intent.painted ?? true) this.view.paint(mark, guess.value);
    this.changed();
    const turn = this.#queue.then(() => this.#save(op, intent, approvedBy));
    this.#queue = turn;
    const outcome = await turn;
    this.view.wipe(mark);
    if (outcome.kind === 'not_saved') this.notSaved = outcome.why;
    // What was painted stays as it is; that it is saved may be said a moment later, after the frame that the thumb waits for.
    if (outcome.kind !== 'saved' || intent.painted === false) this.changed();
    if (outcome.kind === 'saved') {
      this.#onTap(false);
      this.#tellSaved();
    }
    return outcome;
  }

  /** Reads what the view does not hold: closed orders, the outbox as it is. */
  read<T>(work: (tx: ClientTx) => Promise<T>): Promise<T> {
    return this.#store.read(work);
  }

  /** Writes what is no tap: ops that this device carries for another one. */
  write<T>(durability: Durability, work: (tx: ClientTx) => Promise<T>): Promise<T> {
    return this.#store.write(durability, work);
  }

  /** Exchanges with the server now, by whichever tab leads; a person asked. */
  syncNow(): void {
    this.#onTap(true);
  }

  /** Reads again what the chip says. */
  async refreshStatus(): Promise<void> {
    const { heardAt, failed } = this.line;
    const { known, oldest, unsent, heldCount } = await this.#store.read(async (tx) => {
      const oldest = await readOldest(tx);
      const [known, unsent, heldCount] = await Promise.all([
        tx.metas(['contact', 'counters', 'clock', 'pace', 'notices']),
        unsentOf(tx, oldest),
        tx.count('held'),
      ]);
      return { known, oldest, unsent, heldCount };
    });
    const nowMs = Date.now();
    const { clock: offsets = [], notices = NO_NOTICES, pace, counters } = known;
    this.isAged = isGrantAged(known, nowMs);
    this.clockFarMs = clockFarMs({ offsets, heardAt, failed, nowMs });
    this.clockOffMs = correctedNow(0, offsets);
    this.isAskedToWait = askedToWaitMs(pace, nowMs) > 0;
    this.numbered = numberedOf(counters, oldest);
    const warning = warningOf(this.found);
    this.status = syncStatus({ unsent, heldCount, notices, heardAt, lastFailed: failed, nowMs, warning });
    this.changed();
  }

  /** What looks after the till's data found something. */
  find(found: Partial<Found>): void {
    this.found = { ...this.found, ...found };
    this.changed();
    void this.refreshStatus().catch((thrown: unknown) => console.error(thrown));
  }

  /** Resolves when every tap made so far is on the disk, or was said not to be: what a reload of the page waits for. */
  async settledTaps(): Promise<void> {
    await this.#queue;
  }

  /** Whether the disk takes something again, after it did not; then nobody needs to read that it was full any more. */
  async tryDisk(): Promise<boolean> {
    try {
      await this.#store.write('strict', async (tx) => {
        const identity = await tx.meta('identity');
        if (identity) await tx.setMeta('identity', identity);
      });
    } catch (thrown) {
      console.error(thrown);
      return false;
    }
    this.dismissNotSaved();
    return true;
  }

  /** Somebody read that nothing was saved. */
  dismissNotSaved(): void {
    this.notSaved = null;
    this.changed();
  }

  // One tap is one op, however often it is tried. After a failure the view is read from the disk before anything else is
  // saved: a try that reached it after all is found under its id, and the next tap sees it (SYN-8, SYN-16).
  async #save(op: Id, intent: Intent, approvedBy: Id<'staff'> | null): Promise<TapOutcome> {
    for (let tries = 1; ; tries += 1) {
      try {
        if (this.#isViewDoubtful) await this.device.load();
        this.#isViewDoubtful = false;
        return await this.#record(op, intent, { again: tries > 1, approvedBy });
      } catch (thrown) {
        this.#isViewDoubtful = true;
        const why = whyOf(thrown);
        if (why === 'full' || tries >= SAVE_TRIES_MAX) return { kind: 'not_saved', why };
      }
    }
  }

  async #record(
    id: Id,
    { kind, actor, receipts = 0, make }: Intent,
    { again, approvedBy }: { readonly again: boolean; readonly approvedBy: Id<'staff'> | null },
  ): Promise<TapOutcome> {
    const saved = await this.device.record(
      actor,
      (numbers) => {
        const made = make(this.device.view, { ...numbers, approvedBy });
        return made.ok ? ok({ kind, changes: made.value, receipts }) : made;
      },
      { id, again },
    );
    return saved.ok ? { kind: 'saved', saved: saved.value } : { kind: 'refused', refusal: saved.error };
  }
}

// A bug of ours is shown like a broken disk: what matters at the till is that nothing was saved.
function whyOf(thrown: unknown): NotSaved {
  console.error(thrown);
  if (thrown instanceof StoreFailure) return thrown.kind;
  return failureKindOf(thrown) ?? 'broken';
}
