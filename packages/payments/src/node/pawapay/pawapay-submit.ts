import type { NextStep, SubmitOutcome } from '../../provider.ts';
import type { PawapayAnswer } from './pawapay-call.ts';
import { pawapayFailure, pawapayRefusal } from './pawapay-failure.ts';
import { wordOf } from './pawapay-word.ts';

/** What was sent, to read the answer by: our id, the field that echoes it, and what comes next if it is taken. */
type Sent = {
  readonly id: string;
  readonly idField: 'depositId' | 'refundId';
  readonly next: (told: Readonly<Record<string, unknown>>) => NextStep;
};

/**
 * What a money call told. pawaPay answers 200 to a refusal too: its status word says which.
 * **Why** everything that is not one of its three words is uncertain: a wrong "refused" takes the money twice.
 * **Source** docs.pawapay.io/v2/docs/deposits, "Avoiding failures on initiation"; HTTP 500 tells nothing there either.
 */
export function pawapaySubmit(answer: PawapayAnswer, sent: Sent): SubmitOutcome {
  switch (answer.kind) {
    case 'throttled':
      return { ...answer, kind: 'not_sent', cause: 'http 429' };
    case 'unauthorized':
      return { kind: 'not_sent', cause: answer.cause, isAuth: true };
    case 'told':
      return toldOutcome(answer, sent);
    case 'not_sent':
    case 'uncertain':
      return { kind: answer.kind, cause: answer.cause };
  }
}

function toldOutcome({ status, body }: Extract<PawapayAnswer, { kind: 'told' }>, sent: Sent): SubmitOutcome {
  const isSuccess = status >= 200 && status < 300;
  if (!body) return { kind: 'uncertain', cause: isSuccess ? 'no json' : `http ${status}` };
  if (isSuccess) return acceptedOutcome(body, sent);
  const failure = REFUSING.has(status) ? pawapayRefusal(body) : undefined;
  return failure ? { kind: 'refused', failure } : { kind: 'uncertain', cause: `http ${status}` };
}

function acceptedOutcome(body: Readonly<Record<string, unknown>>, { id, idField, next }: Sent): SubmitOutcome {
  const echoed = body[idField];
  if (echoed !== undefined && echoed !== id) return { kind: 'uncertain', cause: `another ${idField}` };
  switch (body['status']) {
    case 'ACCEPTED':
      return { kind: 'accepted', handle: {}, next: next(body) };
    case 'DUPLICATE_IGNORED':
      return { kind: 'duplicate' };
    case 'REJECTED':
      return { kind: 'refused', failure: pawapayFailure(body['failureReason']) };
    default:
      return { kind: 'uncertain', cause: `status ${wordOf(body['status'])}` };
  }
}

const REFUSING: ReadonlySet<number> = new Set([400, 404, 422]);
