import type { MerchantAccount } from '../../provider.ts';

/**
 * Whether a payment link may be shown to a customer: it leads to Wave, or to the simulator of a simulator's account.
 * **Why**: the link is data from outside, and a customer pays wherever it leads.
 */
export function isLaunchUrl(link: string, account: MerchantAccount): boolean {
  const url = URL.parse(link);
  if (!url || url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:' && WAVE_HOSTS.has(url.host)) return true;
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return account.environment === 'simulator' && isWeb && url.host === URL.parse(account.baseUrl)?.host;
}

const WAVE_HOSTS = new Set(['wave.com', 'pay.wave.com']);
