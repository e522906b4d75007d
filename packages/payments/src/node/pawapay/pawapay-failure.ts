import { isObject, type FailureCode } from '@resto360/domain';
import type { Failure } from '../../provider.ts';

/**
 * Why pawaPay says that no money comes, in our words. A word that we do not know stays in `providerCode`.
 * **Why** never its message: it can hold a telephone number.
 * **Source** docs.pawapay.io/v2/docs/failure_codes; section 3.4 of the providers' page.
 */
export function pawapayFailure(reason: unknown): Failure {
  const providerCode = codeIn(reason);
  if (providerCode === undefined) return { code: 'unknown' };
  return { code: FAILURES.get(providerCode) ?? 'unknown', providerCode };
}

/**
 * The refusal that the body of a 4xx carries; undefined where none can be read for sure.
 * **Why** another field than pawaPay's own counts only with a word that pawaPay is known to use: a gateway in between
 * writes codes too, and knows nothing about the money.
 */
export function pawapayRefusal(body: Readonly<Record<string, unknown>>): Failure | undefined {
  if (codeIn(body['failureReason']) !== undefined) return pawapayFailure(body['failureReason']);
  const code = codeIn(body['code']);
  return code !== undefined && FAILURES.has(code) ? pawapayFailure(code) : undefined;
}

/** The code in a reason, which is an object or, at times, only the word (F29). */
function codeIn(reason: unknown): string | undefined {
  const code = isObject(reason) ? reason['failureCode'] : reason;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,63}$/.test(code) ? code : undefined;
}

const FAILURES: ReadonlyMap<string, FailureCode> = new Map<string, FailureCode>([
  ['INSUFFICIENT_BALANCE', 'insufficient_funds'],
  ['PAYMENT_NOT_APPROVED', 'customer_rejected'],
  ['MANUALLY_CANCELLED', 'customer_rejected'],
  ['PAYER_NOT_FOUND', 'payer_not_found'],
  ['PAYER_LIMIT_REACHED', 'payer_limit'],
  ['WALLET_LIMIT_REACHED', 'payer_limit'],
  ['PAYMENT_IN_PROGRESS', 'payer_busy'],
  ['PROVIDER_TEMPORARILY_UNAVAILABLE', 'provider_unavailable'],
  ['UNSPECIFIED_FAILURE', 'unknown'],
  ['UNKNOWN_ERROR', 'unknown'],
  ['AMOUNT_OUT_OF_BOUNDS', 'amount_out_of_range'],
  ['INVALID_AMOUNT', 'invalid_amount_step'],
  ['INVALID_PHONE_NUMBER', 'invalid_phone'],
  ['INVALID_CURRENCY', 'invalid_currency'],
  ['INVALID_PROVIDER', 'config_error'],
  ['INVALID_INPUT', 'config_error'],
  ['MISSING_PARAMETER', 'config_error'],
  ['UNSUPPORTED_PARAMETER', 'config_error'],
  ['INVALID_PARAMETER', 'config_error'],
  ['DUPLICATE_METADATA_FIELD', 'config_error'],
  ['DEPOSITS_NOT_ALLOWED', 'merchant_not_allowed'],
  ['REFUNDS_NOT_ALLOWED', 'merchant_not_allowed'],
  // Of refunds: nothing is left to give back, too much was asked, another one is on its way.
  ['DEPOSIT_ALREADY_REFUNDED', 'amount_out_of_range'],
  ['AMOUNT_TOO_LARGE', 'amount_out_of_range'],
  ['REFUND_IN_PROGRESS', 'payer_busy'],
]);
