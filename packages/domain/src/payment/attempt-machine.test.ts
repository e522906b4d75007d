import { expect, test } from 'vitest';
import type { AttemptEvent } from './attempt-event.ts';
import { SENDS_MAX, cellsOf, stepAttempt, type StepFacts } from './attempt-machine.ts';
import { ATTEMPT_RULES, type AttemptRules } from './attempt-rules.ts';
import { AttemptState, capturedOf, isActive, isCounted, isWatched, newAttempt, type Attempt } from './attempt-state.ts';

const STATES = Object.values(AttemptState);
const GRACE_MS = 600_000;
const facts = (more: Partial<StepFacts> = {}): StepFacts => ({
  nowMs: 1_000_000,
  graceMs: GRACE_MS,
  isIdempotent: true,
  rules: ATTEMPT_RULES,
  ...more,
});
const off = (rules: Partial<AttemptRules>): StepFacts => facts({ rules: { ...ATTEMPT_RULES, ...rules } });
const at = (state: AttemptState, more: Partial<Attempt> = {}): Attempt => ({
  ...newAttempt('created'),
  state,
  ...more,
});

const EVENTS: readonly AttemptEvent[] = [
  { kind: 'send' },
  { kind: 'accepted', needsAction: false },
  { kind: 'accepted', needsAction: true },
  { kind: 'duplicate' },
  { kind: 'refused', failure: 'payer_not_found' },
  { kind: 'not_sent', isLastTry: false },
  { kind: 'not_sent', isLastTry: true },
  { kind: 'uncertain' },
  { kind: 'crashed' },
  { kind: 'read_pending' },
  { kind: 'read_succeeded', acceptedMinor: 5_000, agrees: true },
  { kind: 'read_succeeded', acceptedMinor: 4_999, agrees: false, differs: 'amount' },
  { kind: 'read_failed', failure: 'customer_rejected' },
  { kind: 'read_expired' },
  { kind: 'read_reversed', amountMinor: 5_000 },
  { kind: 'read_not_found' },
  { kind: 'unreadable', isBlind: false },
  { kind: 'unreadable', isBlind: true },
  { kind: 'verify' },
  { kind: 'reference_matched', acceptedMinor: 5_000 },
  { kind: 'reference_differs', acceptedMinor: 4_500, differs: 'amount' },
  { kind: 'reference_not_found', isLate: false },
  { kind: 'reference_not_found', isLate: true },
  { kind: 'reference_untold' },
  { kind: 'reference_taken' },
  { kind: 'cancel' },
  { kind: 'not_due' },
  { kind: 'replaced' },
  { kind: 'consent_over' },
  { kind: 'invalid', failure: 'invalid_phone' },
  { kind: 'attest', acceptedMinor: 5_000 },
  { kind: 'reject_claim' },
  { kind: 'accept_amount', acceptedMinor: 4_999 },
  { kind: 'give_back' },
  { kind: 'correct' },
];
const ALL = STATES.flatMap((state) => EVENTS.map((event) => ({ state, event })));

test('[PAY-10] every state has a cell for every event', () => {
  const kinds = new Set(EVENTS.map(({ kind }) => kind));
  for (const state of STATES) expect(new Set(cellsOf(state))).toEqual(kinds);
});

test('[PAY-11] money counts only after a read, a matched reference, or the word of a manager', () => {
  const proofs = new Set(['read_succeeded', 'reference_matched', 'attest', 'accept_amount']);
  for (const { state, event } of ALL) {
    const next = stepAttempt(at(state), event, facts());
    if (next && isCounted(next.state) && !isCounted(state)) expect(proofs).toContain(event.kind);
  }
});

test('[PAY-10] what counts stays: only a reversal, or better proof of a claim, changes it', () => {
  for (const { state, event } of ALL.filter((one) => isCounted(one.state))) {
    const next = stepAttempt(at(state, { acceptedMinor: 5_000 }), event, facts());
    if (next)
      expect([`${event.kind} ${next.state}`]).toContain(
        next.state === state ? `read_reversed ${state}` : 'reference_matched verified',
      );
  }
});

test('[PAY-10] what brought no money only ever turns into money that came late, or is held as that', () => {
  for (const { state, event } of ALL.filter((one) => isWatched(one.state))) {
    const next = stepAttempt(at(state), event, facts());
    const isHeld = event.kind === 'reference_differs' || ('agrees' in event && !event.agrees);
    if (next)
      expect(next).toMatchObject(isHeld ? { state: 'integrity_hold', isReplaced: true } : { state: 'late_success' });
  }
});

