import { isCurrency, type Currency } from '@resto360/domain';
import { readDecimal } from '../../encode-amount.ts';
import { fieldsOf, textOf, timeOf } from './json-fields.ts';

/**
 * A line of the wallet's list. **Units** minor, ms since 1970; `amountMinor` is what the customer paid.
 * `way`: `in` money that came · `back` money that went back to a customer · `out` anything else.
 */
export type WaveTransaction = {
  readonly id: string;
  readonly way: 'in' | 'back' | 'out';
  readonly amountMinor: number;
  readonly feeMinor: number;
  readonly currency: Currency;
  readonly atMs: number;
  readonly clientReference?: string;
  readonly checkoutId?: string;
  readonly payee?: string;
  readonly merchantId?: string;
  readonly payerMasked?: string;
};

/** The id of a line, or nothing: most lines are not the one that is looked for. */
export const transactionIdOf = (item: unknown): string | undefined => textOf(fieldsOf(item)?.['transaction_id']);

/**
 * A line of the list; undefined for one that breaks the form, or is of a kind that nobody here knows (F28).
 * **Units** the list tells what the wallet got: the customer paid `amount` and `fee` together. **Source** section 6.4 of
 * the providers' page; to be seen on the first live payment.
 */
export function readTransaction(item: unknown): WaveTransaction | undefined {
  const fields = fieldsOf(item);
  const id = transactionIdOf(item);
  const currency = fields?.['currency'];
  if (!fields || id === undefined || !isCurrency(currency)) return undefined;
  const amount = signed(fields['amount'], currency);
  const fee = fields['fee'] === undefined || fields['fee'] === null ? NO_FEE : signed(fields['fee'], currency);
  const atMs = timeOf(fields['timestamp']);
  if (!amount || !fee || atMs === undefined) return undefined;
  const way = wayOf(textOf(fields['transaction_type']), fields['is_reversal'], amount.isNegative);
  if (!way) return undefined;
  const amountMinor = amount.minor + fee.minor;
  return { id, way, amountMinor, feeMinor: fee.minor, currency, atMs, ...optional(fields) };
}

const NO_FEE = { minor: 0, isNegative: false };
const COMING = new Set(['merchant_payment', 'api_checkout', 'b2b_payment']);
const GOING = /^(?:api_payout|bulk_payment|merchant_sweep)|_reversal$/;

function wayOf(type: string | undefined, isReversal: unknown, isNegative: boolean): WaveTransaction['way'] | undefined {
  if (type !== undefined && GOING.test(type)) return 'out';
  if (isReversal === true || isReversal === 'true' || type?.endsWith('_refund')) return 'back';
  if (type !== undefined && !COMING.has(type)) return undefined;
  return isNegative ? 'out' : 'in';
}

function signed(value: unknown, currency: Currency): { minor: number; isNegative: boolean } | undefined {
  const text = typeof value === 'number' ? String(value) : textOf(value)?.trim();
  const isNegative = text?.startsWith('-') ?? false;
  const minor = readDecimal(isNegative ? text?.slice(1) : text, currency);
  return minor === undefined ? undefined : { minor, isNegative };
}

function optional(fields: Readonly<Record<string, unknown>>): Partial<WaveTransaction> {
  const clientReference = textOf(fields['client_reference']);
  const checkoutId = textOf(fields['checkout_api_session_id']);
  const payee =
    textOf(fields['merchant_name']) ?? textOf(fields['aggregated_merchant_name']) ?? textOf(fields['business_name']);
  const merchantId = textOf(fields['aggregated_merchant_id']);
  const mobile = textOf(fields['counterparty_mobile']);
  return {
    ...(clientReference !== undefined && { clientReference }),
    ...(checkoutId !== undefined && { checkoutId }),
    ...(payee !== undefined && { payee }),
    ...(merchantId !== undefined && { merchantId }),
    ...(mobile !== undefined && { payerMasked: `***${mobile.slice(-4)}` }),
  };
}
