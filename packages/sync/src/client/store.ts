import type { Id, Install, Row, Stamp } from '@resto360/domain';
import type { HistoryMark, Verdict } from '../protocol/messages.ts';
import type { DeviceKind } from '../scope.ts';

/** An op that the cloud has not confirmed and read back. `body` is its canonical text: those bytes travel (SYN-8). */
export type OutboxEntry = {
  readonly seq: number;
  readonly id: Id<'op'>;
  readonly prev: string;
  readonly link: string;
  readonly body: string;
  /** What the server gave in place of a stamp too far ahead; every later join uses it (SYN-24). */
  readonly effective: Stamp | null;
  readonly verdict: Verdict | null;
  /** The device's clock when it was saved. **Units** ms since 1970. */
  readonly recordedAt: number;
  /** The history that its `base` speaks of. */
  readonly lineage: number;
  /** A former history had answered it: the present one is asked by id before it is sent in full (SYN-21). */
  readonly recall?: true;
  /** Carried from a newer app: kept and sent byte for byte, and not in the view while this app can't read it (SYN-29). */
  readonly unread?: true;
};

/**
 * A quarantined op: still in the view, until its quarantine row says what became of it (SYN-10). `install`: whose number
 * it has · `judgedIn`: the history that put it apart.
 */
export type HeldEntry = OutboxEntry & {
  readonly quarantineId: Id;
  readonly install: Install;
  readonly judgedIn: number;
};

/** A settled op with its verdict, kept 35 days: what a restored server is given back (SYN-7, SYN-21). */
export type RecorderEntry = OutboxEntry & {
  readonly settledAt: number;
  readonly install: Install;
  /** Where it had been held: the row that says how that ended. */
  readonly quarantineId?: Id;
  /** A person had discarded it in a former history, which alone knew. */
  readonly discarded?: true;
};

/** An op of another install that this device carries, with its place in that install's chain (SYN-7, SYN-29). */
export type OverlayEntry = OutboxEntry & {
  readonly install: Install;
  /** When it was heard in the room: its own tablet has a minute to send it. Absent where nobody else will. **Units** ms. */
  readonly heardAt?: number;
  /** What its stamp is shown as, where that runs far ahead of this device: nobody's next edit must lie below it (SYN-24). */
  readonly shownAs?: Stamp;
};

/** A row of the server's state, with what it is looked up by. */
export type ClientRow = {
  readonly collection: string;
  readonly order: Id | '';
  /** 1 for an order that is not closed, or that asks for a person: what a cold start loads. */
  readonly open: 0 | 1;
  readonly row: Row;
};

/** Who this installation is; written at enrolment, and anew when the device enrols again. */
export type Identity = {
  readonly restaurant: Id<'restaurant'>;
  readonly install: Install;
  readonly series: string;
  readonly kind: DeviceKind;
  readonly token: string;
};

/** The install's own numbers: taken inside the transaction that stores the op (SYN-8). */
export type Counters = {
  readonly seq: number;
  readonly link: string;
  readonly stamp: Stamp | null;
  readonly receiptCount: number;
};

/**
 * How far the device has read. `more`: the last page said that later ones wait · `next`: a newer history was heard of,
 * and its first page is asked for; until it came, the rows are those of the one before · `head`: the highest that was
 * heard of in this history.
 */
export type Cursor = {
  readonly next?: number;
  readonly head?: number;
  readonly lineage: number;
  readonly cursor: number;
  readonly scope: string;
  readonly more: boolean;
  /** Closed orders last written up to there have left this device's scope; 0 until the server has said so (SYN-20). */
  readonly floor?: number;
  /** The collections that this device holds up to its cursor; unknown on devices of an app from before. */
  readonly collections?: readonly string[];
  readonly part?: Part;
  /** The horizon up to which nothing lies here whose tombstone this device missed (SYN-22). */
  readonly horizon?: number;
  /** Left by a part that was read to its end. */
  readonly stale?: Stale;
  /** Everything here came by this reading from 0: what stands behind the window was never here. */
  readonly fresh?: true;
};

/** Rows that the server does not have where they lie here; those that still do when everything was read go. */
export type Stale = readonly (readonly [collection: string, id: Id, v: number])[];

/** Collections that are read again up to the cursor, which waits for them. */
export type Part = {
  readonly collections: readonly string[];
  readonly at: number;
  readonly fresh: boolean;
  readonly stale: Stale;
};

/** The way of a sweep behind the window: up to which order it came. Undefined when it is through (SYN-20). */
export type Sweep = { readonly floor: number; readonly after: Id | '' };

/** A device that has read nothing. */
export const START: Cursor = { lineage: 1, cursor: 0, scope: '', more: true, fresh: true };

/** What the server told that a person or a later issue must act on. */
export type Notices = {
  readonly fork: boolean;
  readonly missing: readonly (readonly [number, number])[];
  /** The last of them that nobody has read yet; `rejectedBefore`: how many more there were, where they were too many. */
  readonly rejected: readonly { readonly id: Id; readonly code: string }[];
  readonly rejectedBefore?: number;
  /** A server that is behind this device, or no longer knows it: nothing moves until that has changed. */
  readonly stopped: 'behind' | 'reenrol' | null;
};

/**
 * When this device last had read everything of the house, its people's roles with it. **Units** ms since 1970: `at` by
 * this device's own clock, `stampMs` the newest stamp that it had given by then.
 */
