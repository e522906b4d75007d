import { assert } from '../kernel/assert.ts';
import type { AttemptEvent, ClaimEvent, DecisionEvent, ReadEvent, SubmitEvent } from './attempt-event.ts';
import type { AttemptRules } from './attempt-rules.ts';
import { mayCountHeld, type Attempt, type AttemptState, type FailureCode } from './attempt-state.ts';

/** What a step depends on besides the attempt. **Units** ms. `graceMs`: longer than a request can be under way (PAY-12). */
export type StepFacts = {
  readonly nowMs: number;
  readonly graceMs: number;
  /** The provider knows a request by our id: the same one sent twice is one. */
  readonly isIdempotent: boolean;
  readonly rules: AttemptRules;
};

/** Money calls of one attempt, first included. */
export const SENDS_MAX = 4;

/**
 * The attempt after an event; undefined where this event has nothing to say in this state, which leaves it as it is.
 * **Why** a table over all states and events: a cell that nobody thought of does not compile.
 */
export function stepAttempt(attempt: Attempt, event: AttemptEvent, facts: StepFacts): Attempt | undefined {
  const cell = TABLE[attempt.state][event.kind] as Cell<AttemptEvent>;
  return cell(attempt, event, facts);
}

/** True where the event would change something: what a person is offered. */
export const canStep = (attempt: Attempt, event: AttemptEvent, facts: StepFacts): boolean =>
  stepAttempt(attempt, event, facts) !== undefined;

type Cell<E extends AttemptEvent> = (attempt: Attempt, event: E, facts: StepFacts) => Attempt | undefined;
type Cells<U extends AttemptEvent> = { readonly [K in U['kind']]: Cell<Extract<U, { kind: K }>> };
type Row = Cells<AttemptEvent>;

const nothing = () => undefined;
const to =
  (state: AttemptState, failure: FailureCode | null = null): Cell<AttemptEvent> =>
  (attempt) => ({ ...attempt, state, failure });
const failedWith =
  (state: 'failed' | 'rejected'): Cell<{ kind: 'read_failed' | 'refused'; failure: FailureCode } & AttemptEvent> =>
  (attempt, { failure }) => ({ ...attempt, state, failure });

const isPastGrace = ({ lastSendAtMs }: Attempt, { nowMs, graceMs }: StepFacts): boolean =>
  lastSendAtMs === null || nowMs >= lastSendAtMs + graceMs;

// ── money calls ──

const sent: Cell<SubmitEvent> = (attempt, _event, { nowMs }) => ({
  ...attempt,
  state: 'submitting',
  sends: attempt.sends + 1,
  lastSendAtMs: nowMs,
});
const sentAgain: Cell<SubmitEvent> = (attempt, event, facts) => {
  const { isIdempotent, rules } = facts;
  if (attempt.sends >= SENDS_MAX || !(isIdempotent || rules.resends === 'always')) return undefined;
  return sent(attempt, event, facts);
};
const lost: Cell<SubmitEvent> = (attempt, { kind }, { rules }) => {
  if (kind === 'crashed' && rules.crashes === 'from_scratch') return { ...attempt, state: 'created' };
  const ambiguous = { ...attempt, ambiguousSends: attempt.ambiguousSends + 1 };
  if (kind === 'uncertain' && rules.silence === 'failed') return { ...ambiguous, state: 'failed', failure: 'unknown' };
  return { ...ambiguous, state: 'unknown' };
};
const turnedAway: Cell<Extract<SubmitEvent, { kind: 'not_sent' }>> = (attempt, { isLastTry }) => {
  // This call is known not to have arrived; what an earlier one did is not known any better.
  const uncounted = { ...attempt, sends: attempt.sends - 1 };
  if (attempt.ambiguousSends > 0) return { ...uncounted, state: 'unknown' };
  return isLastTry
    ? { ...uncounted, state: 'failed', failure: 'provider_unavailable' }
    : { ...uncounted, state: 'created' };
};
const refusedByProvider: Cell<Extract<SubmitEvent, { kind: 'refused' }>> = (attempt, { failure }, { rules }) =>
  attempt.ambiguousSends > 0 && rules.refusals === 'if_unambiguous'
    ? { ...attempt, state: 'unknown' }
    : { ...attempt, state: 'rejected', failure };

const UNSENT: Cells<SubmitEvent> = {
  send: sent,
  accepted: nothing,
  duplicate: nothing,
  refused: nothing,
  not_sent: nothing,
  uncertain: nothing,
  crashed: nothing,
};
const NO_CALL: Cells<SubmitEvent> = { ...UNSENT, send: nothing };

// ── reads ──

