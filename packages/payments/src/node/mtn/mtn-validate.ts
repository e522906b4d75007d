import type { Failure, InitiateInput, MerchantAccount } from '../../provider.ts';
import { mtnCapabilities } from './mtn-capabilities.ts';

/**
 * What is wrong with a request before it is sent; null when nothing is.
 * **Why** no check of the country's numbers: the sandbox's well-known ones are Swedish, and MTN knows its customers.
 */
export function validateMtn(input: InitiateInput, account: MerchantAccount): Failure | null {
  const { currencies, minMinor, maxMinor } = mtnCapabilities(account).amount;
  const { amountMinor, currency, payer } = input;
  if (!account.settings['targetEnvironment']) return { code: 'config_error' };
  if (!currencies.includes(currency)) return { code: 'invalid_currency' };
  if (!Number.isSafeInteger(amountMinor) || amountMinor < minMinor || amountMinor > maxMinor) {
    return { code: 'amount_out_of_range' };
  }
  return payer !== undefined && /^\+[1-9]\d{7,14}$/.test(payer) ? null : { code: 'invalid_phone' };
}
