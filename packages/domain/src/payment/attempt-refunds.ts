import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import { isAmount } from '../kernel/money.ts';
import { nameId } from '../kernel/name-id.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, listAll, write, type View } from '../kernel/view.ts';
import { partIdsOf } from '../order/parts.ts';
import { orders } from '../order/schema.ts';
import { rails } from '../server-collections.ts';
import { agreed, withoutApproval, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { isCounted } from './attempt-state.ts';
import { attemptById, attemptsOf, type KnownAttempt } from './attempts.ts';
import { openingOf, type Till } from './refunds.ts';
import { attemptRefunds } from './schema.ts';

type Outcome = Result<readonly Change[], Refusal>;
type AttemptRefund = Entity<typeof attemptRefunds>;

/** Money of an attempt that somebody gives back. **Units** minor. */
type BackIntent = {
  readonly id: Id<'refund'>;
  readonly attempt: Id<'attempt'>;
  readonly amountMinor: number;
  readonly reason: string;
};

/**
 * Asks the server to send money back over the rail on which it came. It counts as gone once a read has proven it; until then
 * nothing else of this attempt is given back for it. Whether it still can be is the server's to say (PAY-20).
 * **Errors** not_found, refund_too_high, rail_closed where the rail sends nothing back, reason_missing, approval_needed.
 */
export function refundOverRail(view: View, intent: BackIntent, context: Context): Outcome {
  const checked = refundable(view, intent, context);
  if (!checked.ok) return checked;
  const attempt = checked.value;
  if (!sendsBack(view, attempt, intent.amountMinor)) return refuse(RefusalCode.railClosed, { rail: attempt.rail });
  return ok([written(view, attempt, { ...intent, way: 'rail', shift: null, reverses: null }, context)]);
}

/**
 * Gives money of an attempt back in cash: out of this till's drawer, or the one into which its order was paid. Final, like all
 * cash, and booked on the drawer's open shift; it opens one where none is known (SYN-5).
 * **Errors** not_found, refund_too_high, reason_missing, approval_needed.
 */
export function handBack(view: View, intent: BackIntent & { readonly till: Till }, context: Context): Outcome {
  const checked = refundable(view, intent, context);
  if (!checked.ok) return checked;
  return booked(view, checked.value, { ...intent, reverses: null }, context);
}

/**
 * The guest gave cash back that had been handed to them for an attempt: once for each, however many people say so.
 * **Errors** not_found, matter_gone for one that was taken back already.
 */
export function takeHandedBack(
  view: View,
  { refund: id, reason, till }: { readonly refund: Id<'refund'>; readonly reason: string; readonly till: Till },
  context: Context,
): Outcome {
  const refund = find(view, attemptRefunds, id);
  const attempt = attemptById(view, refund?.attempt ?? '');
  if (!refund || !attempt) return refuse(RefusalCode.notFound, { what: 'refund', id });
  if (view.get(attemptRefunds.name, reversalId(id))) return refuse(RefusalCode.matterGone);
  const { amountMinor } = refund;
  return booked(view, attempt, { id: reversalId(id), amountMinor, reason, till, reverses: id }, context);
}

/** Cash that was handed out for an attempt and has not come back, the largest last. */
export function standingHandedBack(view: View, attempt: Id<'attempt'>): AttemptRefund[] {
  return listAll(view, attemptRefunds)
    .filter((one) => one.attempt === attempt && one.way === 'cash' && one.reverses === null)
    .filter(({ id }) => view.get(attemptRefunds.name, reversalId(id)) === undefined)
    .toSorted((a, b) => a.amountMinor - b.amountMinor);
}

/**
 * The attempt of an order, or of what was merged with it, that can send so much of what counts back over its rail: the latest.
 * Undefined where none can: a rail that gives nothing back, or only a payment whole.
 */
export function attemptToRefund(view: View, order: Id<'order'>, amountMinor: number): KnownAttempt | undefined {
  return partIdsOf(view, order)
    .flatMap((part) => attemptsOf(view, part))
    .filter((attempt) => isCounted(attempt.state) && sendsBack(view, attempt, amountMinor))
    .toSorted((a, b) => (a.told?.changedAt ?? 0) - (b.told?.changedAt ?? 0) || (a.id < b.id ? -1 : 1))
    .at(-1);
}

/**
 * Whether an attempt's rail can send so much back. **Units** minor. **Why** not a claim's: what a guest sent by themselves is no
 * request of ours, and is given back in cash.
 */
export function sendsBack(view: View, attempt: KnownAttempt, amountMinor: number): boolean {
  const { told, isClaim, keptMinor, awaitedBackMinor } = attempt;
  const rail = listAll(view, rails).find((one) => one.rail === attempt.rail);
  if (!told || isClaim || rail?.isActive !== 'yes' || amountMinor > keptMinor - awaitedBackMinor) return false;
  return rail.refunds === 'partial' || (rail.refunds === 'full' && amountMinor === told.acceptedMinor);
}

const reversalId = (refund: Id<'refund'>): Id<'refund'> => nameId(`reversal:${refund}`);

function refundable(view: View, intent: BackIntent, context: Context): Result<KnownAttempt, Refusal> {
  const attempt = attemptById(view, intent.attempt);
  if (!attempt) return refuse(RefusalCode.notFound, { what: 'attempt', id: intent.attempt });
  const { amountMinor, reason } = intent;
  const maxMinor = Math.max(0, attempt.keptMinor - attempt.awaitedBackMinor);
  if (!isAmount(amountMinor) || amountMinor < 1 || amountMinor > maxMinor) {
    return refuse(RefusalCode.refundTooHigh, { maxMinor });
  }
  if (reason.trim() === '') return refuse(RefusalCode.reasonMissing);
  return withoutApproval(view, context, Action.refund) ?? ok(attempt);
}

type Booked = BackIntent & { readonly till: Till; readonly reverses: Id<'refund'> | null };

function booked(view: View, attempt: KnownAttempt, what: Omit<Booked, 'attempt'>, context: Context): Outcome {
  const { till, ...values } = what;
  const opened = openingOf(view, { order: attempt.order, amountMinor: values.amountMinor, till }, context);
  if (!opened.ok) return opened;
  const { shift, opening } = opened.value;
  return ok([...opening, written(view, attempt, { ...values, way: 'cash', shift }, context)]);
}

function written(
  view: View,
  { id: attempt, order, payment, rail }: KnownAttempt,
  what: Pick<AttemptRefund, 'id' | 'amountMinor' | 'reason' | 'way' | 'shift' | 'reverses'>,
  context: Context,
): Change {
  const { id, amountMinor, reason, way, shift, reverses } = what;
  const currency = find(view, orders, order)?.currency ?? 'XOF';
  const of = { order, payment, attempt, rail, way, shift, reverses };
  const told = { by: context.actor, ...agreed(context, context.actor), at: context.nowMs };
  return write(attemptRefunds, id, { ...of, amountMinor, currency, reason, ...told });
}
