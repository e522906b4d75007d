import type { Currency } from '@resto360/domain';
import { decimalText } from '../../../encode-amount.ts';
import { toldOf, type SimTransaction } from '../sim-transaction.ts';
import { moment } from './pawapay-rail-answers.ts';

/** How a deposit is told: what a test holds it in, the moment, and where pages of approval live. */
export type Telling = {
  readonly held: 'ENQUEUED' | 'IN_RECONCILIATION' | undefined;
  readonly nowMs: number;
  readonly pageOrigin: string;
};

/**
 * A deposit as reads and callbacks tell it.
 * **Source** docs.pawapay.io/v2/docs/deposits [P]: amounts always with two decimals, `providerTransactionId` once it is
 * paid, `nextStep` and `authorizationUrl` only where a page approves.
 */
export function toldDeposit(deposit: SimTransaction, telling: Telling): Readonly<Record<string, unknown>> {
  const { id, payer, facts, createdAtMs, operatorTxnId } = deposit;
  const { provider, country, clientReferenceId: _, ...texts } = facts;
  const { amountMinor, currency } = toldOf(deposit);
  const status = statusOf(deposit, telling);
  return {
    depositId: id,
    status,
    ...(status === 'PROCESSING' && provider?.startsWith('WAVE_') && pageStep(deposit, telling)),
    amount: twoDecimals(amountMinor, currency),
    currency,
    country,
    payer: { type: 'MMO', accountDetails: { phoneNumber: (payer ?? '').replace(/^\+/, ''), provider } },
    ...texts,
    created: moment(createdAtMs),
    ...(status === 'COMPLETED' && { providerTransactionId: operatorTxnId }),
    ...(status === 'FAILED' && { failureReason: reasonOf(deposit) }),
  };
}

/** `100.00` for a hundred of anything, francs included. */
export function twoDecimals(amountMinor: number, currency: Currency): string {
  const text = decimalText({ amountMinor, currency });
  return text.includes('.') ? text : `${text}.00`;
}

/** How long after it was taken a deposit is on its way to the operator, and its page there. **Units** ms. */
export const ON_ITS_WAY_MS = 1_000;

function statusOf({ state, createdAtMs }: SimTransaction, { held, nowMs }: Telling): string {
  if (held) return held;
  if (state === 'succeeded') return 'COMPLETED';
  if (state !== 'pending') return 'FAILED';
  return nowMs < createdAtMs + ON_ITS_WAY_MS ? 'ACCEPTED' : 'PROCESSING';
}

const pageStep = ({ id }: SimTransaction, { pageOrigin }: Telling) => ({
  nextStep: 'REDIRECT_TO_AUTH_URL',
  authorizationUrl: `${pageOrigin}/pawapay/page/${id}`,
});

/** The world's own words for "ran out" and "said no" are no words of pawaPay's. */
function reasonOf({ reason }: SimTransaction) {
  const failureCode =
    reason === null || reason === 'EXPIRED' || reason === 'REJECTED' ? 'PAYMENT_NOT_APPROVED' : reason;
  return { failureCode, failureMessage: `The payment failed: ${failureCode}` };
}
