import { CATALOG, ROLES, may, opKind, type Id, type Role } from '@resto360/domain';
import type { Op } from '../protocol/op.ts';
import type { DeviceKind } from '../scope.ts';
import { isSaidTwice } from '../said-twice.ts';
import type { Incoming } from './incoming.ts';
import type { ServerRules } from './rules.ts';
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

/** What a judgement looks at besides the op. */
export type JudgeAround = {
  readonly row: (collection: string, id: Id) => StoredRow | undefined;
  readonly deviceKind: DeviceKind | undefined;
  /** The device may edit nothing of the house any more, whoever stands at it (SYN-25). */
  readonly isRevoked: boolean;
  readonly trusted: boolean;
  readonly rules: Pick<ServerRules, 'facts' | 'suspense'>;
};

/**
 * Judges an op that is new: what cannot be read is kept for later, admin data needs a sound value and the right of
 * whoever acts, and what happened in the room is never refused (SYN section 3).
 */
export function judge(one: Incoming, around: JudgeAround): Judgement {
  if (one.problem !== undefined) {
    if (!isAdmin(one.told.kind) || around.trusted) return { verdict: 'quarantined', code: one.problem };
    // A later release would read it without knowing who brought it: whoever may edit nothing gets nothing put aside.
    if (around.isRevoked || around.deviceKind === 'kitchen') return { verdict: 'rejected', code: 'no_right' };
    return { verdict: one.problem === 'bad_value' ? 'rejected' : 'quarantined', code: one.problem };
  }
  const { op } = one;
  if (!op) return { verdict: 'quarantined', code: 'malformed_op' };
  if (around.rules.facts === 'first_stays' && rewritesFact(op, around))
    return { verdict: 'quarantined', code: 'fact_id_reused' };
  if (around.trusted || !isAdmin(op.kind) || mayEdit(op, around)) return { verdict: 'ok' };
  return { verdict: 'rejected', code: 'no_right' };
}

// A fact is corrected by another fact. A second one under its id, with other words, would rewrite it in silence: the
// first stays, whatever the stamps say, and the second is kept apart for a person. What two may say is joined like any row.
function rewritesFact(op: Op, around: JudgeAround): boolean {
  return op.changes.some(([name, id, fields]) => {
    if (CATALOG.get(name)?.class !== 'fact') return false;
    const stored = around.row(name, id);
    return stored !== undefined && !isSaidTwice(id, stored.f, fields);
  });
}

// The right is the role's, and a kitchen screen decides nothing of the house's whoever's id it sends.
function mayEdit(op: Op, around: JudgeAround): boolean {
  const row = around.row('staff', op.actor);
  const role = ROLES.find((name): name is Role => name === row?.f['role']);
  const action = opKind(op.kind)?.action;
  if (role === undefined || action === undefined || around.deviceKind === 'kitchen') return false;
  if (around.isRevoked && around.rules.suspense !== 'edits_count') return false;
  return row?.f['active'] !== false && may(role, action);
}
