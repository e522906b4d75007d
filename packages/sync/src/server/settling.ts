import { isId, isObject, type Id, type Json } from '@resto360/domain';
import type { Op } from '../protocol/op.ts';
import type { JournalEntry, StoredRow } from './store.ts';
import type { WorkingRows } from './working-rows.ts';

/** The kinds of entries that say what becomes of a quarantined op; written by the server, never by a device. */
export const SETTLING_KINDS = {
  replay: 'quarantine.replay',
  discard: 'quarantine.discard',
  reopen: 'quarantine.reopen',
} as const;

const STATE_AFTER: Readonly<Record<string, string>> = {
  [SETTLING_KINDS.replay]: 'replayed',
  [SETTLING_KINDS.discard]: 'discarded',
  [SETTLING_KINDS.reopen]: 'waiting',
};

/** Whether an entry of the journal says what becomes of a quarantined op. */
export const isSettling = ({ kind, verdict }: Pick<JournalEntry, 'kind' | 'verdict'>): boolean =>
  verdict === 'ok' && Object.values<string>(SETTLING_KINDS).includes(kind);

/** The quarantined op that a settling entry speaks of. */
export function settledBy(body: string): Id | undefined {
  const id = changeOf(body)[1];
  return isId(id) ? id : undefined;
}

/** When it was settled, in ms since 1970; undefined for an entry of a server that did not note it. */
export function settledAt(body: string): number | undefined {
  const fields = changeOf(body)[2];
  const at = isObject(fields) ? fields['at'] : undefined;
  return typeof at === 'number' ? at : undefined;
}

function changeOf(body: string): readonly unknown[] {
  const op: unknown = JSON.parse(body);
  const changes = isObject(op) && Array.isArray(op['changes']) ? (op['changes'] as unknown[]) : [];
  return Array.isArray(changes[0]) ? (changes[0] as unknown[]) : [];
}

/** What a settling entry of the journal does to the rows: the fold of the journal runs the same code. */
export function applySettling(
  rows: WorkingRows,
  settled: {
    readonly kind: string;
    readonly by: string;
    readonly version: number;
    readonly row: StoredRow;
    /** **Units** ms since 1970. **Why** undefined: rows of before keep the words they were written with. */
    readonly at: number | undefined;
  },
  original: Pick<JournalEntry, 'body' | 'effective' | 'base'>,
): void {
  const { kind, by, version, row, at } = settled;
  if (kind === SETTLING_KINDS.replay) {
    const op = JSON.parse(original.body) as Op;
    rows.apply(original.base === null ? op : { ...op, base: original.base }, original.effective ?? op.stamp, version);
  }
  const noted = at === undefined ? {} : { settledAt: at };
  const said = { state: STATE_AFTER[kind] ?? 'waiting', settledVersion: version, settledBy: by, ...noted };
  const f: Record<string, Json> = { ...row.f, ...said };
  rows.put('quarantine', { ...row, f, v: version, sv: version });
}
