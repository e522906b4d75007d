import type { Id, Install, Row, Stamp } from '@resto360/domain';
import type { PageDigest, Verdict } from '../protocol/messages.ts';
import type { DeviceKind } from '../scope.ts';
import type { TombstoneStore } from './tombstones.ts';

/**
 * A row as the server keeps it: what travels, and at which version each cell was last written, for the detection of
 * concurrent edits (SYN-23). **Shapes** `sv` the version of most cells · `fv` of the others, by mark key.
 */
export type StoredRow = Row & { readonly sv: number; readonly fv?: Readonly<Record<string, number>> };

/** What the server knows of one install's chain. */
export type DeviceState = {
  readonly install: Install;
  readonly kind: DeviceKind;
  /** Sequence numbers stored, as closed ranges in rising order. */
  readonly seen: readonly (readonly [first: number, last: number])[];
  /** Link hash of the highest number stored; CHAIN_START when none. */
  readonly tipHash: string;
  /** The last stamp that was given in place of one too far ahead; the next clamp lies above it. */
  readonly clampStamp: Stamp | null;
  readonly revoked: boolean;
};

/** One op as the journal keeps it: its bytes, its place in two chains, and the verdict. */
export type JournalEntry = {
  readonly id: Id;
  readonly version: number;
  /** Place inside the version, from 0. */
  readonly position: number;
  readonly install: Install;
  readonly seq: number;
  /** Link hash before and after, in the install's chain. */
  readonly prev: string;
  readonly link: string;
  /** The op's canonical text, or the bytes as they came when it is quarantined. */
  readonly body: string;
  readonly kind: string;
  readonly actor: string;
  readonly stamp: string;
  /** The stamp used in the join when the raw one was clamped (SYN-24). */
  readonly effective: Stamp | null;
  /** Up to which version its writer had read, where that is not what the body says: it spoke of a former history. */
  readonly base: number | null;
  readonly verdict: 'ok' | 'quarantined' | 'rejected';
  readonly code: string | null;
  /** **Units** ms since 1970, the server's clock. */
  readonly receivedAt: number;
  /** The restaurant's journal hash after this entry's version: a deleted version is noticed where it is missing. */
  readonly chain: string;
};

/**
 * A plan that this store will never take: a value that breaks a constraint, a row that is too large. Asking again does
 * not help, and the op that made it so must not hold up the others (SYN-19).
 */
export class UnstorableError extends Error {
  override readonly name = 'UnstorableError';
}

/** What is known of an op by its id. */
export type KnownOp = { readonly id: Id; readonly verdict: Verdict; readonly body: string };

/**
 * The restaurant's counter: the lineage, the newest version, the hash of the journal up to it. `starts`: the heads at
 * which the second and every later lineage began; versions up to there are common to both sides (SYN-21).
 */
export type Head = {
  readonly lineage: number;
  readonly head: number;
  readonly journalHash: string;
  readonly starts: readonly number[];
  /** Days on which something was committed, so far: what a window counts. */
  readonly day: number;
  /** The clock's day of the newest of them. **Units** days since 1970. */
  readonly clockDay: number;
  /** The journal's hash as it was at each version asked for by `hashesAt`, in that order; the newest for one above. */
  readonly hashes?: readonly string[];
  /** Tombstones up to this version may be gone: whoever has read less reads the menu again (SYN-22). */
  readonly horizon: number;
};

/** What a write needs to know before it decides; loaded under the restaurant's lock in set-based queries. */
export type LoadRequest = {
  readonly opIds: readonly Id[];
  readonly installs: readonly Install[];
  readonly rows: ReadonlyMap<string, readonly Id[]>;
  readonly hashesAt?: readonly number[];
};
export type Loaded = {
  readonly head: Head;
  readonly known: ReadonlyMap<Id, KnownOp>;
  readonly devices: ReadonlyMap<Install, DeviceState>;
  row(collection: string, id: Id): StoredRow | undefined;
};

/** What a write stores, all in the same transaction; undefined when nothing new came. */
export type WritePlan = {
  readonly head: number;
  readonly journalHash: string;
  readonly rows: ReadonlyMap<string, readonly StoredRow[]>;
  readonly journal: readonly JournalEntry[];
  readonly devices: readonly DeviceState[];
  /** Orders of which a child changed: their `tree_version` becomes `head` where the order exists (SYN-3). */
  readonly treeOrders: readonly Id[];
  /** Conflicts of this plan whose held value has a writer that the journal knows: the store writes the actor in. */
  readonly writers: readonly HeldWriter[];
  readonly days: PlanDays;
};

/**
 * Who wrote the value that an op met: the actor of the applied op of that version with that stamp, in force once clamped.
 * The store puts it into the field of the conflict's row, and leaves the field out where there is no such op.
 * **Why** the store, and not before the decision: a conflict is rare, and the write path reads the journal for nothing else.
 */
