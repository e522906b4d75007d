import type { FailureCode } from '@resto360/domain';
import type { Failure } from '../../provider.ts';

/**
 * Wave's word for why no money came, in ours; the word itself is kept.
 * **Source** docs.wave.com/checkout. `kyb-limits-exceeded` is about the business, not about who pays.
 */
export function failureOf(providerCode: string): Failure {
  return { code: CODES[providerCode] ?? 'unknown', providerCode };
}

const CODES: Readonly<Record<string, FailureCode>> = {
  'insufficient-funds': 'insufficient_funds',
  'blocked-account': 'payer_blocked',
  'customer-age-restricted': 'payer_blocked',
  'cross-border-payment-not-allowed': 'payer_blocked',
  'payer-mobile-mismatch': 'invalid_phone',
  'kyb-limits-exceeded': 'merchant_limit',
  'payment-failure': 'provider_unavailable',
  'request-validation-error': 'config_error',
};