test('an attempt counts what came less what was taken back', () => {
  expect(capturedOf(at('succeeded', { acceptedMinor: 5_000, reversedMinor: 2_000 }))).toBe(3_000);
  for (const state of STATES.filter((one) => !isCounted(one))) {
    expect(capturedOf(at(state, { acceptedMinor: 5_000 }))).toBe(0);
  }
});

test.each<[string, Attempt, AttemptEvent, Partial<Attempt> | undefined]>([
  ['a call that leaves is counted', at('created'), { kind: 'send' }, { state: 'submitting', sends: 1 }],
  ['accepted', at('submitting'), { kind: 'accepted', needsAction: false }, { state: 'pending_customer' }],
  ['a page to open', at('submitting'), { kind: 'accepted', needsAction: true }, { state: 'action_required' }],
  [
    'they know it already',
    at('submitting', { ambiguousSends: 1 }),
    { kind: 'duplicate' },
    { state: 'pending_customer' },
  ],
  [
    'a clear no',
    at('submitting'),
    { kind: 'refused', failure: 'payer_limit' },
    { state: 'rejected', failure: 'payer_limit' },
  ],
  [
    'a no to a second call says nothing of the first',
    at('submitting', { ambiguousSends: 1 }),
    { kind: 'refused', failure: 'unknown' },
    { state: 'unknown' },
  ],
  [
    'nothing left',
    at('submitting', { sends: 1 }),
    { kind: 'not_sent', isLastTry: false },
    { state: 'created', sends: 0 },
  ],
  [
    'nothing left, and the customer has gone',
    at('submitting', { sends: 1 }),
    { kind: 'not_sent', isLastTry: true },
    { state: 'failed' },
  ],
  [
    'nothing left this time',
    at('submitting', { sends: 2, ambiguousSends: 1 }),
    { kind: 'not_sent', isLastTry: true },
    { state: 'unknown' },
  ],
  ['no answer', at('submitting'), { kind: 'uncertain' }, { state: 'unknown', ambiguousSends: 1 }],
  ['the worker died', at('submitting'), { kind: 'crashed' }, { state: 'unknown', ambiguousSends: 1 }],
  [
    'not there, and may still arrive',
    at('unknown', { lastSendAtMs: 1_000_000 - GRACE_MS + 1 }),
    { kind: 'read_not_found' },
    undefined,
  ],
  [
    'not there, and nothing is under way any more',
    at('unknown', { lastSendAtMs: 1_000_000 - GRACE_MS }),
    { kind: 'read_not_found' },
    { state: 'failed', failure: 'never_received' },
  ],
  ['again under the same id', at('unknown', { sends: 1 }), { kind: 'send' }, { state: 'submitting', sends: 2 }],
  ['not for ever', at('unknown', { sends: SENDS_MAX }), { kind: 'send' }, undefined],
  [
    'another amount',
    at('pending_customer'),
    { kind: 'read_succeeded', acceptedMinor: 4_999, agrees: false, differs: 'amount' },
    { state: 'integrity_hold', acceptedMinor: 4_999, failure: 'amount' },
  ],
  [
    'money of somebody else is not let through',
    at('integrity_hold', { failure: 'reference_reused', acceptedMinor: 5_000 }),
    { kind: 'accept_amount', acceptedMinor: 5_000 },
    undefined,
  ],
  [
    'nor late money of another currency',
    at('late_success', { failure: 'currency', acceptedMinor: 5_000 }),
    { kind: 'accept_amount', acceptedMinor: 5_000 },
    undefined,
  ],
  [
    'nor given back',
    at('integrity_hold', { failure: 'reversed', acceptedMinor: 5_000 }),
    { kind: 'give_back' },
    { state: 'failed', failure: 'reversed' },
  ],
  [
    'another amount that comes late is held',
    at('failed', { failure: 'customer_timeout' }),
    { kind: 'read_succeeded', acceptedMinor: 500_000, agrees: false, differs: 'amount' },
    { state: 'integrity_hold', acceptedMinor: 500_000 },
  ],
  [
    'and stays late when it may count',
    at('integrity_hold', { failure: 'amount', isReplaced: true }),
    { kind: 'accept_amount', acceptedMinor: 4_000 },
    { state: 'late_success', acceptedMinor: 4_000 },
  ],
  [
    'what was decided is not held again',
    at('failed', { failure: 'reference_reused' }),
    { kind: 'read_succeeded', acceptedMinor: 5_000, agrees: false, differs: 'reference_reused' },
    undefined,
  ],
  ['a claim that is being asked about is rejected', at('verifying'), { kind: 'reject_claim' }, { state: 'failed' }],
  [
    'paid beside cash that a manager let through',
    at('pending_customer', { isReplaced: true }),
    { kind: 'read_succeeded', acceptedMinor: 5_000, agrees: true },
    { state: 'late_success' },
  ],
  ['unreadable says nothing', at('pending_customer'), { kind: 'unreadable', isBlind: false }, undefined],
  [
    'a push that may have left is not cancelled by us',
    at('unknown'),
    { kind: 'cancel' },
    { state: 'unknown', isCancelAsked: true },
  ],
  ['what never left is', at('created'), { kind: 'cancel' }, { state: 'cancelled' }],
  ['a consent ends', at('queued_offline'), { kind: 'consent_over' }, { state: 'consent_expired' }],
  [
    'a reference that is not there yet',
    at('verifying'),
    { kind: 'reference_not_found', isLate: false },
    { state: 'claimed' },
  ],
  [
    'a reference that never came',
    at('verifying'),
    { kind: 'reference_not_found', isLate: true },
    { state: 'unverifiable' },
  ],
  [
    'a reference that counts elsewhere',
    at('verifying'),
    { kind: 'reference_taken' },
    { state: 'unverifiable', failure: 'reference_reused' },
  ],
  [
    'nobody answers for money that counts elsewhere',
    at('unverifiable', { failure: 'reference_reused' }),
    { kind: 'attest', acceptedMinor: 5_000 },
    undefined,
  ],
  [
    'a claim that waits for a person has another reference: it is asked about like a new one',
    at('unverifiable', { failure: null }),
    { kind: 'correct' },
    { state: 'claimed', failure: null },
  ],
  ['the same while its old one is asked about', at('verifying'), { kind: 'correct' }, { state: 'claimed' }],
  ['the same before anybody has asked', at('claimed'), { kind: 'correct' }, undefined],
  ['what is proven has its reference', at('verified'), { kind: 'correct' }, undefined],
  ['what a person rejected stays', at('failed'), { kind: 'correct' }, undefined],
  [
    'a manager answers for a claim',
    at('unverifiable'),
    { kind: 'attest', acceptedMinor: 5_000 },
    { state: 'attested', grade: 'attested' },
  ],
])('%s', (_name, attempt, event, expected) => {
  const next = stepAttempt(attempt, event, facts());
  if (expected === undefined) expect(next).toBeUndefined();
  else expect(next).toMatchObject(expected);
});