export type Contact = { readonly at: number; readonly stampMs: number };

/**
 * Of which history this device holds something: all that it read and every verdict that it heard is covered by one of
 * these marks. A server that does not know one of them has lost what stood there (SYN-21).
 */
export type KnownHistory = { readonly lineage: number; readonly marks: readonly HistoryMark[] };

/**
 * What the last answers said about how to go on, kept on the disk: the tab that leads, the next one, a page that is
 * loaded anew and the service worker all keep to it (SYN-14).
 * **Units** ms; `at` since 1970. `asked`: the server asked to be left alone · `unreadable`: answers in a row that could
 * not be read.
 */
export type Pace = { readonly asked?: { readonly at: number; readonly waitMs: number }; readonly unreadable: number };

/** Keys and values of the store `meta`. `heard` is the newest stamp read from the server; `clock` the last differences. */
export type MetaValues = {
  readonly identity: Identity;
  readonly counters: Counters;
  readonly cursor: Cursor;
  readonly history: KnownHistory;
  readonly heard: Stamp;
  readonly clock: readonly number[];
  readonly notices: Notices;
  /** When the house was last read whole: how old the roles are that this device knows (SYN-25). */
  readonly contact: Contact;
  /** Orders of the last receipts of this till, oldest first. */
  readonly recentOrders: readonly Id[];
  readonly sweep: Sweep | null;
  /** How often a digest did not fit what lies here, since the device was enrolled; it must stay 0 (SYN-22). */
  readonly misfits: number;
  /** How to go on after the last answers. */
  readonly pace: Pace;
  /** When the recorder was last trimmed, by the server's clock. */
  readonly trimmedAt: number;
};

/** The device's stores and what each holds (SYN-7). */
export type ClientStores = {
  readonly outbox: OutboxEntry;
  readonly held: HeldEntry;
  readonly recorder: RecorderEntry;
  readonly rows: ClientRow;
  readonly overlay: OverlayEntry;
};
export type ClientStoreName = keyof ClientStores;
export type ClientKey<S extends ClientStoreName> = S extends 'outbox'
  ? number
  : S extends 'rows'
    ? readonly [collection: string, id: Id]
    : Id;

/** How sure a transaction must be: `strict` is on the disk when it ends (ops); `relaxed` may be lost whole (pulls). */
export type Durability = 'strict' | 'relaxed';

/** The reads and writes of one transaction. */
export interface ClientTx {
  get<S extends ClientStoreName>(store: S, key: ClientKey<S>): Promise<ClientStores[S] | undefined>;
  /** The same for many keys at once; undefined where there is nothing. */
  getMany<S extends ClientStoreName>(
    store: S,
    keys: readonly ClientKey<S>[],
  ): Promise<readonly (ClientStores[S] | undefined)[]>;
  count(store: ClientStoreName): Promise<number>;
  /** Ops of the outbox from a number on, in their order: a month without a line makes it too long to read whole. */
  outboxFrom(seq: number, count: number): Promise<readonly OutboxEntry[]>;
  /** The numbers in the outbox, rising. */
  outboxNumbers(): Promise<readonly number[]>;
  /** Everything in a store, in key order. */
  list<S extends ClientStoreName>(store: S): Promise<readonly ClientStores[S][]>;
  put<S extends ClientStoreName>(store: S, values: readonly ClientStores[S][]): Promise<void>;
  delete<S extends ClientStoreName>(store: S, keys: readonly ClientKey<S>[]): Promise<void>;
  /** Empties a store. */
  clear(store: ClientStoreName): Promise<void>;
  rowsOf(collection: string): Promise<readonly Row[]>;
  /** Rows of any collection with a version above one and up to another. */
  rowsBetween(above: number, upTo: number): Promise<readonly ClientRow[]>;
  /** Rows of a collection by rising id, above one. */
  rowsAfter(collection: string, id: Id | '', count: number): Promise<readonly Row[]>;
  /** The orders that are not closed. */
  openOrders(): Promise<readonly Row[]>;
  /** The orders begun last, closed ones too, newest first: an id of an order tells when it was made. */
  lastOrders(count: number): Promise<readonly Row[]>;
  /** Children of orders, in every collection. */
  rowsOfOrders(orders: readonly Id[]): Promise<readonly ClientRow[]>;
  meta<K extends keyof MetaValues>(key: K): Promise<MetaValues[K] | undefined>;
  /** The same for several keys in one request: on a slow processor each costs a tap more than what it reads. */
  metas<K extends keyof MetaValues>(keys: readonly K[]): Promise<{ readonly [P in K]?: MetaValues[P] }>;
  setMeta<K extends keyof MetaValues>(key: K, value: MetaValues[K]): Promise<void>;
}

/**
 * Where a device keeps what it knows.
 *
 * The contract, which every adapter passes (`store.contract.ts`):
 * - A transaction is whole or absent: when the function throws, or the process dies inside, nothing of it is there.
 * - When a `strict` transaction's promise resolves, it is on the disk.
 * - Transactions that write do not overlap: a number read and raised inside one is never given twice, in any tab.
 * - Inside the function only promises of this transaction are awaited; IndexedDB would commit early otherwise.
 */
export interface ClientStore {
  write<T>(durability: Durability, work: (tx: ClientTx) => Promise<T>): Promise<T>;
  read<T>(work: (tx: ClientTx) => Promise<T>): Promise<T>;
}
