import type { SimCustomer } from '../sim-call.ts';

/**
 * What the sandbox's well-known numbers do (digits, no plus); undefined for any other.
 * **Source** MTN's sandbox table, the same in two third-party copies; the reason of …450 from a third.
 */
export function mtnNumber(digits: string): SimCustomer | undefined {
  if (digits === '46733123453') return { kind: 'ignores' };
  if (digits === '46733123454') return { kind: 'approves', afterMs: 30_000 };
  const reason = REASONS.get(digits);
  return reason === undefined ? undefined : { kind: 'fails', reason, afterMs: 1_000 };
}

/** The reason for which a number is refused before anybody is asked; undefined for one that is not. */
export const refusalOf = (digits: string): string | undefined => {
  const reason = REASONS.get(digits);
  return reason !== undefined && AT_ONCE.has(reason) ? reason : undefined;
};

const REASONS: ReadonlyMap<string, string> = new Map([
  ['46733123450', 'INTERNAL_PROCESSING_ERROR'],
  ['46733123451', 'APPROVAL_REJECTED'],
  ['46733123452', 'EXPIRED'],
  ['46733123455', 'PAYER_NOT_FOUND'],
  ['46733123456', 'PAYEE_NOT_ALLOWED_TO_RECEIVE'],
  ['46733123457', 'NOT_ALLOWED'],
  ['46733123458', 'NOT_ALLOWED_TARGET_ENVIRONMENT'],
  ['46733123459', 'INVALID_CALLBACK_URL_HOST'],
  ['46733123460', 'INVALID_CURRENCY'],
  ['46733123461', 'INTERNAL_PROCESSING_ERROR'],
  ['46733123462', 'SERVICE_UNAVAILABLE'],
  ['46733123463', 'COULD_NOT_PERFORM_TRANSACTION'],
]);

const AT_ONCE: ReadonlySet<string> = new Set([
  'PAYER_NOT_FOUND',
  'PAYEE_NOT_ALLOWED_TO_RECEIVE',
  'NOT_ALLOWED',
  'NOT_ALLOWED_TARGET_ENVIRONMENT',
  'INVALID_CALLBACK_URL_HOST',
  'INVALID_CURRENCY',
]);
