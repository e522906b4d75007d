import { ATTEMPT_RULES, isDeclared, referenceOf, stepAttempt } from '@resto360/domain';
import type { AttemptRow } from './attempt-row.ts';
import { VERIFY_WITHIN_MS } from './new-row.ts';
import { withAttempt } from './row-step.ts';

/**
 * A claim whose reference is from now on what is suggested for it, due at once; undefined where nothing is. What was typed
 * stays in the till's fact. **Why** no more than that: a suggestion proves nothing, and the claim counts only once the
 * provider has confirmed it like any other (PAY-19). It has the time of a new one for it: an old one may be a person's
 * matter already.
 */
export function suggestedTaken(row: AttemptRow, nowMs: number): AttemptRow | undefined {
  if (row.suggested === null || !isDeclared(row.attempt.state)) return undefined;
  const facts = { nowMs, graceMs: 0, isIdempotent: false, rules: ATTEMPT_RULES };
  const attempt = stepAttempt(row.attempt, { kind: 'correct' }, facts) ?? row.attempt;
  return {
    ...withAttempt(row, attempt),
    reference: referenceOf(row.suggested.reference),
    suggested: null,
    validUntilMs: nowMs + VERIFY_WITHIN_MS,
    version: row.version + 1,
    tries: 0,
    nextTryAtMs: nowMs,
    ...(attempt.state !== row.attempt.state && { stateSinceMs: nowMs }),
  };
}
