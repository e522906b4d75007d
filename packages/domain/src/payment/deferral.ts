import type { Install } from '../kernel/ids.ts';
import { RefusalCode, refuse } from '../kernel/refusal.ts';
import { find, listAll, type View } from '../kernel/view.ts';
import { paymentAttempts } from '../server-collections.ts';
import type { Context } from '../staff/context.ts';
import { attemptStateOf, isActive } from './attempt-state.ts';
import { claimLimitsOf, withoutAnswer } from './claim-limits.ts';
import { paymentRequests } from './schema.ts';

/** A consent to be asked later: what was said to the customer, how they agreed, until when it holds. */
export type Consent = {
  readonly text: string;
  readonly by: 'verbal' | 'signature' | 'customer_tapped';
  readonly until: number;
};

/** A consent of today does not ask anybody tomorrow. **Units** ms. */
export const CONSENT_MAX_MS = 30 * 60_000;
/** So many wait at one till at most, and together for so many times the most that one may be. **Source** section 5.2. */
const COUNT_MAX = 10;
const SUM_MAX = 5;

/**
 * What a till may still put off (PAY-18): it is credit that the house gives, so it is little, and ends. 0 where the house allows
 * none. **Units** minor. The server asks the same, of what it knows of that till.
 */
export function deferrableMinor(view: View, install: Install): number {
  const { isDeferredOn, deferredMaxMinor } = claimLimitsOf(view);
  const waiting = listAll(view, paymentRequests).filter(
    (one) => one.isDeferred && one.install === install && isOpen(view, one),
  );
  if (!isDeferredOn || waiting.length >= COUNT_MAX) return 0;
  const sumMinor = waiting.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return Math.max(0, Math.min(deferredMaxMinor, SUM_MAX * deferredMaxMinor - sumMinor));
}

/** The refusal of a deferred push: off unless the house says so, small, short, and a manager's matter. */
export function withoutDeferral(
  view: View,
  {
    amountMinor,
    install,
    consent,
  }: { readonly amountMinor: number; readonly install: Install; readonly consent: Consent },
  context: Context,
) {
  if (!claimLimitsOf(view).isDeferredOn) return refuse(RefusalCode.railClosed, { rail: 'deferred' });
  const mostMinor = deferrableMinor(view, install);
  if (amountMinor > mostMinor) return refuse(RefusalCode.badAmount, { dueMinor: mostMinor });
  const { text, until } = consent;
  if (text.trim() === '' || until <= context.nowMs || until > context.nowMs + CONSENT_MAX_MS) {
    return refuse(RefusalCode.badValue, { path: 'consent' });
  }
  return withoutAnswer(view, context, 'deferred');
}

const isOpen = (view: View, { id }: { readonly id: string }): boolean =>
  isActive(attemptStateOf(find(view, paymentAttempts, id)?.state ?? 'queued_offline'));
