import { isDeclared, stepAttempt, type Attempt, type AttemptEvent, type AttemptRules } from '@resto360/domain';
import type { AttemptNote, AttemptRow } from './attempt-row.ts';
import type { Capabilities } from './capabilities.ts';
import { nextTryAt } from './next-call.ts';

/** What a step of a row depends on. */
export type RowFacts = {
  readonly capabilities: Capabilities;
  readonly nowMs: number;
  readonly random: () => number;
  readonly rules: AttemptRules;
};

/**
 * What a call told beside its event. `retryAfterMs`: how long the provider asked us to wait · `about`: the reference that was
 * asked about.
 */
export type Told = Partial<
  Pick<AttemptRow, 'handle' | 'next' | 'providerTxnId' | 'operatorTxnId' | 'feeMinor' | 'suggested'>
> & {
  readonly retryAfterMs?: number;
  readonly triesBefore?: number;
  readonly about?: string | null;
};

/** The row with its attempt as it is now: what is suggested goes once the claim is proven or has ended. */
export const withAttempt = (row: AttemptRow, attempt: Attempt): AttemptRow => ({
  ...row,
  attempt,
  suggested: isDeclared(attempt.state) ? row.suggested : null,
});

/** The row after an event, by the machine alone; undefined where the event says nothing new. */
export function rowAfter(row: AttemptRow, event: AttemptEvent, facts: RowFacts): AttemptRow | undefined {
  const { capabilities, nowMs, rules } = facts;
  const { graceMs, idempotency } = capabilities;
  // A refund is one however often it is sent: the port says so.
  const isIdempotent = idempotency === 'client_id' || row.kind === 'refund';
  const attempt = stepAttempt(row.attempt, event, { nowMs, graceMs, isIdempotent, rules });
  if (!attempt) return undefined;
  const isMoved = attempt.state !== row.attempt.state;
  return { ...withAttempt(row, attempt), ...(isMoved && { tries: 0, stateSinceMs: nowMs }) };
}

/**
 * The row after a call: the event's step, what the call told, and the time of the next try. An event that says nothing
 * new only moves that time. What was told of a reference that the row has no more is no news of it: it is asked about anew.
 */
export function rowAfterCall(
  row: AttemptRow,
  { event, told, more }: { readonly event: AttemptEvent; readonly told: string; readonly more: Told },
  facts: RowFacts,
): AttemptRow {
  const { retryAfterMs, triesBefore, about, ...values } = more;
  if (about !== undefined && about !== row.reference) return { ...row, nextTryAtMs: facts.nowMs };
  const stepped = rowAfter(row, event, facts);
  const isMoved = stepped !== undefined && stepped.attempt.state !== row.attempt.state;
  const tries = triesBefore === undefined ? (isMoved ? 0 : row.tries + 1) : triesBefore + 1;
  const { attempt } = stepped ?? row;
  const next = withAttempt({ ...(stepped ?? row), ...values, tries, lastTryAtMs: facts.nowMs, note: told }, attempt);
  const asked = retryAfterMs === undefined ? facts : { ...facts, retryAfterMs };
  return { ...next, nextTryAtMs: nextTryAt(next, facts.capabilities, asked) };
}

/** The note of a step; undefined where nothing changed, so that a long wait does not fill the record. */
export function noteOf(
  row: AttemptRow,
  next: AttemptRow,
  what: Pick<AttemptNote, 'atMs' | 'call' | 'told'>,
): readonly AttemptNote[] {
  return next.attempt === row.attempt ? [] : [{ ...what, from: row.attempt.state, to: next.attempt.state }];
}
