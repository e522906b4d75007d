import { assert, nameId } from '@resto360/domain';
import type { AttemptNote, AttemptRow } from '../attempt-row.ts';
import type { AttemptStore, Held } from '../attempt-store.ts';
import { rowOf } from '../new-row.ts';

/** A store for the contract, with what stands around it. */
export type StoreBench = {
  readonly restaurant: string;
  readonly store: AttemptStore;
  /** An order that owes so much. **Units** minor. */
  openOrder(totalMinor: number): Promise<string>;
  add(row: AttemptRow): Promise<void>;
  get(id: string): Promise<AttemptRow | undefined>;
  /** The store was put back: from now on it is another history (SYN-21). */
  beginHistory(): Promise<void>;
  /** A person's change: no lease is asked for. */
  decide(row: AttemptRow): Promise<void>;
};

/** When everything of the contract happens. **Units** ms since 1970. */
export const NOW_MS = Date.UTC(2026, 10, 2, 12);
/** How rows are taken, unless told. */
export const LEASE = { owner: 'one', nowMs: NOW_MS, leaseMs: 90_000 } as const;
/** Something that happened. */
export const NOTE: AttemptNote = { atMs: NOW_MS, call: 'read', told: 'pending', from: 'created', to: 'created' };
let count = 0;

/** A checkout for so much, as it begins, unless told otherwise. **Units** minor. */
export async function add(
  bench: StoreBench,
  order: string,
  amountMinor: number,
  more: Partial<AttemptRow> = {},
): Promise<AttemptRow> {
  const id = nameId(`contract attempt ${++count} of ${order}`);
  const what = { id, restaurant: bench.restaurant, order, payment: nameId(`payment ${id}`), kind: 'checkout' } as const;
  const where = { provider: 'wave', account: 'wave-1', payer: null, operator: null } as const;
  const none = { reference: null, refundOf: null, validUntilMs: null, isDeferred: false } as const;
  const asks = { amountMinor, currency: 'XOF', createdAtMs: NOW_MS } as const;
  const row = { ...rowOf({ ...what, ...where, ...asks, ...none }, { customerWindowMs: 300_000 }, NOW_MS), ...more };
  await bench.add(row);
  return row;
}

/** The row in somebody's hands. */
export async function mustTake(
  bench: StoreBench,
  id: string,
  lease: Parameters<AttemptStore['take']>[1] = LEASE,
): Promise<Held> {
  const held = await bench.store.take(id, lease);
  assert(held, 'the row is free');
  return held;
}

/** The row after a look that told nothing. */
export const moved = (row: AttemptRow): AttemptRow => ({
  ...row,
  version: row.version + 1,
  tries: row.tries + 1,
  note: 'moved',
});
