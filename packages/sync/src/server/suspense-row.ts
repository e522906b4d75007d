import { isId, makeStamp, markOf, staff, type Id, type Row } from '@resto360/domain';
import type { Incoming } from './incoming.ts';
import { concerned } from './quarantine-row.ts';
import type { StoredRow } from './store.ts';

/** Why an op that counts, or will, stands in suspense all the same. */
export type Suspended = 'person' | 'device';

/**
 * Whether whoever wrote an op had the right to no more: a person who had left before it was written (by its stamp, which
 * a clock may bend), or a device that is revoked, whenever it wrote or carried it. Nothing that happened is refused for it (SYN-25).
 */
export function suspendedBy(
  actor: string,
  stamp: string,
  around: { readonly person: Row | undefined; readonly isRevoked: boolean },
): Suspended | undefined {
  if (around.isRevoked) return 'device';
  const { person } = around;
  if (!person || person.f['active'] !== false || !isId(actor)) return undefined;
  const left = markOf(staff, person, 'active')?.replace('~', '');
  return left !== undefined && stamp > left ? 'person' : undefined;
}

/** The row that sets an op apart for a person: which device brought it, what it writes, how much it took. */
export function suspenseRow(
  one: Incoming,
  why: Suspended,
  at: { readonly id: Id; readonly version: number; readonly receivedAt: number },
): StoredRow {
  const { orders, rows, amountMinor } = concerned(one.body);
  const { install } = one;
  const f = { install, kind: one.told.kind.slice(0, 40), actor: one.told.actor, why, orders, rows, amountMinor };
  return { id: at.id, v: at.version, sv: at.version, st: makeStamp(at.receivedAt, 0, install), f };
}
