import type { Id } from '@resto360/domain';
import type { DeviceRead, Purge } from './tombstones.ts';
import type { DeviceState, Head, JournalEntry, KnownOp, StoredRow } from './store.ts';

/** One restaurant in memory. */
export type House = {
  head: Head;
  readonly rows: Map<string, Map<Id, StoredRow>>;
  readonly journal: JournalEntry[];
  readonly known: Map<Id, KnownOp>;
  readonly devices: Map<string, DeviceState>;
  readonly byVersion: { version: number; collection: string; id: Id }[];
  readonly reads: Map<string, DeviceRead>;
  readonly purges: Purge[];
  /** The head before the first commit of each day. */
  readonly days: { readonly day: number; readonly head: number }[];
};