// Each row: with the rule off, the step that takes money twice or loses it.
test.each<[string, Attempt, AttemptEvent, StepFacts, AttemptState]>([
  [
    'refusals',
    at('submitting', { ambiguousSends: 1 }),
    { kind: 'refused', failure: 'unknown' },
    off({ refusals: 'believed' }),
    'rejected',
  ],
  ['silence', at('submitting'), { kind: 'uncertain' }, off({ silence: 'failed' }), 'failed'],
  [
    'notFound',
    at('unknown', { lastSendAtMs: 1_000_000 }),
    { kind: 'read_not_found' },
    off({ notFound: 'at_once' }),
    'failed',
  ],
  ['resends', at('unknown'), { kind: 'send' }, { ...off({ resends: 'always' }), isIdempotent: false }, 'submitting'],
  ['crashes', at('submitting'), { kind: 'crashed' }, off({ crashes: 'from_scratch' }), 'created'],
])('the rule of %s is in the table', (_rule, attempt, event, without, wrong) => {
  const on = stepAttempt(attempt, event, { ...without, rules: ATTEMPT_RULES });
  expect(on?.state ?? attempt.state).not.toBe(wrong);
  expect(stepAttempt(attempt, event, without)?.state).toBe(wrong);
});

test('what is active blocks, and each state is one thing', () => {
  for (const state of STATES) {
    const kinds = [isActive(state), isCounted(state), isWatched(state), state === 'late_success'];
    expect(kinds.filter(Boolean)).toHaveLength(1);
  }
});
