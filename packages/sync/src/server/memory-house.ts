import type { Id } from '@resto360/domain';
import { CHAIN_START } from '../protocol/op-hash.ts';
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

/** The house's counter, with the journal's hash at the versions asked for. */
export function headOf(house: House, hashesAt?: readonly number[]): Head {
  if (!hashesAt) return house.head;
  const hashAt = (at: number): string => {
    if (at >= house.head.head) return house.head.journalHash;
    return house.journal.findLast(({ version }) => version <= at)?.chain ?? CHAIN_START;
  };
  return { ...house.head, hashes: hashesAt.map(hashAt) };
}
