import { CATALOG, ROLES, may, opKind, type Role } from '@resto360/domain';
import type { Incoming } from './incoming.ts';
import type { StoredRow } from './store.ts';

/** What is done with an op that is new. */
export type Judgement =
  | { readonly verdict: 'ok' }
  | { readonly verdict: 'quarantined' | 'rejected'; readonly code: string };

/** Whether a kind of op writes what the house decides. */
export function isAdmin(kind: string): boolean {
  const first = opKind(kind)?.collections[0];
  return first !== undefined && CATALOG.get(first)?.class === 'admin';
}

/**
 * Judges an op that is new: what cannot be read is kept for later, admin data needs a sound value and the right of
 * whoever acts, and what happened in the room is never refused (SYN section 3).
 */
export function judge(one: Incoming, staffRow: (id: string) => StoredRow | undefined, trusted: boolean): Judgement {
  if (one.problem !== undefined) {
    const impossible = one.problem === 'bad_value' && isAdmin(one.told.kind);
    return { verdict: impossible ? 'rejected' : 'quarantined', code: one.problem };
  }
  const kind = one.op ? opKind(one.op.kind) : undefined;
  if (!kind || !one.op || trusted || !isAdmin(one.op.kind)) return { verdict: 'ok' };
  const row = staffRow(one.op.actor);
  const role = ROLES.find((name): name is Role => name === row?.f['role']);
  const allowed = role !== undefined && row?.f['active'] !== false && may(role, kind.action);
  return allowed ? { verdict: 'ok' } : { verdict: 'rejected', code: 'no_right' };
}