const paid: Cell<Extract<ReadEvent, { kind: 'read_succeeded' }>> = (attempt, event, facts) => {
  const { acceptedMinor } = event;
  if (!event.agrees) return { ...attempt, state: 'integrity_hold', acceptedMinor, failure: event.differs };
  if (attempt.isReplaced) return paidLate(attempt, event, facts);
  return { ...attempt, state: 'succeeded', acceptedMinor, grade: 'provider', failure: null };
};
const paidLate: Cell<Extract<ReadEvent, { kind: 'read_succeeded' }>> = (attempt, event) =>
  event.agrees
    ? { ...attempt, state: 'late_success', acceptedMinor: event.acceptedMinor, grade: 'provider', failure: null }
    : heldLate(attempt, event);
/** What came late is held like anything else that differs, once, and stays late if somebody lets it count. */
const heldLate = (attempt: Attempt, { acceptedMinor, differs }: Differing): Attempt | undefined =>
  attempt.failure === differs
    ? undefined
    : { ...attempt, state: 'integrity_hold', acceptedMinor, failure: differs, isReplaced: true };
type Differing = { readonly acceptedMinor: number; readonly differs: FailureCode };
const reversed: Cell<Extract<ReadEvent, { kind: 'read_reversed' }>> = (attempt, { amountMinor }) =>
  attempt.reversedMinor === amountMinor ? undefined : { ...attempt, reversedMinor: amountMinor };
const absent: Cell<ReadEvent> = (attempt, _event, facts) =>
  facts.rules.notFound === 'at_once' || isPastGrace(attempt, facts)
    ? { ...attempt, state: 'failed', failure: 'never_received' }
    : undefined;
const blind: Cell<Extract<ReadEvent, { kind: 'unreadable' }>> = (attempt, { isBlind }, facts) =>
  isBlind && isPastGrace(attempt, facts) ? { ...attempt, state: 'expired', failure: 'unknown' } : undefined;

const NO_READ: Cells<ReadEvent> = {
  read_pending: nothing,
  read_succeeded: nothing,
  read_failed: nothing,
  read_expired: nothing,
  read_reversed: nothing,
  read_not_found: nothing,
  unreadable: nothing,
};
const WAITING_READS: Cells<ReadEvent> = {
  read_pending: nothing,
  read_succeeded: paid,
  read_failed: failedWith('failed'),
  read_expired: to('expired', 'expired'),
  read_reversed: failedBack,
  read_not_found: absent,
  unreadable: blind,
};
/** Came and went back before we had read that it came: no money. */
function failedBack(attempt: Attempt): Attempt {
  return { ...attempt, state: 'failed', failure: 'cancelled_by_merchant' };
}

// ── claims ──

const matched: Cell<Extract<ClaimEvent, { kind: 'reference_matched' }>> = (attempt, { acceptedMinor }) => ({
  ...attempt,
  state: 'verified',
  acceptedMinor,
  grade: 'provider',
  failure: null,
});
const differing: Cell<Extract<ClaimEvent, { kind: 'reference_differs' }>> = (attempt, event) => ({
  ...attempt,
  state: 'integrity_hold',
  acceptedMinor: event.acceptedMinor,
  failure: event.differs,
});
const matchedLate: Cell<Extract<ClaimEvent, { kind: 'reference_matched' }>> = (attempt, { acceptedMinor }) => ({
  ...attempt,
  state: 'late_success',
  acceptedMinor,
  grade: 'provider',
  failure: null,
});

const NO_CLAIM: Cells<ClaimEvent> = {
  verify: nothing,
  reference_matched: nothing,
  reference_differs: nothing,
  reference_not_found: nothing,
  reference_untold: nothing,
  reference_taken: nothing,
};

// ── decisions ──

const replaced: Cell<DecisionEvent> = (attempt) => (attempt.isReplaced ? undefined : { ...attempt, isReplaced: true });
const cancelAsked: Cell<DecisionEvent> = (attempt) =>
  attempt.isCancelAsked ? undefined : { ...attempt, isCancelAsked: true };
// Nobody can answer for money that counts elsewhere.
const attested: Cell<Extract<DecisionEvent, { kind: 'attest' }>> = (attempt, { acceptedMinor }) =>
  attempt.failure === 'reference_reused'
    ? undefined
    : { ...attempt, state: 'attested', acceptedMinor, grade: 'attested' };
const counted: Cell<Extract<DecisionEvent, { kind: 'accept_amount' }>> = (attempt, { acceptedMinor }) => ({
  ...attempt,
  state: 'succeeded',
  acceptedMinor,
  grade: 'provider',
  failure: null,
});
const acceptedHeld: Cell<Extract<DecisionEvent, { kind: 'accept_amount' }>> = (attempt, event, facts) => {
  if (!mayCountHeld(attempt.failure)) return undefined;
  const one = counted(attempt, event, facts);
  return one && attempt.isReplaced ? { ...one, state: 'late_success' } : one;
};
// Money that is not this attempt's is not this attempt's to give back either.
const givenBack: Cell<DecisionEvent> = (attempt) =>
  mayCountHeld(attempt.failure) || attempt.failure === 'currency'
    ? { ...attempt, state: 'late_success', grade: 'provider' }
    : { ...attempt, state: 'failed' };

