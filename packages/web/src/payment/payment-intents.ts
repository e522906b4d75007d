import {
  claimPaymentWithReceipt,
  ok,
  requestPayment,
  returnChange,
  settleAttempt,
  wishAttempt,
  type AttemptWish,
  type Consent,
  type Context,
  type Id,
} from '@resto360/domain';
import type { Person } from '../staff/staff-session.ts';
import type { Intent } from '../station/station.ts';
import { settleId, type Unsettled } from './settle-once.ts';

/** What every payment over a rail says. `id`: of the op and of the rows that it writes. **Units** minor. */
export type OverRail = {
  readonly id: Id;
  readonly order: Id<'order'>;
  readonly rail: string;
  readonly amountMinor: number;
  readonly drawer: Id<'drawer'>;
};

/**
 * A request: on the guest's telephone, or by a page that they open. `consent`: what it takes to ask them later ·
 * `correctedMs`: now, by the corrected clock (PAY-17).
 */
export type Request = OverRail & {
  readonly kind: 'push' | 'checkout';
  readonly payer?: string;
  readonly operator?: string;
  readonly consent?: Consent;
  readonly correctedMs?: number;
};

/** Change that goes back to a guest who came for it. `id`: of the op, its fact, and the shift that it may open. */
export type ChangeBack = {
  readonly id: Id;
  readonly payment: Id<'payment'>;
  readonly amountMinor: number;
  readonly drawer: Id<'drawer'>;
};

/** A guest paid by themselves: what they show of it. */
export type Claim = OverRail & { readonly raw: string; readonly payerLast4?: string };

/** A person's taps about money over a rail, as intents: nothing of them shows before it is on the disk. */
export function paymentIntentsOf(person: Person) {
  const actor = person.id;
  const now = (approvedBy: Id<'staff'> | null): Context => {
    return { actor, role: person.role, nowMs: Date.now(), approvedBy };
  };
  const shared = { actor, painted: false } as const;
  return {
    request: (request: Request): Intent => ({
      ...shared,
      kind: 'payment.request',
      id: request.id,
      make: (view, { identity: { install }, approvedBy }) => {
        const taken = requestPayment(view, { ...request, ...mintedOf(request), install }, now(approvedBy));
        return taken.ok ? ok(taken.value.changes) : taken;
      },
    }),
    claim: (claim: Claim): Intent => ({
      ...shared,
      kind: 'payment.claim',
      id: claim.id,
      receipts: 1,
      make: (view, { identity: { install, series }, receiptCount, approvedBy }) =>
        claimPaymentWithReceipt(
          view,
          { ...claim, ...mintedOf(claim), receipt: claim.id, install, series, count: receiptCount },
          now(approvedBy),
        ),
    }),
    settle: ({ attempt, order }: Unsettled, receipt: Id<'receipt'>, install: string): Intent => ({
      ...shared,
      kind: 'payment.settle',
      id: settleId(attempt, install),
      receipts: 1,
      make: (view, { identity: { series }, receiptCount }) =>
        settleAttempt(view, { attempt, order, receipt, series, count: receiptCount }, now(null)),
    }),
    returnChange: (back: ChangeBack): Intent => ({
      ...shared,
      kind: 'payment.return_change',
      id: back.id,
      make: (view, { identity: { install } }) => returnChange(view, { ...back, newShift: back.id, install }, now(null)),
    }),
    wish: (id: Id<'wish'>, attempt: Id<'attempt'>, wish: AttemptWish, reason: string): Intent => ({
      ...shared,
      kind: 'payment.wish',
      id,
      make: (view, { approvedBy }) => wishAttempt(view, { id, attempt, wish, reason }, now(approvedBy)),
    }),
  };
}

// As with cash: the payment, its attempt and the shift that it may open bear the op's id.
const mintedOf = ({ id }: OverRail) => ({ attempt: id, newShift: id });
