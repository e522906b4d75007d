import type { Entity, ExceptionKind, Id, Install, conflicts } from '@resto360/domain';
import type { Notice, Restaurant } from './notice.ts';

/** Which notices are asked for. `after`: the id of the last one of the page before. */
export type NoticesQuery = {
  readonly status: 'open' | 'ended' | 'all';
  readonly kind: ExceptionKind | undefined;
  readonly limit: number;
  readonly after: Id<'exception'> | undefined;
};

/**
 * How an exception ended. `decision`: a person decided · `server`: an op that was put apart was applied or discarded (`by`
 * is null where an update did it) · `edit`: a price was written once more by somebody who knew both values · `itself`:
 * what was odd is not odd any more. `remedy`: what was done. **Units** ms since 1970; null where nobody noted it.
 */
export type NoticeEnd = {
  readonly how: 'decision' | 'server' | 'edit' | 'itself';
  readonly by: Id<'staff'> | null;
  readonly name: string | null;
  readonly remedy: string | null;
  readonly at: number | null;
};

/** A notice with its end; null while it is open. */
export type ReadNotice = Notice & { readonly end: NoticeEnd | null };

/** A page of notices, in the order in which they were first seen; `version`: up to where the restaurant was looked at. */
export type NoticesPage = { readonly version: number; readonly more: boolean; readonly notices: readonly ReadNotice[] };

/** Which conflicts are asked for: those above a version. */
export type ConflictsQuery = {
  readonly sinceVersion: number;
  readonly needsPerson: 'yes' | 'no' | undefined;
  readonly limit: number;
};

/** A concurrent edit with its version and the names of the devices that wrote the two values. */
export type ReadConflict = Entity<typeof conflicts> & { readonly version: number };

/** A page of conflicts in version order; it ends at a version boundary. */
export type ConflictsPage = {
  readonly version: number;
  readonly more: boolean;
  readonly conflicts: readonly ReadConflict[];
  /** What the devices are called, and the people. */
  readonly names: ReadonlyMap<Install, string>;
  readonly people: ReadonlyMap<string, string>;
};

/** How often a person was needed in the last days. `share`: null where there was no op. */
export type ManualShare = {
  readonly days: number;
  readonly ops: number;
  readonly opened: number;
  readonly open: number;
  readonly share: number | null;
};

/** What is odd, for whoever may read a restaurant's orders (NOT-2). */
export interface ExceptionReader {
  notices(restaurant: Restaurant, query: NoticesQuery): Promise<NoticesPage>;
  conflicts(restaurant: Restaurant, query: ConflictsQuery): Promise<ConflictsPage>;
  /** **Units** whole days of UTC, today included. */
  share(restaurant: Restaurant, days: number): Promise<ManualShare>;
}
