import { hasMoney, type AttemptEvent } from '@resto360/domain';
import type { AttemptRow } from './attempt-row.ts';
import { disagreements } from './check-read.ts';
import type { MerchantAccount, ReadOutcome, ReferenceOutcome, SubmitOutcome } from './provider.ts';
import { requestIdOf } from './request-id.ts';

/** What the end of a money call means to the machine. `isLastTry`: nobody will wait for another one. */
export function eventOfSubmit(outcome: SubmitOutcome, isLastTry: boolean): AttemptEvent {
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'accepted', needsAction: outcome.next.kind !== 'wait' };
    case 'duplicate':
      return { kind: 'duplicate' };
    case 'refused':
      return { kind: 'refused', failure: outcome.failure.code };
    case 'not_sent':
      return { kind: 'not_sent', isLastTry };
    case 'uncertain':
      return { kind: 'uncertain' };
  }
}

/**
 * What a read means to the machine; a success only after it was compared with what was asked. A refund counts by what went
 * back, whatever was asked: nothing about it is a person's to accept.
 */
export function eventOfRead(outcome: ReadOutcome, row: AttemptRow, account: MerchantAccount): AttemptEvent {
  if (row.kind === 'refund' && outcome.kind === 'succeeded') {
    return { kind: 'read_succeeded', acceptedMinor: outcome.amountMinor, agrees: true };
  }
  switch (outcome.kind) {
    case 'pending':
      return { kind: 'read_pending' };
    case 'succeeded': {
      const asked = { ...row, requestId: requestIdOf(row.id) };
      const [differs] = disagreements(asked, outcome, account);
      const acceptedMinor = outcome.amountMinor;
      if (differs) return { kind: 'read_succeeded', acceptedMinor, agrees: false, differs };
      return { kind: 'read_succeeded', acceptedMinor, agrees: true };
    }
    case 'failed':
      return { kind: 'read_failed', failure: outcome.failure.code };
    case 'expired':
      return { kind: 'read_expired' };
    case 'reversed':
      return { kind: 'read_reversed', amountMinor: outcome.amountMinor };
    case 'not_found':
      return { kind: 'read_not_found' };
    case 'unreadable':
      return { kind: 'unreadable', isBlind: outcome.isBlind === true };
  }
}

/**
 * What became of a reference, to the machine. `isLate`: the time within which it had to be proven is over, so that silence
 * is handed to a person.
 */
export function eventOfReference(outcome: ReferenceOutcome, { attempt }: AttemptRow, isLate: boolean): AttemptEvent {
  switch (outcome.kind) {
    case 'matched':
      return { kind: 'reference_matched', acceptedMinor: outcome.receipt.amountMinor };
    case 'differs':
      return differing(outcome, attempt.state);
    case 'not_found':
      return { kind: 'reference_not_found', isLate };
    case 'untold':
      return { kind: 'reference_untold' };
    case 'unreadable':
      return isLate ? { kind: 'reference_untold' } : { kind: 'unreadable', isBlind: false };
  }
}

// The gravest first: money that went back is nobody's, whatever else fits.
function differing(
  { receipt, reasons }: Extract<ReferenceOutcome, { kind: 'differs' }>,
  state: AttemptRow['attempt']['state'],
): AttemptEvent {
  const { amountMinor } = receipt;
  if (reasons.includes('reversed') && hasMoney(state)) return { kind: 'read_reversed', amountMinor };
  const differs = GRAVEST.find((reason) => reasons.includes(reason)) ?? 'amount';
  return { kind: 'reference_differs', acceptedMinor: amountMinor, differs };
}
const GRAVEST = ['reversed', 'currency', 'payee', 'amount', 'time'] as const;

/** What a person or a log may know of an outcome: no body, no number, no key. */
export function toldBy(outcome: SubmitOutcome | ReadOutcome | ReferenceOutcome): string {
  if ('failure' in outcome) return `${outcome.kind} ${outcome.failure.providerCode ?? outcome.failure.code}`;
  if ('cause' in outcome) return `${outcome.kind} ${outcome.cause}`;
  return 'reasons' in outcome ? `differs ${outcome.reasons.join(' ')}` : outcome.kind;
}
