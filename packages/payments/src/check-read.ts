import type { AttemptRow } from './attempt-row.ts';
import type { MerchantAccount, Receipt } from './provider.ts';

/** What a success says that is not what was asked. */
export type Disagreement = 'amount' | 'currency' | 'request' | 'payee';

/**
 * Compares a success with what was asked: amount, currency, our id, the payee (PAY-16). What the provider does not tell
 * agrees; the gravest first. **Why**: proxies, rounding (×100, multiples of 5) and swapped accounts have each been seen to "succeed".
 */
export function disagreements(
  asked: Pick<AttemptRow, 'amountMinor' | 'currency'> & { readonly requestId: string },
  receipt: Receipt,
  account: MerchantAccount,
): Disagreement[] {
  const expectedPayee = account.settings['payee'] ?? account.settings['walletName'];
  const found: Disagreement[] = [];
  if (receipt.currency !== asked.currency) found.push('currency');
  if (receipt.echoedRequestId !== undefined && receipt.echoedRequestId !== asked.requestId) found.push('request');
  if (receipt.payee !== undefined && expectedPayee !== undefined && receipt.payee !== expectedPayee)
    found.push('payee');
  if (receipt.amountMinor !== asked.amountMinor) found.push('amount');
  return found;
}
