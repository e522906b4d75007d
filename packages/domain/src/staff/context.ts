import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse } from '../kernel/refusal.ts';
import { find, type View } from '../kernel/view.ts';
import { may, type Action } from './rights.ts';
import { staff, type Role } from './schema.ts';

/**
 * Who acts, and what their clock says. `isAged`: this device has read nothing of the house for so long that roles may
 * have changed since (SYN-25). `approvedBy`: whose PIN was typed beside it. **Units** `nowMs` since 1970: shown to
 * people, never used to order or to book.
 */
export type Context = {
  readonly actor: Id<'staff'>;
  readonly role: Role;
  readonly nowMs: number;
  readonly isAged?: boolean;
  readonly approvedBy?: Id<'staff'> | null;
};

/** The refusal of somebody without the right, or undefined when they may. */
export function withoutRight(context: Context, action: Action) {
  return may(context.role, action) ? undefined : refuse(RefusalCode.noRight, { action, role: context.role });
}

/**
 * The refusal of money off, money back or a cancelled dish on a device whose roles have aged and beside which nobody
 * with the right typed their PIN; undefined otherwise. Everything else goes on whatever the age (SYN-25).
 */
export function withoutApproval(view: View, { isAged, approvedBy }: Context, action: Action) {
  if (isAged !== true) return undefined;
  const by = find(view, staff, approvedBy ?? '');
  return by?.active && may(by.role, action) ? undefined : refuse(RefusalCode.approvalNeeded, { action });
}

/** What such a fact says of itself: whose PIN was typed, and whether the roles had aged. */
export function agreed({ isAged, approvedBy }: Context, otherwise: Id<'staff'> | null) {
  return { approvedBy: approvedBy ?? otherwise, agedGrant: isAged === true };
}
