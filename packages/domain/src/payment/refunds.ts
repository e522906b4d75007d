import type { Entity } from '../kernel/collection.ts';
import type { Id, Install } from '../kernel/ids.ts';
import { isAmount } from '../kernel/money.ts';
import { nameId } from '../kernel/name-id.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { entityOf, find, write, type View } from '../kernel/view.ts';
import { listOfParts, partIdsOf } from '../order/parts.ts';
import { orders } from '../order/schema.ts';
import { impliedOpening } from '../shift/commands.ts';
import { openShiftOf, shiftOf } from '../shift/shifts.ts';
import { agreed, withoutApproval, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { dueOf } from './due.ts';
import { payments, refunds } from './schema.ts';
import { tenderMinor } from './tender.ts';

/** Where the money of a refund lies. `drawer` null: in the drawer into which it had come. */
export type Till = {
  readonly drawer: Id<'drawer'> | null;
  readonly install: Install;
  /** Id for the shift that this opens when none of the drawer is known to be open. */
  readonly newShift: Id<'shift'>;
};

type Outcome = Result<readonly Change[], Refusal>;
type Refund = Entity<typeof refunds>;

/**
 * Cash that goes back to a guest: never more than was taken and has not gone back yet. Like cash that is taken it needs
 * no open shift: it opens one (SYN-5). Whether somebody may is the caller's question; whether a PIN is to be typed beside
 * it is not (SYN-25).
 * **Errors** not_found, refund_too_high, approval_needed. **Units** minor.
 */
export function refundCash(
  view: View,
  intent: {
    readonly id: Id<'refund'>;
    readonly order: Id<'order'>;
    readonly amountMinor: number;
    readonly reason: string;
    readonly till: Till;
  },
  context: Context,
): Outcome {
  const order = find(view, orders, intent.order);
  if (!order) return refuse(RefusalCode.notFound, { what: 'order', id: intent.order });
  const { paidMinor, awaitedBackMinor } = dueOf(view, intent.order);
  const { amountMinor, reason } = intent;
  // What a rail was asked to give back is on its way to the guest.
  const maxMinor = Math.max(0, paidMinor - awaitedBackMinor);
  if (!isAmount(amountMinor) || amountMinor < 1 || amountMinor > maxMinor) {
    return refuse(RefusalCode.refundTooHigh, { maxMinor });
  }
  if (reason.trim() === '') return refuse(RefusalCode.reasonMissing);
  const unapproved = withoutApproval(view, context, Action.refund);
  if (unapproved) return unapproved;
  const payment = paymentToGiveBack(view, intent.order, amountMinor);
  const what = {
    order: payment?.order ?? order.id,
    payment: payment?.id ?? null,
    currency: order.currency,
    amountMinor,
    reason,
  };
  return booked(view, { ...what, id: intent.id, reverses: null, shift: payment?.shift ?? null }, intent.till, context);
}

/**
 * The guest gave a refund back: one fact for each refund, however many people say so, because its id follows from the
 * refund's.
 * **Errors** not_found, matter_gone for a refund that was taken back already.
 */
export function reverseRefund(
  view: View,
  intent: { readonly refund: Id<'refund'>; readonly reason: string; readonly till: Till },
  context: Context,
): Outcome {
  const refund = find(view, refunds, intent.refund);
  if (!refund) return refuse(RefusalCode.notFound, { what: 'refund', id: intent.refund });
  if (isReversed(view, refund)) return refuse(RefusalCode.matterGone);
  const { order, payment, currency, amountMinor, shift } = refund;
  const what = { order, payment, currency, amountMinor, shift, reason: intent.reason };
  return booked(view, { ...what, id: reversalId(refund.id), reverses: refund.id }, intent.till, context);
}

/** The refunds of an order that stand, and of what was merged with it, the latest last. */
export function standingRefunds(view: View, order: Id<'order'>): Refund[] {
  return listOfParts(view, refunds, order)
    .filter((refund) => refund.reverses === null && !isReversed(view, refund))
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/**
 * The refund that a guest gives back where so much too much went back: of those that stand and are not more than that
 * the largest, and of several the latest. Undefined where each is more: then a part of one was right, and only people
 * know what to do about the rest.
 */
export function refundTooMuch(view: View, order: Id<'order'>, tooMuchMinor: number): Refund | undefined {
  return standingRefunds(view, order)
    .filter(({ amountMinor }) => amountMinor <= tooMuchMinor)
    .toSorted((a, b) => a.amountMinor - b.amountMinor)
    .at(-1);
}

/**
 * The open shift that money going back is booked on, and the opening that it implies where none is known: of this till's drawer,
 * or of the one into which the order's money came.
 * **Errors** not_found where no drawer is known.
 */
export function openingOf(
  view: View,
  what: { readonly order: Id<'order'>; readonly amountMinor: number; readonly till: Till },
  context: Context,
): Result<Opened, Refusal> {
  const { order, amountMinor, till } = what;
  return openingIn(view, till.drawer ?? drawerOfRefund(view, order, amountMinor), till, context);
}

/** The drawer that a refund comes out of where no other is named: the one into which its money had come. */
export function drawerOfRefund(view: View, order: Id<'order'>, amountMinor: number): Id<'drawer'> | undefined {
  const payment = paymentToGiveBack(view, order, amountMinor);
  return payment && shiftOf(view, payment.shift)?.drawer;
}

const reversalId = (refund: Id<'refund'>): Id<'refund'> => nameId(`reversal:${refund}`);
const isReversed = (view: View, { id }: Refund) => view.get(refunds.name, reversalId(id)) !== undefined;

type Opened = { readonly shift: Id<'shift'>; readonly opening: readonly Change[] };

function openingIn(
  view: View,
  drawer: Id<'drawer'> | undefined,
  till: Till,
  context: Context,
): Result<Opened, Refusal> {
  if (drawer === undefined) return refuse(RefusalCode.notFound, { what: 'drawer', id: '' });
  const open = openShiftOf(view, drawer);
  const opening = open ? [] : [impliedOpening({ id: till.newShift, drawer, install: till.install }, context)];
  return ok({ shift: open?.id ?? till.newShift, opening });
}

function booked(
  view: View,
  what: Pick<Refund, 'id' | 'order' | 'payment' | 'currency' | 'amountMinor' | 'reason' | 'reverses'> & {
    readonly shift: Id<'shift'> | null;
  },
  till: Till,
  context: Context,
): Outcome {
  const { id, shift: of, ...values } = what;
  const drawer = till.drawer ?? (of === null ? undefined : shiftOf(view, of)?.drawer);
  const opened = openingIn(view, drawer, till, context);
  if (!opened.ok) return opened;
  const { shift, opening } = opened.value;
  const told = { method: 'cash' as const, by: context.actor, ...agreed(context, context.actor), at: context.nowMs };
  return ok([...opening, write(refunds, id, { ...values, ...told, shift })]);
}

// The payment that came last among those of this very amount, or the last of all: what was taken once too often.
function paymentToGiveBack(view: View, order: Id<'order'>, amountMinor: number) {
  const rows = partIdsOf(view, order)
    .flatMap((part) => [...view.ofOrder(payments.name, part)])
    .toSorted((a, b) => (a.st < b.st ? -1 : 1));
  const taken = rows.flatMap((row) => entityOf(payments, row) ?? []);
  return taken.findLast((payment) => tenderMinor(payment) === amountMinor) ?? taken.at(-1);
}