export type HeldWriter = {
  readonly conflict: Id;
  readonly field: 'keptActor' | 'lostActor';
  readonly version: number;
  readonly stamp: Stamp;
};

/**
 * `today`: on which of the restaurant's days this commit is · `isFirst`: no version of that day is there yet; the head
 * below it is remembered · `clockDay`: the clock's day then. `edge`: a closed order among `treeOrders` that was last
 * written before that day gets the plan's version on all its rows, and so comes whole to devices that had let go of it
 * (SYN-20). **Units** `today` and `edge`: days on which something was committed; `clockDay`: days since 1970.
 */
export type PlanDays = {
  readonly today: number;
  readonly isFirst: boolean;
  readonly clockDay: number;
  readonly edge: number;
};

/**
 * What a reader holds of closed orders: those of the last `days` on which something was committed. `floor`: what it has let go of so far.
 * `leavesOut`: the page leaves out what stands behind the window, for a reader that holds none of it. **Why** nobody else:
 * an order that closed meanwhile must be told to who holds it open.
 */
export type Window = {
  readonly days: number;
  readonly floor: number;
  readonly leavesOut: boolean;
};

/** What a page asks: everything of these collections above `since`. */
export type PageRequest = {
  readonly since: number;
  readonly collections: readonly string[];
  readonly limitRows: number;
  readonly limitBytes: number;
  readonly hashesAt?: readonly number[];
  /** Rows by key whose text is left out when they still are of this version; they count as rows and not as bytes. */
  readonly leaveOut?: ReadonlyMap<string, number>;
  /** Absent for readers that hold everything. */
  readonly window?: Window;
  /**
   * Asks for the digest at the end of a page that is the last: `whole` are summed from 0, others above what lies `raised`
   * days behind the floor: so long a row may be newer than the order that it left with.
   */
  readonly digest?: { readonly whole: readonly string[]; readonly raised: number };
};
/** One page; `rowsJson` is the text of `{collection: Row[]}`, built where the rows are. `leftOut`: keys. */
export type Page = {
  readonly head: Head;
  readonly to: number;
  readonly more: boolean;
  readonly rowsJson: string;
  readonly leftOut: readonly string[];
  /** The version up to which closed orders are left out: it only rises for a reader. 0 without a window. */
  readonly floor: number;
  readonly digest?: PageDigest;
};

/**
 * Where the server keeps a restaurant.
 *
 * The contract, which every adapter passes (`store.contract.ts`):
 * - `write` holds the restaurant's lock from the load to the commit; two writes of one restaurant never overlap, and a
 *   version is visible only with every version below it (SYN-18).
 * - A plan is stored whole or not at all, also when the process dies; when `write` returns, it is durable. One that can
 *   never be stored throws UnstorableError.
 * - `page` reads one moment: rows are as they were at `head`, a version is never torn over two answers, `to` is `head`
 *   when nothing more waits (SYN-20).
 * - A page for a reader that holds nothing leaves out what stands behind the window (`isBehind`); any other has everything.
 *   Its `floor` is the window's, never below the reader's.
 * - Nothing of another restaurant is ever read or written.
 */
export interface ServerStore extends TombstoneStore {
  write<T>(
    restaurant: Id<'restaurant'>,
    load: LoadRequest,
    decide: (loaded: Loaded) => { readonly plan: WritePlan | undefined; readonly value: T },
  ): Promise<T>;
  page(restaurant: Id<'restaurant'>, request: PageRequest): Promise<Page>;
  head(restaurant: Id<'restaurant'>, hashesAt?: readonly number[]): Promise<Head | undefined>;
  /**
   * The store has lost the tail of history `after`: the next one begins, unless it has begun already. `common`: up to
   * where both are surely the same, where that is less than the head. Undefined where this store only follows another
   * one, which may know more (SYN-21).
   */
  beginLineage(restaurant: Id<'restaurant'>, after: number, common?: number): Promise<Head | undefined>;
  /** Journal entries by version and position, above a version, at most `limit` entries and never a torn version. */
  journal(restaurant: Id<'restaurant'>, above: number, limit: number): Promise<readonly JournalEntry[]>;
  /** One op of the journal, byte for byte. */
  entry(restaurant: Id<'restaurant'>, id: Id): Promise<JournalEntry | undefined>;
  verdicts(restaurant: Id<'restaurant'>, ids: readonly Id[]): Promise<ReadonlyMap<Id, Verdict>>;
  /** Every stored row of a collection, for verify-journal. */
  rows(restaurant: Id<'restaurant'>, collection: string): Promise<readonly StoredRow[]>;
  devices(restaurant: Id<'restaurant'>): Promise<readonly DeviceState[]>;
}
