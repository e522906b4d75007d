import type { Attempt, Currency } from '@resto360/domain';
import type { Handle, NextStep } from './provider.ts';

/**
 * What an attempt is: asked of a telephone, of a page that the customer opens, or a reference that somebody typed; or a
 * refund, which sends money of one of these back (PAY-20).
 */
export type AttemptKind = 'push' | 'checkout' | 'claim' | 'refund';

/** A receipt that is suggested for a claim: its reference as the customer's message shows it, and when it came. **Units** ms. */
export type Suggested = { readonly reference: string; readonly atMs: number };

/**
 * An attempt as the server keeps it: the truth about what has to be processed. A job is only a wake-up for it.
 * **Units** minor, ms since 1970. `tries`: reads or sends since it came into its state · `payer`: E.164.
 */
export type AttemptRow = {
  readonly id: string;
  readonly restaurant: string;
  readonly order: string;
  readonly payment: string;
  readonly kind: AttemptKind;
  readonly provider: string;
  readonly account: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly payer: string | null;
  readonly operator: string | null;
  /** The reference of a claim, as it is compared. */
  readonly reference: string | null;
  /** What a claim's reference may have been meant to be; null once it is proven or has ended (PAY-19). */
  readonly suggested: Suggested | null;
  /** The attempt whose money a refund sends back. */
  readonly refundOf: string | null;
  readonly createdAtMs: number;
  /** Until when a deferred push may be sent, or a claim has to be proven. */
  readonly validUntilMs: number | null;
  readonly attempt: Attempt;
  readonly handle: Handle;
  readonly next: NextStep | null;
  /** The id of the money at the provider: of all attempts, one has it. */
  readonly providerTxnId: string | null;
  readonly operatorTxnId: string | null;
  readonly feeMinor: number | null;
  readonly version: number;
  readonly tries: number;
  readonly stateSinceMs: number;
  readonly lastTryAtMs: number | null;
  readonly nextTryAtMs: number | null;
  /** What the last try told that a person may want to know; nothing secret. */
  readonly note: string | null;
};

/** What happened to an attempt, for the record: never changed, never deleted. */
export type AttemptNote = {
  readonly atMs: number;
  readonly call: 'send' | 'read' | 'verify' | 'cancel' | 'decision' | 'lease';
  readonly told: string;
  readonly from: string;
  readonly to: string;
};
