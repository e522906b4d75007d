import type { FailureCode } from '@resto360/domain';

/**
 * MTN's reasons for no money, in our words.
 * **Why** never `insufficient_funds` for INTERNAL_PROCESSING_ERROR and the LOW_BALANCE_OR_… code: each may mean a low
 * balance and may mean something else, and a customer is not told that they are poor on a guess.
 * **Source** MTN's list of reason codes; the last three rows are seen in production only.
 */
export const MTN_REASONS: ReadonlyMap<string, FailureCode> = new Map([
  ['NOT_ENOUGH_FUNDS', 'insufficient_funds'],
  ['APPROVAL_REJECTED', 'customer_rejected'],
  ['PAYMENT_NOT_APPROVED', 'customer_rejected'],
  ['TRANSACTION_CANCELED', 'customer_rejected'],
  ['EXPIRED', 'customer_timeout'],
  ['COULD_NOT_PERFORM_TRANSACTION', 'customer_timeout'],
  ['PAYER_NOT_FOUND', 'payer_not_found'],
  ['PAYER_LIMIT_REACHED', 'payer_limit'],
  ['PAYEE_NOT_FOUND', 'merchant_not_allowed'],
  ['PAYEE_NOT_ALLOWED_TO_RECEIVE', 'merchant_not_allowed'],
  ['NOT_ALLOWED', 'merchant_not_allowed'],
  ['NOT_ALLOWED_TARGET_ENVIRONMENT', 'config_error'],
  ['INVALID_CALLBACK_URL_HOST', 'config_error'],
  ['INVALID_CURRENCY', 'invalid_currency'],
  ['SERVICE_UNAVAILABLE', 'provider_unavailable'],
  ['INTERNAL_PROCESSING_ERROR', 'provider_internal'],
  ['LOW_BALANCE_OR_PAYEE_LIMIT_REACHED_OR_NOT_ALLOWED', 'provider_internal'],
  ['PAYEE_LIMIT_REACHED', 'merchant_limit'],
  ['SENDER_ACCOUNT_NOT_ACTIVE', 'payer_blocked'],
]);
