import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse } from '../kernel/refusal.ts';
import { may, type Action } from './rights.ts';
import type { Role } from './schema.ts';

/** Who acts, and what their clock says. **Units** `nowMs` since 1970: shown to people, never used to order or to book. */
export type Context = { readonly actor: Id<'staff'>; readonly role: Role; readonly nowMs: number };

/** The refusal of somebody without the right, or undefined when they may. */
export function withoutRight(context: Context, action: Action) {
  return may(context.role, action) ? undefined : refuse(RefusalCode.noRight, { action, role: context.role });
}
