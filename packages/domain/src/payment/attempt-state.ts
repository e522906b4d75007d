/**
 * Where one try to get money through a rail stands (PAY-10). Pushes and checkouts run through the first half, claims with
 * a typed reference through the second; both end in money that counts, or in none.
 *
 * ```
 * created ─┬─ queued_offline ─┐                        ┌─▶ succeeded
 *          └──────────────────┴─▶ submitting ─▶ pending_customer / action_required ─┼─▶ failed · rejected · expired · cancelled ─▶ late_success
 *                                    └─▶ unknown ──────┴─▶ integrity_hold
 * claimed ⇄ verifying ─▶ verified | integrity_hold | unverifiable ─▶ attested | failed
 * ```
 */
export const AttemptState = {
  /** The row is there, its ids are minted, nothing has left. */
  created: 'created',
  /** A deferred push: waits for a line, under a consent that ends. */
  queuedOffline: 'queued_offline',
  /** A worker holds it and the money call may have left. */
  submitting: 'submitting',
  /** The provider has our request and asks the customer. */
  pendingCustomer: 'pending_customer',
  /** The same, and the customer has to be shown something: a page, a code, a number to dial. */
  actionRequired: 'action_required',
  /** Nobody here knows whether the request arrived: only a read moves it. */
  unknown: 'unknown',
  /** The provider says paid, but another amount, currency, payee or id than we asked. */
  integrityHold: 'integrity_hold',
  /** A reference was typed or scanned; nothing has proven it. */
  claimed: 'claimed',
  /** A worker is asking about the reference. */
  verifying: 'verifying',
  /** The rail tells nobody, or did not within its time: a person looks. */
  unverifiable: 'unverifiable',
  succeeded: 'succeeded',
  /** A claim that the provider confirmed. */
  verified: 'verified',
  /** A claim that a manager answers for. */
  attested: 'attested',
  failed: 'failed',
  rejected: 'rejected',
  expired: 'expired',
  cancelled: 'cancelled',
  consentExpired: 'consent_expired',
  /** Money came after all was thought over: it goes back, or onto the order, by a person's decision. */
  lateSuccess: 'late_success',
} as const;
export type AttemptState = (typeof AttemptState)[keyof typeof AttemptState];

/** How surely money of an attempt is known: by the provider's own answer, or because somebody answers for it. */
export type CaptureGrade = 'provider' | 'attested';

/** Why no money came, in words of ours. **Source** the providers' own codes are mapped in each provider's folder. */
export const FAILURE_CODES = [
  'insufficient_funds',
  'customer_rejected',
  'customer_timeout',
  'wrong_pin',
  'payer_not_found',
  'payer_limit',
  'payer_blocked',
  'payer_busy',
  'amount_out_of_range',
  'invalid_amount_step',
  'invalid_phone',
  'invalid_currency',
  'merchant_limit',
  'merchant_not_allowed',
  'provider_unavailable',
  'provider_internal',
  'config_error',
  'auth_error',
  'never_received',
  'not_due',
  'claim_rejected',
  // Whoever asked for it may not.
  'no_right',
  'reference_reused',
  'expired',
  'cancelled_by_merchant',
  'unknown',
  // Why money that came is held: what about it is not as it was asked (PAY-16).
  'amount',
  'currency',
  'request',
  'payee',
  'time',
  'reversed',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/**
 * Whether a person may let held money count, by the reason of the hold: what differs is its amount, or when it came. Money of
 * another payment, payee or currency, and money that went back, is none of this order's; nor is one for a reason that this
 * release does not know (PAY-16).
 */
export const mayCountHeld = (failure: string | null): boolean =>
  failure === null || failure === 'amount' || failure === 'time';

/**
 * What the machine knows of an attempt. **Units** minor, ms since 1970. `failure`: why there is none, or why it is held ·
 * `sends`: money calls that may have left · `ambiguousSends`: those of which nobody knows whether they arrived ·
 * `acceptedMinor`: what a read has proven, or a manager answers for · `reversedMinor`: what the operator took back since ·
 * `isReplaced`: what was due came otherwise, by a manager's word, while this one could still bring money.
 */
export type Attempt = {
  readonly state: AttemptState;
  readonly sends: number;
  readonly ambiguousSends: number;
  readonly lastSendAtMs: number | null;
  readonly failure: FailureCode | null;
  readonly acceptedMinor: number;
  readonly reversedMinor: number;
  readonly grade: CaptureGrade | null;
  readonly isCancelAsked: boolean;
  readonly isReplaced: boolean;
};

/** An attempt at its beginning. */
export function newAttempt(state: 'created' | 'queued_offline' | 'claimed'): Attempt {
  return {
    state,
    sends: 0,
    ambiguousSends: 0,
    lastSendAtMs: null,
    failure: null,
    acceptedMinor: 0,
    reversedMinor: 0,
    grade: null,
    isCancelAsked: false,
    isReplaced: false,
  };
}

/** The state that a text names; one of a newer server reads as `unknown`, which is active and waits. */
export const attemptStateOf = (text: string): AttemptState =>
  Object.values<string>(AttemptState).includes(text) ? (text as AttemptState) : AttemptState.unknown;

const ACTIVE: ReadonlySet<AttemptState> = new Set<AttemptState>([
  'created',
  'queued_offline',
  'submitting',
  'pending_customer',
  'action_required',
  'unknown',
  'integrity_hold',
  'claimed',
  'verifying',
  'unverifiable',
]);
const COUNTED: ReadonlySet<AttemptState> = new Set<AttemptState>(['succeeded', 'verified', 'attested']);
const WATCHED: ReadonlySet<AttemptState> = new Set<AttemptState>([
  'failed',
  'rejected',
  'expired',
  'cancelled',
  'consent_expired',
]);
const DECLARED: ReadonlySet<AttemptState> = new Set<AttemptState>(['claimed', 'verifying', 'unverifiable']);

/** It may still bring money: it blocks another attempt on the same payment. */
export const isActive = (state: AttemptState): boolean => ACTIVE.has(state);
/** Its money counts for the order. */
export const isCounted = (state: AttemptState): boolean => COUNTED.has(state);
/** It brought no money and is read again for a while, because providers change their minds. */
export const isWatched = (state: AttemptState): boolean => WATCHED.has(state);
/** A claim that nothing has proven and nobody has rejected: it covers an order without paying it (SYN-3). */
export const isDeclared = (state: AttemptState): boolean => DECLARED.has(state);

/** What an attempt counts for its order: what came, less what the operator took back. **Units** minor. */
export const capturedOf = ({ state, acceptedMinor, reversedMinor }: Attempt): number =>
  isCounted(state) ? acceptedMinor - reversedMinor : 0;

/** Money came by it, whether it counts for the order or came late. Of a refund: money went back, though it was given up. */
export const hasMoney = (state: AttemptState): boolean => isCounted(state) || state === 'late_success';

/**
 * What the house still has of money that came. `back`: what it sent back itself, over the rail and from a drawer. **Units**
 * minor. **Why** not both subtracted: a provider tells of a refund that we asked for as money that went back.
 */
export function keptMinorOf(
  { acceptedMinor, reversedMinor }: Pick<Attempt, 'acceptedMinor' | 'reversedMinor'>,
  back: { readonly railMinor: number; readonly cashMinor: number },
): number {
  return acceptedMinor - Math.max(reversedMinor, back.railMinor) - back.cashMinor;
}
