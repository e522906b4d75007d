import type { Id, Install } from '@resto360/domain';

/** How far a device had read when it asked: what it said lies on its disk. **Units** `atMs` ms since 1970. */
export type DeviceRead = { readonly cursor: number; readonly atMs: number };

/**
 * Which tombstones may go: rows of `collections` that were born and say `deleted`, of versions up to `upTo`, and none
 * that still stands in a window of `days`. `rowsMax`: about how many go in one step; a version goes whole.
 */
export type PurgeRequest = {
  readonly collections: readonly string[];
  readonly upTo: number;
  readonly days: number;
  readonly rowsMax: number;
};

/** What one step took away, and whether there may be more. */
export type Purged = { readonly rows: number; readonly more: boolean };

/** A step as it is remembered: at the head `at` every tombstone up to `horizon` went. The journal's fold does the same. */
export type Purge = { readonly at: number; readonly horizon: number };

/**
 * The part of a server's store that lets go of tombstones (SYN-22).
 *
 * The contract, which every adapter passes (`tombstones.contract.ts`):
 * - `purge` holds the restaurant's lock; rows, horizon and the memory of the step change together or not at all.
 * - The horizon is the version of the newest row that went, and never falls. A step that finds nothing raises nothing.
 * - What was never born stays: its creation may still come, and must not bring it back.
 * - Nothing of the journal is touched.
 */
export interface TombstoneStore {
  /** Remembers how far a device has read, also where that is less than before. */
  noteRead(restaurant: Id<'restaurant'>, install: Install, read: DeviceRead): Promise<void>;
  /** How far the devices have read that are not revoked; those of which nothing was noted are left out. */
  reads(restaurant: Id<'restaurant'>): Promise<readonly DeviceRead[]>;
  purge(restaurant: Id<'restaurant'>, request: PurgeRequest): Promise<Purged>;
  /** Every step so far, in its order. */
  purges(restaurant: Id<'restaurant'>): Promise<readonly Purge[]>;
}
