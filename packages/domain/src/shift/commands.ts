import type { Id, Install } from '../kernel/ids.ts';
import { isAmount } from '../kernel/money.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, write, type View } from '../kernel/view.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { MISSING_MAX, drawers, shiftClosings, shiftOpenings } from './schema.ts';
import { openShiftOf, shiftOf } from './shifts.ts';

type Outcome = Result<readonly Change[], Refusal>;

/** Opens a shift on a drawer with its counted float. */
export function openShift(
  view: View,
  intent: {
    readonly id: Id<'shift'>;
    readonly drawer: Id<'drawer'>;
    readonly install: Install;
    readonly floatMinor: number;
  },
  context: Context,
): Outcome {
  const denied = withoutRight(context, Action.openShift);
  if (denied) return denied;
  if (find(view, drawers, intent.drawer)?.deleted !== false)
    return refuse(RefusalCode.notFound, { what: 'drawer', id: intent.drawer });
  if (!isAmount(intent.floatMinor) || intent.floatMinor < 0) return refuse(RefusalCode.badAmount);
  if (typeof openShiftOf(view, intent.drawer)?.floatMinor === 'number') return refuse(RefusalCode.shiftAlreadyOpen);
  return ok([opening(intent, intent.floatMinor, false, context)]);
}

/** What a till knows at the moment in which a drawer is counted: the closing keeps it (PAY-1). **Units** minor. */
export type KnownAtClosing = {
  readonly takenMinor: number;
  readonly refundedMinor: number;
  /** Tills of which not everything was read. */
  readonly missing: readonly Install[];
};

/** Closes a shift with the count of its drawer. A second closing is a recount, never an error (SYN-5). */
export function closeShift(
  view: View,
  intent: {
    readonly id: Id<'closing'>;
    readonly shift: Id<'shift'>;
    readonly countedMinor: number;
    readonly known?: KnownAtClosing;
  },
  context: Context,
): Outcome {
  const denied = withoutRight(context, Action.closeShift);
  if (denied) return denied;
  const shift = shiftOf(view, intent.shift);
  if (!shift) return refuse(RefusalCode.notFound, { what: 'shift', id: intent.shift });
  if (!isAmount(intent.countedMinor) || intent.countedMinor < 0) return refuse(RefusalCode.badAmount);
  return ok([
    write(shiftClosings, intent.id, {
      shift: shift.id,
      drawer: shift.drawer,
      countedMinor: intent.countedMinor,
      closedBy: context.actor,
      at: context.nowMs,
      ...(intent.known && { ...intent.known, missing: intent.known.missing.slice(0, MISSING_MAX) }),
    }),
  ]);
}

/** The opening that cash brings with it when no open shift of the drawer is known: its float is unknown (SYN-5). */
export function impliedOpening(
  intent: { readonly id: Id<'shift'>; readonly drawer: Id<'drawer'>; readonly install: Install },
  context: Context,
): Change {
  return opening(intent, null, true, context);
}

function opening(
  intent: { readonly id: Id<'shift'>; readonly drawer: Id<'drawer'>; readonly install: Install },
  floatMinor: number | null,
  implied: boolean,
  context: Context,
): Change {
  const { drawer, install } = intent;
  const values = { drawer, install, floatMinor, implied, openedBy: context.actor, at: context.nowMs };
  return write(shiftOpenings, intent.id, values);
}
