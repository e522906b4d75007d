import type { Entity } from '../kernel/collection.ts';
import type { Id, Install } from '../kernel/ids.ts';
import { isAmount } from '../kernel/money.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, listAll, write, type View } from '../kernel/view.ts';
import { isClosed, rootOf } from '../order/parts.ts';
import { orders } from '../order/schema.ts';
import { draftsOf } from '../order/sending.ts';
import { paymentAttempts, rails } from '../server-collections.ts';
import { impliedOpening } from '../shift/commands.ts';
import { openShiftOf } from '../shift/shifts.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { attemptStateOf, isWatched } from './attempt-state.ts';
import { overLimit, withoutAnswer } from './claim-limits.ts';
import { bindings, closings } from './close-order.ts';
import { withoutDeferral, type Consent } from './deferral.ts';
import { dueOf } from './due.ts';
import { referenceOf } from './reference.ts';
import { attemptsUnderWay, replacements, withoutOverride } from './replacing.ts';
import { claims, paymentRequests, payments } from './schema.ts';

/** What a till asks when a guest pays over a rail. `attempt`: the id under which it is known everywhere. **Units** minor. */
export type RailIntent = {
  readonly id: Id<'payment'>;
  readonly attempt: Id<'attempt'>;
  readonly order: Id<'order'>;
  readonly rail: string;
  readonly amountMinor: number;
  readonly drawer: Id<'drawer'>;
  readonly install: Install;
  readonly newShift: Id<'shift'>;
};

/** Changes, the order they are booked on, and whether they cover what was due. */
export type RailTaken = { readonly order: Id<'order'>; readonly changes: readonly Change[]; readonly covers: boolean };

type Outcome = Result<RailTaken, Refusal>;

/**
 * A guest paid by themselves, on their own network, and shows a reference (O2). Within the house's limits it covers the
 * order, which closes; it pays it when the server has proven it (PAY-19). The same reference twice is refused here, and
 * is an exception where two tills took it apart.
 * **Errors** no_right, not_found, order_closed, unsent_lines, order_empty, nothing_due, bad_amount, rail_closed,
 * bad_reference, reference_used, payment_under_way, approval_needed.
 */
export function claimPayment(
  view: View,
  intent: RailIntent & { readonly raw: string; readonly payerLast4?: string },
  context: Context,
): Outcome {
  const { attempt, rail, amountMinor, install, raw, payerLast4 = null } = intent;
  const booked = bookable(view, intent, context);
  if (!booked.ok) return booked;
  const reference = referenceOf(raw);
  if (reference.length < REFERENCE_MIN) return refuse(RefusalCode.badReference, { reference });
  const used = claimWith(view, rail, reference);
  if (used) return refuse(RefusalCode.referenceUsed, { order: used.order });
  const underWay = attemptsUnderWay(view, booked.value.order.id);
  const notReplaced = withoutOverride(view, underWay, context);
  if (notReplaced) return notReplaced;
  const above = overLimit(view, { install, amountMinor, nowMs: context.nowMs });
  const unanswered = above && withoutAnswer(view, context, above);
  if (unanswered) return unanswered;
  const { order, dueMinor, opening, payment, by } = booked.value;
  const { currency } = order;
  const asked = { order: order.id, payment: intent.id, rail, amountMinor, currency };
  const typed = { reference, raw: raw.trim().slice(0, 60), payerLast4 };
  const claim = write(claims, attempt, { ...asked, ...typed, install, ...by });
  const covers = amountMinor === dueMinor;
  const closing = covers ? closings(view, order.id) : bindings(view, order.id);
  const replacing = replacements(underWay, intent.id, context);
  return ok({ order: order.id, changes: [...opening, payment, claim, ...replacing, ...closing], covers });
}

/**
 * Asks the server to get money over a rail: at once, from a telephone or by a page that the guest opens (O3), or, where
 * the house allows it and with a consent, when there is a line again (O4). It counts for nothing until a read has proven
 * it (PAY-11), so it closes no order. Nothing is asked over what is left alone, not even for later: it ends in minutes.
 * **Errors** as claimPayment, and bad_payer, amount_off_rail, payment_under_way.
 */
