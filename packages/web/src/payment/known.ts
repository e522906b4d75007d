import {
  activeAttemptsOf,
  attemptsOf,
  claims,
  find,
  partIdsOf,
  paymentRequests,
  receiptOfPayment,
  type Entity,
  type Id,
  type Install,
  type KnownAttempt,
  type View,
} from '@resto360/domain';
import { askWindowMs } from './ask-window.ts';
import { groupOf } from './standing.ts';

type Request = Entity<typeof paymentRequests>;

/**
 * An attempt with what was asked: how, by whom, on which device. `until`: when the guest may be asked at the latest, null
 * for a claim · `consent`: what they agreed to, and how, where they are to be asked later. **Units** ms since 1970.
 */
export type AskedAttempt = KnownAttempt & {
  readonly kind: 'push' | 'checkout' | 'claim';
  readonly at: number;
  readonly until: number | null;
  readonly consent: { readonly text: string; readonly by: NonNullable<Request['consentBy']> } | null;
  readonly by: Id<'staff'>;
  readonly install: Install;
  readonly payer: string | null;
};

/** The attempts of an order and of what was merged with it, the newest first. */
export function askedOf(view: View, order: Id<'order'>): AskedAttempt[] {
  return partIdsOf(view, order)
    .flatMap((part) => attemptsOf(view, part))
    .flatMap((attempt) => withAsked(view, attempt) ?? [])
    .toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

/** The same attempt with what was asked; undefined where only the server told of it. */
export function withAsked(view: View, attempt: KnownAttempt): AskedAttempt | undefined {
  const request = find(view, paymentRequests, attempt.id);
  const claim = request ? undefined : find(view, claims, attempt.id);
  if (request) {
    const { kind, at, by, install, payer } = request;
    const until = request.consentUntil ?? at + askWindowMs(view, attempt.rail);
    return { ...attempt, kind, at, by, install, payer, until, consent: consentOf(request) };
  }
  if (!claim) return undefined;
  const { at, by, install, payerLast4 } = claim;
  return { ...attempt, kind: 'claim', at, by, install, payer: payerLast4, until: null, consent: null };
}

const consentOf = ({ isDeferred, consentText: text, consentBy: by }: Request): AskedAttempt['consent'] =>
  isDeferred && text !== null && by !== null ? { text, by } : null;

/**
 * What the pay page tells of an order: what may still bring money, what a person has to look at, what was paid and has no
 * receipt, and the last that brought none.
 */
export function tellingOf(view: View, order: Id<'order'>): AskedAttempt[] {
  return askedOf(view, order).filter((attempt, index) => {
    const group = groupOf(attempt.state);
    if (group === 'paid') return !isPapered(view, attempt);
    return group !== 'failed' || index === 0;
  });
}

/** Whether the payment of an attempt has its receipt. */
export function isPapered(view: View, { order, payment }: Pick<KnownAttempt, 'order' | 'payment'>): boolean {
  return receiptOfPayment(view, payment, partIdsOf(view, order));
}

/** The requests of an order that may still bring money: cash beside them takes somebody's word (PAY-15). */
export function underWayOf(view: View, order: Id<'order'>): KnownAttempt[] {
  return partIdsOf(view, order).flatMap((part) => activeAttemptsOf(view, part));
}
