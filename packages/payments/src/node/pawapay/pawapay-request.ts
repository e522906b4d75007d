import { decimalText } from '../../encode-amount.ts';
import type { InitiateInput, MerchantAccount, Money } from '../../provider.ts';
import { railText } from '../../rail-text.ts';
import { approvalOf, wireOperator } from './pawapay-operator.ts';

/**
 * A request for money as pawaPay reads it.
 * **Source** docs.pawapay.io/v2/api-reference/deposits/initiate-deposit.
 */
export function depositRequest(input: InitiateInput, account: MerchantAccount): Readonly<Record<string, unknown>> {
  const operator = input.operator ?? '';
  return {
    depositId: input.requestId,
    amount: amountText(input),
    currency: input.currency,
    payer: {
      type: 'MMO',
      accountDetails: { phoneNumber: (input.payer ?? '').slice(1), provider: wireOperator(operator) },
    },
    clientReferenceId: input.attemptId,
    customerMessage: messageText(input.description, account.settings['statementDescription']),
    ...(approvalOf(operator).kind === 'page' && { successfulUrl: input.returnUrl, failedUrl: input.returnUrl }),
  };
}

/** An amount in whole units, with its decimals only where there are any: most operators refuse even `.00`. */
export const amountText = (money: Money): string => decimalText(money).replace(/\.0+$/, '');

/** What the customer's telephone shows: 4 to 22 letters, digits and blanks. */
function messageText(description: string, byDefault = 'RESTO360'): string {
  return railText(plain(description) || plain(byDefault), { minLength: 4, maxLength: 22 });
}

const plain = (text: string): string => railText(text.replaceAll(/[.:,-]/g, ' '), { maxLength: 22 });
