import { decimalText } from '../../../encode-amount.ts';
import { toldOf, type SimTransaction } from '../sim-transaction.ts';
import type { WaveRailOptions } from './wave-rail-options.ts';

/**
 * A session as Wave writes it. A transaction that the world calls failed is a session that is over, and names the last
 * error; a try that failed leaves it open and names it too.
 */
export function waveSession(transaction: SimTransaction, options: WaveRailOptions) {
  const { id, facts, state, operatorTxnId, createdAtMs, expiresAtMs, settledAtMs } = transaction;
  const { amountMinor, currency, merchant } = toldOf(transaction);
  return {
    id,
    amount: decimalText({ amountMinor, currency }),
    currency,
    checkout_status: CHECKOUT_STATUS[state],
    payment_status: PAYMENT_STATUS[state],
    client_reference: facts['clientReference'] ?? null,
    last_payment_error: lastErrorOf(transaction),
    success_url: facts['successUrl'],
    error_url: facts['errorUrl'],
    business_name: waveNameOf(merchant, options),
    wave_launch_url: `${options.origin}/wave/pay/${id}`,
    when_created: waveTime(createdAtMs),
    when_expires: waveTime(expiresAtMs),
    when_completed: settledAtMs === null ? null : waveTime(settledAtMs),
    transaction_id: state === 'succeeded' ? operatorTxnId : null,
    ...(facts['aggregatedMerchantId'] !== undefined && { aggregated_merchant_id: facts['aggregatedMerchantId'] }),
    ...(facts['restrictPayerMobile'] !== undefined && { restrict_payer_mobile: facts['restrictPayerMobile'] }),
    ...(isBack(transaction) && { when_refunded: waveTime(backAtMs(transaction)) }),
  };
}

/** A moment as Wave writes it: whole seconds. */
export const waveTime = (atMs: number): string => new Date(atMs).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** The name under which Wave knows a merchant of the world. */
export const waveNameOf = (merchant: string, { merchantId, walletName }: WaveRailOptions): string =>
  merchant === merchantId ? walletName : merchant;

/** Whether the money went back: by the merchant's refund, or by the operator. */
export const isBack = ({ refunds, reversedMinor }: SimTransaction): boolean => refunds.length > 0 || reversedMinor > 0;

/** When it went back; the world keeps no time of a reversal. */
export const backAtMs = ({ facts, settledAtMs, createdAtMs }: SimTransaction): number =>
  Number(facts['refundedAtMs'] ?? settledAtMs ?? createdAtMs);

const CHECKOUT_STATUS = { pending: 'open', succeeded: 'complete', failed: 'expired', expired: 'expired' } as const;
const PAYMENT_STATUS = {
  pending: 'processing',
  succeeded: 'succeeded',
  failed: 'cancelled',
  expired: 'cancelled',
} as const;

function lastErrorOf({ state, reason, facts }: SimTransaction) {
  const code = state === 'failed' ? reason : (facts['lastErrorCode'] ?? null);
  if (code === null || state === 'succeeded') return null;
  // The crowd's word for a no that has no name; a Wave payment fails for want of money more than for anything else.
  const told = code === 'REJECTED' ? 'insufficient-funds' : code;
  return { code: told, message: `The payment failed: ${told}` };
}
