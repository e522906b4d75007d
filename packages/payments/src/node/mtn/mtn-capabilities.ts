import { CURRENCIES, type Currency } from '@resto360/domain';
import type { Capabilities } from '../../capabilities.ts';
import type { MerchantAccount } from '../../provider.ts';
import { isSandbox } from './mtn-sandbox.ts';

/**
 * What MTN MoMo Collections can do for an account.
 * **Why** no currency for a country that is not listed: the till hides the rail instead of asking in a wrong one.
 * **Source** MTN's best practices (five minutes to approve, ten reads a second) and its list of target environments. It
 * publishes no amounts: the upper bound only stops a slip, the wallet's own limit is the customer's.
 */
export function mtnCapabilities(account: MerchantAccount): Capabilities {
  return {
    flows: ['push', 'ussd'],
    idempotency: 'client_id',
    lookup: 'by_request_id',
    references: 'untold',
    webhookAuth: 'none',
    refund: 'none',
    cancel: false,
    listsReceipts: false,
    amount: { currencies: currenciesOf(account), stepMinor: 1, minMinor: 1, maxMinor: 999_999_999 },
    needsPayer: true,
    customerWindowMs: 300_000,
    graceMs: 600_000,
    pollMs: [5_000, 5_000, 8_000, 13_000, 21_000, 30_000],
    readsPerSecond: 8,
  };
}

/** The currency of each country's wallets. */
const CURRENCY_BY_COUNTRY: ReadonlyMap<string, Currency> = new Map([
  ['BJ', 'XOF'],
  ['CG', 'XAF'],
  ['CI', 'XOF'],
  ['CM', 'XAF'],
  ['GH', 'GHS'],
  ['GN', 'GNF'],
  ['LR', 'LRD'],
  ['NG', 'NGN'],
  ['RW', 'RWF'],
  ['SS', 'SSP'],
  ['SZ', 'SZL'],
  ['UG', 'UGX'],
  ['ZA', 'ZAR'],
  ['ZM', 'ZMW'],
]);

function currenciesOf(account: MerchantAccount): readonly Currency[] {
  if (isSandbox(account)) return Object.keys(CURRENCIES) as Currency[];
  const currency = CURRENCY_BY_COUNTRY.get(account.country);
  return currency === undefined ? [] : [currency];
}
