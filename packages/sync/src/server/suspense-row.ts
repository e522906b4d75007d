import { isId, makeStamp, markOf, staff, type Id, type Row } from '@resto360/domain';
import type { Op } from '../protocol/op.ts';
import type { Incoming } from './incoming.ts';
import { concerned } from './quarantine-row.ts';
import type { StoredRow } from './store.ts';

const ROWS_MAX = 100;

/** Why an op that is applied stands in suspense all the same. */
export type Suspended = 'person' | 'device';

/**
 * Whether whoever wrote an op had the right to no more: a person who had left before it was written (by its stamp, which
 * a clock may bend), or a device that is revoked, whenever it wrote or carried it. Nothing that happened is refused for it (SYN-25).
 */
export function suspendedBy(
  op: Op,
  stamp: string,
  around: { readonly person: Row | undefined; readonly isRevoked: boolean },
): Suspended | undefined {
  if (around.isRevoked) return 'device';
  const { person } = around;
  if (!person || person.f['active'] !== false || !isId(op.actor)) return undefined;
  const left = markOf(staff, person, 'active')?.replace('~', '');
  return left !== undefined && stamp > left ? 'person' : undefined;
}

/** The row that sets an op apart for a person: which device brought it, what it wrote, how much it took. */
export function suspenseRow(
  one: Incoming & { readonly op: Op },
  why: Suspended,
  at: { readonly id: Id; readonly version: number; readonly receivedAt: number },
): StoredRow {
  const { orders, amountMinor } = concerned(one.body);
  const rows = one.op.changes.map(([, id]) => id).slice(0, ROWS_MAX);
  const { install } = one;
  const f = { install, kind: one.told.kind.slice(0, 40), actor: one.told.actor, why, orders, rows, amountMinor };
  return { id: at.id, v: at.version, sv: at.version, st: makeStamp(at.receivedAt, 0, install), f };
}