export function requestPayment(
  view: View,
  intent: RailIntent & {
    readonly kind: 'push' | 'checkout';
    readonly payer?: string;
    readonly operator?: string;
    readonly consent?: Consent;
    /** Now, by the till's corrected clock (SYN-24); that of the context where it is left out. **Units** ms. */
    readonly correctedMs?: number;
  },
  context: Context,
): Outcome {
  const { attempt, rail, amountMinor, install, kind, payer = null, operator = null, consent } = intent;
  const { correctedMs = context.nowMs } = intent;
  const booked = bookable(view, intent, context);
  if (!booked.ok) return booked;
  const { order, opening, payment, by } = booked.value;
  const offered = railOf(view, rail);
  if (!offered?.flows.includes(kind) || isLeftAlone(offered, correctedMs, operator)) {
    return refuse(RefusalCode.railClosed, { rail });
  }
  const off = offRail(offered, amountMinor);
  if (off) return off;
  if (offered.needsPayer && !(payer !== null && E164.test(payer))) return refuse(RefusalCode.badPayer);
  const [other] = attemptsUnderWay(view, order.id);
  if (other) return refuse(RefusalCode.paymentUnderWay, { attempt: other.id });
  const undeferrable = consent && withoutDeferral(view, { amountMinor, install, consent }, context);
  if (undeferrable) return undeferrable;
  const { currency } = order;
  const asked = { order: order.id, payment: intent.id, rail, kind, amountMinor, currency, payer, operator };
  const request = write(paymentRequests, attempt, { ...asked, ...consentFields(consent), install, ...by });
  return ok({ order: order.id, changes: [...opening, payment, request, ...bindings(view, order.id)], covers: false });
}

/** The rail by its word, if the house has it and it is switched on. */
export function railOf(view: View, rail: string): Entity<typeof rails> | undefined {
  return listAll(view, rails).find((one) => one.rail === rail && one.isActive === 'yes');
}

/**
 * Whether nobody is asked over a rail at this moment, because it does not answer (PAY-17); where an operator is named, over
 * that one. It ends by itself, and what guests pay by themselves is not touched by it. **Units** ms, of the server's clock.
 */
export function isLeftAlone(
  {
    closedUntil,
    closedOperators,
    operators,
  }: Pick<Entity<typeof rails>, 'closedUntil' | 'closedOperators' | 'operators'>,
  nowMs: number,
  operator: string | null = null,
): boolean {
  if (closedUntil === null || closedUntil <= nowMs) return false;
  if (closedOperators.length === 0) return true;
  const asked = operator === null ? operators : [operator];
  return asked.every((one) => closedOperators.includes(one));
}

/** A claim with this reference that was not rejected: a reference is for one payment. */
export function claimWith(view: View, rail: string, reference: string): Entity<typeof claims> | undefined {
  return listAll(view, claims).find(
    (one) =>
      one.rail === rail &&
      one.reference === reference &&
      !isWatched(attemptStateOf(find(view, paymentAttempts, one.id)?.state ?? 'claimed')),
  );
}

const REFERENCE_MIN = 4;
const E164 = /^\+[1-9]\d{6,14}$/;

type Bookable = {
  readonly order: Entity<typeof orders>;
  readonly dueMinor: number;
  readonly opening: readonly Change[];
  readonly payment: Change;
  readonly by: { readonly by: Id<'staff'>; readonly approvedBy: Id<'staff'> | null; readonly at: number };
};

/** What every payment over a rail asks of its order, and the tender line that it writes. */
function bookable(view: View, intent: RailIntent, context: Context): Result<Bookable, Refusal> {
  const denied = withoutRight(context, Action.takeCash);
  if (denied) return denied;
  const order = find(view, orders, rootOf(view, intent.order));
  if (!order) return refuse(RefusalCode.notFound, { what: 'order', id: intent.order });
  if (draftsOf(view, intent.order).length > 0) return refuse(RefusalCode.unsentLines);
  const { totalMinor, dueMinor } = dueOf(view, intent.order);
  if (totalMinor === 0) return refuse(RefusalCode.orderEmpty);
  if (dueMinor <= 0) return refuse(isClosed(view, order.id) ? RefusalCode.orderClosed : RefusalCode.nothingDue);
  const { amountMinor, rail } = intent;
  if (!isAmount(amountMinor) || amountMinor < 1 || amountMinor > dueMinor) {
    return refuse(RefusalCode.badAmount, { dueMinor });
  }
  if (!railOf(view, rail)) return refuse(RefusalCode.railClosed, { rail });
  const shift = openShiftOf(view, intent.drawer);
  const opening = shift ? [] : [impliedOpening({ ...intent, id: intent.newShift }, context)];
  const by = { by: context.actor, approvedBy: context.approvedBy ?? null, at: context.nowMs };
  const payment = write(payments, intent.id, {
    order: order.id,
    shift: shift?.id ?? intent.newShift,
    method: 'mobile',
    rail,
    // Nothing that an app of before rails could add up: there it would pay the order (SYN-26).
    amountMinor: 0,
    askedMinor: amountMinor,
    tenderedMinor: 0,
    changeMinor: 0,
    currency: order.currency,
    by: context.actor,
    at: context.nowMs,
  });
  return ok({ order, dueMinor, opening, payment, by });
}

function offRail({ minMinor, maxMinor, stepMinor }: Entity<typeof rails>, amountMinor: number) {
  if (amountMinor >= minMinor && amountMinor <= maxMinor && amountMinor % stepMinor === 0) return undefined;
  return refuse(RefusalCode.amountOffRail, { minMinor, maxMinor, stepMinor });
}

const consentFields = (consent: Consent | undefined) =>
  consent
    ? { isDeferred: true, consentText: consent.text, consentBy: consent.by, consentUntil: consent.until }
    : { isDeferred: false };
