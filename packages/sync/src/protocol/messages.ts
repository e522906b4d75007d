import type { Id, Install, Row, Stamp } from '@resto360/domain';
import type { Chain } from './op.ts';

/**
 * The exchange, in prose: a device posts what the cloud has not confirmed (`push`) together with "what is new since my
 * cursor" (`pull`); the answer judges every op by id and brings one page of rows. It repeats while the page says
 * `more`. Nothing else ever changes a device's rows, and nothing but a verdict read back ever empties its outbox.
 */
export type SyncRequest = {
  readonly restaurant: Id<'restaurant'>;
  readonly install: Install;
  readonly lineage: number;
  /** The device's clock when it sent, for the correction of SYN-24. **Units** ms since 1970. */
  readonly sentAt: number;
  readonly push?: { readonly chains: readonly Chain<unknown>[] };
  readonly pull?: PullRequest;
  /** Of which history the device holds something: another one that stands under the same number is noticed (SYN-21). */
  readonly marks?: readonly HistoryMark[];
  /** Ops that a former history had answered: does this one know them? Only the others are sent in full (SYN-21). */
  readonly recall?: readonly Id<'op'>[];
};

/** The history up to a version, in short: what its journal's hash begins with there. */
export type HistoryMark = readonly [version: number, mark: string];

/** "What is new": everything in the scope above `since`. */
export type PullRequest = {
  readonly since: number;
  readonly scope: string;
  readonly limit: number;
  /** The device makes the rows of its own push itself, where it can; the answer may leave them out (SYN-27). */
  readonly own?: boolean;
  /** The version up to which this device let go of closed orders; apps that know no window leave it out (SYN-20). */
  readonly floor?: number;
  /** The device holds no row of what it asks for: what stands behind the window is left out from the beginning. */
  readonly fresh?: boolean;
  /** These collections are read again from there on, while `since` stands still: they came into scope, or did not fit. */
  readonly part?: { readonly collections: readonly string[]; readonly since: number };
  /** Asks for the digest of what the page leads to (SYN-22). */
  readonly digest?: boolean;
};

/** The cloud's word on one op (SYN vocabulary). The third member is the effective stamp, or the code. */
export type Verdict =
  | readonly [verdict: 'ok' | 'dup', version: number, effective?: Stamp]
  | readonly [verdict: 'quarantined' | 'rejected', version: number, code: string];

/** The answer to the push. `missing`: first and last sequence numbers that never came. */
export type PushAnswer = {
  readonly verdicts: Readonly<Record<string, Verdict>>;
  readonly missing: readonly (readonly [first: number, last: number])[];
  readonly fork: boolean;
};

/**
 * One page: versions above `from` up to `to`, whole; `more` when later ones wait. `own`: how many rows are left out
 * because the ops of this very push make them, and their check.
 */
export type PullAnswer = {
  readonly from: number;
  readonly to: number;
  readonly more: boolean;
  readonly scope: string;
  readonly rows: Readonly<Record<string, readonly Row[]>>;
  readonly own?: readonly [count: number, check: string];
  /** Closed orders that were last written up to there are not in this device's scope any more. */
  readonly floor?: number;
  /** The collections of the scope, where the device's scope is another one or it reads from 0. */
  readonly collections?: readonly string[];
  /** The versions of the asked part that are here; `from` and `to` are where the rest stands. */
  readonly part?: readonly [from: number, to: number];
  readonly digest?: PageDigest;
  /** Tombstones up to there may be gone: told to whoever has read less, and with every page of a part (SYN-22). */
  readonly horizon?: number;
};

/** Rows and their check by collection, at the page's end: of the house whole, of others above `above` (SYN-22). */
export type PageDigest = { readonly above: number; readonly sums: RowSums };
export type RowSums = Readonly<Record<string, readonly [count: number, check: number]>>;

/** The answer of one exchange. */
export type SyncAnswer = {
  readonly lineage: number;
  readonly head: number;
  /** Of the history up to `head`; told with a page. */
  readonly mark?: string;
  readonly receivedAt: number;
  readonly push?: PushAnswer;
  readonly pull?: PullAnswer;
  /** Of the ops asked for, those that this history knows. */
  readonly recalled?: Readonly<Record<string, Verdict>>;
};

/** The one shape of every error (section 6); `details` never holds a stack. */
export type ErrorBody = {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
};
