/** How a customer of an operator says yes. `code`: by a code that has to be asked for before, which no request of ours has. */
export type Approval =
  | { readonly kind: 'pin'; readonly ussd?: string }
  | { readonly kind: 'page' }
  | { readonly kind: 'code' };

/**
 * The operator's name as pawaPay writes it: `MTN_CIV` is `MTN_MOMO_CIV` to its API.
 * **Source** docs.pawapay.io/v2/docs/providers [P].
 */
export const wireOperator = (operator: string): string => operator.replace(/^MTN_(?!MOMO_)/, 'MTN_MOMO_');

/**
 * How an operator's customers approve a payment.
 * **Source** docs.pawapay.io/v2/docs/deposits [P] for pages and codes before; the numbers to dial are not published but
 * in `/v2/active-conf` of an account: those of Ivory Coast were seen there [S], Senegal's is unverified [U].
 */
export function approvalOf(operator: string): Approval {
  const wire = wireOperator(operator);
  if (wire.startsWith('WAVE_')) return { kind: 'page' };
  if (wire === 'ORANGE_BFA') return { kind: 'code' };
  const ussd = DIALLED[wire];
  return { kind: 'pin', ...(ussd !== undefined && { ussd }) };
}

/** Where no prompt comes by itself (`pinPrompt: MANUAL`): what the customer dials to find it. */
const DIALLED: Readonly<Record<string, string>> = {
  MTN_MOMO_CIV: '*133#',
  ORANGE_CIV: '#120#',
  ORANGE_SEN: '#144#',
};
