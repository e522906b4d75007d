import { stepAttempt, type AttemptEvent, type AttemptRules } from '@resto360/domain';
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

/** What a call told beside its event. `retryAfterMs`: how long the provider asked us to wait. */
export type Told = Partial<Pick<AttemptRow, 'handle' | 'next' | 'providerTxnId' | 'operatorTxnId' | 'feeMinor'>> & {
  readonly retryAfterMs?: number;
  readonly triesBefore?: number;
};

/** The row after an event, by the machine alone; undefined where the event says nothing new. */
export function rowAfter(row: AttemptRow, event: AttemptEvent, facts: RowFacts): AttemptRow | undefined {
  const { capabilities, nowMs, rules } = facts;
  const { graceMs, idempotency } = capabilities;
  // A refund is one however often it is sent: the port says so.
  const isIdempotent = idempotency === 'client_id' || row.kind === 'refund';
  const attempt = stepAttempt(row.attempt, event, { nowMs, graceMs, isIdempotent, rules });
  if (!attempt) return undefined;
  const isMoved = attempt.state !== row.attempt.state;
  return { ...row, attempt, ...(isMoved && { tries: 0, stateSinceMs: nowMs }) };
}

/**
 * The row after a call: the event's step, what the call told, and the time of the next try. An event that says nothing
 * new only moves that time.
 */
export function rowAfterCall(
  row: AttemptRow,
  { event, told, more }: { readonly event: AttemptEvent; readonly told: string; readonly more: Told },
  facts: RowFacts,
): AttemptRow {
  const { retryAfterMs, triesBefore, ...values } = more;
  const stepped = rowAfter(row, event, facts);
  const isMoved = stepped !== undefined && stepped.attempt.state !== row.attempt.state;
  const tries = triesBefore === undefined ? (isMoved ? 0 : row.tries + 1) : triesBefore + 1;
  const next = { ...(stepped ?? row), ...values, tries, lastTryAtMs: facts.nowMs, note: told };
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
