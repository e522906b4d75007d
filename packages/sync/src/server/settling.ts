import { isId, isObject, type Id, type Json } from '@resto360/domain';
import type { Op } from '../protocol/op.ts';
import type { JournalEntry, StoredRow } from './store.ts';
import type { WorkingRows } from './working-rows.ts';

/** The kinds of entries with which a quarantined op ends; written by the server, never by a device. */
export const SETTLING_KINDS = { replay: 'quarantine.replay', discard: 'quarantine.discard' } as const;

/** Whether an entry of the journal ends the wait of a quarantined op. */
export const isSettling = ({ kind, verdict }: Pick<JournalEntry, 'kind' | 'verdict'>): boolean =>
  verdict === 'ok' && Object.values<string>(SETTLING_KINDS).includes(kind);

/** The quarantined op that a settling entry speaks of. */
export function settledBy(body: string): Id | undefined {
  const op: unknown = JSON.parse(body);
  const changes = isObject(op) && Array.isArray(op['changes']) ? (op['changes'] as unknown[]) : [];
  const id = Array.isArray(changes[0]) ? (changes[0] as unknown[])[1] : undefined;
  return isId(id) ? id : undefined;
}

/** What a settling entry of the journal does to the rows: the fold of the journal runs the same code. */
export function applySettling(
  rows: WorkingRows,
  settled: { readonly kind: string; readonly by: string; readonly version: number; readonly row: StoredRow },
  original: Pick<JournalEntry, 'body' | 'effective' | 'base'>,
): void {
  const { kind, by, version, row } = settled;
  if (kind === SETTLING_KINDS.replay) {
    const op = JSON.parse(original.body) as Op;
    rows.apply(original.base === null ? op : { ...op, base: original.base }, original.effective ?? op.stamp, version);
  }
  const state = kind === SETTLING_KINDS.replay ? 'replayed' : 'discarded';
  const f: Record<string, Json> = { ...row.f, state, settledVersion: version, settledBy: by };
  rows.put('quarantine', { ...row, f, v: version, sv: version });
}
