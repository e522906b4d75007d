import { AMOUNT_MAX_MINOR, type Currency } from '@resto360/domain';
import type { Capabilities } from '../../capabilities.ts';
import type { Failure, InitiateInput, MerchantAccount, PaymentProvider } from '../../provider.ts';
import { cancelCheckout } from './cancel-checkout.ts';
import { initiateCheckout } from './initiate-checkout.ts';
import { readCheckout } from './read-checkout.ts';
import { readRefund } from './read-refund.ts';
import { readWaveWebhook } from './read-wave-webhook.ts';
import { refundCheckout } from './refund-checkout.ts';
import { verifyTransaction } from './verify-transaction.ts';

/**
 * Wave: checkout sessions, whose link the customer opens, and codes on the wall, whose payments are looked up.
 * Secrets: `apiKey`, `webhookSecret`, `webhookSecretOld` while it changes. Settings: `walletName`, and
 * `aggregatedMerchantId` for one who collects for others.
 * **Source** docs.wave.com/checkout, /balance-api, /webhook; section 2.4 of the providers' page.
 */
export const wave: PaymentProvider = {
  id: 'wave',
  capabilities: capabilitiesOf,
  validate: misfitOf,
  initiate: initiateCheckout,
  read: readCheckout,
  verifyReference: verifyTransaction,
  cancel: cancelCheckout,
  refund: refundCheckout,
  readRefund,
  readWebhook: (request, _account, secrets) => readWaveWebhook(request, secrets),
};

/** One key is one wallet, a wallet is of one country, and a country has one currency. */
const CURRENCY_OF_COUNTRY: Readonly<Record<string, Currency>> = { CM: 'XAF', GM: 'GMD', SL: 'SLE', UG: 'UGX' };
const REFERENCE_MAX_LENGTH = 255;

function capabilitiesOf({ country }: MerchantAccount): Capabilities {
  return {
    flows: ['checkout', 'static_qr'],
    idempotency: 'none',
    lookup: 'by_request_id',
    references: 'readable',
    webhookAuth: 'hmac_timestamped',
    refund: 'full',
    cancel: true,
    listsReceipts: true,
    amount: {
      currencies: [CURRENCY_OF_COUNTRY[country] ?? 'XOF'],
      stepMinor: 1,
      minMinor: 1,
      // Wave publishes no greatest amount: what is too much for a wallet, it says itself.
      maxMinor: AMOUNT_MAX_MINOR,
    },
    needsPayer: false,
    customerWindowMs: 30 * 60_000,
    graceMs: 31 * 60_000,
    pollMs: [3_000, 5_000, 8_000, 13_000, 20_000],
    readsPerSecond: 10,
  };
}

function misfitOf(input: InitiateInput, account: MerchantAccount): Failure | null {
  const { currencies, minMinor, maxMinor } = capabilitiesOf(account).amount;
  const { amountMinor, currency, requestId, returnUrl } = input;
  if (!currencies.includes(currency)) return { code: 'invalid_currency' };
  if (!Number.isSafeInteger(amountMinor) || amountMinor < minMinor || amountMinor > maxMinor) {
    return { code: 'amount_out_of_range' };
  }
  if (requestId === '' || requestId.length > REFERENCE_MAX_LENGTH) return { code: 'config_error' };
  const { protocol } = URL.parse(returnUrl) ?? { protocol: '' };
  const isTaken = protocol === 'https:' || (protocol === 'http:' && account.environment === 'simulator');
  return isTaken ? null : { code: 'config_error' };
}
