import { isObject } from '@resto360/domain';
import type { MerchantAccount, NextStep } from '../../provider.ts';
import { approvalOf } from './pawapay-operator.ts';

/**
 * What the customer has to be shown, from what pawaPay tells about a deposit. `operator`: of the request; where it is not
 * known any more, the deposit names it.
 * **Why** a page is shown only if its address is one of the known ones: an address in an answer is data, and customers
 * type their secrets into what it shows.
 */
export function pawapayNext(
  told: Readonly<Record<string, unknown>>,
  account: MerchantAccount,
  operator = operatorIn(told),
): NextStep {
  const url = told['authorizationUrl'];
  if (typeof url === 'string' && isKnownPage(url, account)) return { kind: 'open_url', url };
  const approval = approvalOf(operator);
  return { kind: 'wait', ...(approval.kind === 'pin' && approval.ussd !== undefined && { ussd: approval.ussd }) };
}

/**
 * Ends of the hosts where pages of approval live: Wave's own, and pawaPay's.
 * **Source** only Wave has pages (docs.pawapay.io/v2/docs/deposits [P]); the hosts themselves are not documented [U].
 */
const PAGE_HOSTS = ['wave.com', 'pawapay.io'] as const;

function isKnownPage(text: string, { environment, baseUrl }: MerchantAccount): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (environment === 'simulator') return URL.canParse(baseUrl) && url.origin === new URL(baseUrl).origin;
  const isKnownHost = PAGE_HOSTS.some((end) => url.hostname === end || url.hostname.endsWith(`.${end}`));
  return url.protocol === 'https:' && isKnownHost && url.username === '' && url.password === '';
}

function operatorIn(told: Readonly<Record<string, unknown>>): string {
  const { payer } = told;
  const details = isObject(payer) ? payer['accountDetails'] : undefined;
  const provider = isObject(details) ? details['provider'] : undefined;
  return typeof provider === 'string' ? provider : '';
}