const NO_DECISION: Cells<DecisionEvent> = {
  cancel: nothing,
  not_due: nothing,
  replaced: nothing,
  consent_over: nothing,
  invalid: nothing,
  attest: nothing,
  reject_claim: nothing,
  accept_amount: nothing,
  give_back: nothing,
  correct: nothing,
};
const BEFORE_ANY_CALL: Cells<DecisionEvent> = {
  ...NO_DECISION,
  cancel: to('cancelled', 'cancelled_by_merchant'),
  not_due: to('cancelled', 'not_due'),
  replaced: to('cancelled', 'not_due'),
  consent_over: to('expired', 'expired'),
  invalid: (attempt, { failure }) => ({ ...attempt, state: 'rejected', failure }),
};
const CLAIM_DECISIONS: Cells<DecisionEvent> = { ...NO_DECISION, reject_claim: to('failed', 'claim_rejected') };

const CREATED: Row = { ...UNSENT, ...NO_READ, ...NO_CLAIM, ...BEFORE_ANY_CALL };
const PENDING: Row = {
  ...NO_CALL,
  ...WAITING_READS,
  ...NO_CLAIM,
  ...NO_DECISION,
  cancel: cancelAsked,
  replaced,
};
const COUNTED: Row = { ...NO_CALL, ...NO_READ, read_reversed: reversed, ...NO_CLAIM, ...NO_DECISION };
const NO_MONEY: Row = {
  ...NO_CALL,
  ...NO_READ,
  read_succeeded: paidLate,
  ...NO_CLAIM,
  reference_matched: matchedLate,
  reference_differs: heldLate,
  ...NO_DECISION,
};

const TABLE: { readonly [S in AttemptState]: Row } = {
  created: CREATED,
  queued_offline: { ...CREATED, consent_over: to('consent_expired', 'expired') },
  submitting: {
    send: nothing,
    accepted: (attempt, { needsAction }) => ({
      ...attempt,
      state: needsAction ? 'action_required' : 'pending_customer',
    }),
    duplicate: to('pending_customer'),
    refused: refusedByProvider,
    not_sent: turnedAway,
    uncertain: lost,
    crashed: lost,
    ...NO_READ,
    ...NO_CLAIM,
    ...NO_DECISION,
    cancel: cancelAsked,
    replaced,
  },
  pending_customer: PENDING,
  action_required: PENDING,
  unknown: {
    ...NO_CALL,
    send: sentAgain,
    ...WAITING_READS,
    read_pending: to('pending_customer'),
    unreadable: blind,
    ...NO_CLAIM,
    ...NO_DECISION,
    cancel: cancelAsked,
    replaced,
  },
  integrity_hold: {
    ...NO_CALL,
    ...NO_READ,
    read_reversed: failedBack,
    ...NO_CLAIM,
    ...NO_DECISION,
    accept_amount: acceptedHeld,
    give_back: givenBack,
  },
  claimed: {
    ...NO_CALL,
    ...NO_READ,
    verify: to('verifying'),
    reference_matched: matched,
    reference_differs: differing,
    reference_not_found: nothing,
    reference_untold: to('unverifiable'),
    reference_taken: to('unverifiable', 'reference_reused'),
    ...CLAIM_DECISIONS,
  },
  verifying: {
    ...NO_CALL,
    crashed: to('claimed'),
    ...NO_READ,
    unreadable: to('claimed'),
    verify: nothing,
    reference_matched: matched,
    reference_differs: differing,
    reference_not_found: (attempt, { isLate }) => ({ ...attempt, state: isLate ? 'unverifiable' : 'claimed' }),
    reference_untold: to('unverifiable'),
    reference_taken: to('unverifiable', 'reference_reused'),
    ...CLAIM_DECISIONS,
    correct: to('claimed'),
  },
  unverifiable: {
    ...NO_CALL,
    ...NO_READ,
    ...NO_CLAIM,
    reference_matched: matched,
    reference_differs: differing,
    reference_taken: to('unverifiable', 'reference_reused'),
    ...CLAIM_DECISIONS,
    attest: attested,
    correct: to('claimed'),
  },
  succeeded: COUNTED,
  verified: COUNTED,
  attested: { ...COUNTED, reference_matched: matched },
  failed: NO_MONEY,
  rejected: NO_MONEY,
  expired: NO_MONEY,
  cancelled: NO_MONEY,
  consent_expired: NO_MONEY,
  // A person may count what came late after all, for the order that it was asked for.
  late_success: {
    ...NO_CALL,
    ...NO_READ,
    read_reversed: reversed,
    ...NO_CLAIM,
    ...NO_DECISION,
    // Of another currency it is no money of this order, whoever says so (PAY-16).
    accept_amount: (attempt, event, facts) =>
      attempt.failure === 'currency' ? undefined : counted(attempt, event, facts),
  },
};

/** Every state with every event is a cell; asked by the tests that walk over all of them. */
export function cellsOf(state: AttemptState): readonly string[] {
  const row = TABLE[state];
  assert(row, 'every state has its row');
  return Object.keys(row);
}
