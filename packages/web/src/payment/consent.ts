import { claimLimitsOf, type Consent, type View } from '@resto360/domain';

/** How a guest agreed to be asked later. */
export type ConsentBy = Consent['by'];
export const CONSENT_BY = ['verbal', 'signature', 'customer_tapped'] as const satisfies readonly ConsentBy[];

/** For how long a consent holds. **Units** ms. **Source** PAY-18. */
const CONSENT_MS = 30 * 60_000;
const MINUTE_MS = 60_000;

/**
 * Until when somebody who agrees now may be asked: on a full minute, so that the time they read is the time that holds.
 * **Units** ms since 1970.
 */
export const consentUntil = (nowMs: number): number => Math.floor(nowMs / MINUTE_MS) * MINUTE_MS + CONSENT_MS;

/** Whether the house lets a guest be asked later, and up to which amount. **Units** minor. */
export function deferralOf(view: View): { readonly isOn: boolean; readonly maxMinor: number } {
  const { isDeferredOn, deferredMaxMinor } = claimLimitsOf(view);
  return { isOn: isDeferredOn, maxMinor: deferredMaxMinor };
}
