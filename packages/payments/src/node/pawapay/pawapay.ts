import type { Failure, InitiateInput, MerchantAccount, PaymentProvider, SubmitOutcome } from '../../provider.ts';
import { callPawapay } from './pawapay-call.ts';
import { pawapayCapabilities } from './pawapay-capabilities.ts';
import { pawapayNext } from './pawapay-next.ts';
import { approvalOf } from './pawapay-operator.ts';
import { pawapayRead } from './pawapay-read.ts';
import { amountText, depositRequest } from './pawapay-request.ts';
import { pawapaySubmit } from './pawapay-submit.ts';
import { pawapayWebhook } from './pawapay-webhook.ts';

/**
 * Mobile money of some twenty countries through one aggregator, pawaPay's API v2.
 *
 * Secrets: `apiToken`; `webhookPublicKeys` where callbacks are signed, JSON of `{ keyid: PEM }`.
 * Settings: `statementDescription`, what the customer reads where a request has no text of its own.
 * **Source** docs.pawapay.io/v2; section 2.11 of the providers' page.
 */
export const pawapay: PaymentProvider = {
  id: 'pawapay',
  capabilities: pawapayCapabilities,
  validate: failureOf,
  async initiate(input, context) {
    const answer = await callPawapay(context, '/v2/deposits', depositRequest(input, context.account));
    return pawapaySubmit(answer, {
      id: input.requestId,
      idField: 'depositId',
      next: (told) => pawapayNext(told, context.account, input.operator),
    });
  },
  async read({ requestId }, context) {
    const answer = await callPawapay(context, `/v2/deposits/${encodeURIComponent(requestId)}`);
    return pawapayRead(answer, { id: requestId, idField: 'depositId', account: context.account });
  },
  async refund({ refundId, requestId, backMinor, currency }, context) {
    const answer = await callPawapay(context, '/v2/refunds', {
      refundId,
      depositId: requestId,
      amount: amountText({ amountMinor: backMinor, currency }),
      currency,
    });
    const outcome = pawapaySubmit(answer, { id: refundId, idField: 'refundId', next: () => ({ kind: 'wait' }) });
    return isInProgress(outcome)
      ? { kind: 'not_sent', cause: 'another refund', retryAfterMs: REFUND_PAUSE_MS }
      : outcome;
  },
  async readRefund({ refundId }, context) {
    const answer = await callPawapay(context, `/v2/refunds/${encodeURIComponent(refundId)}`);
    return pawapayRead(answer, { id: refundId, idField: 'refundId', account: context.account });
  },
  readWebhook: (request, _account, secrets) => pawapayWebhook(request, secrets['webhookPublicKeys']),
};

/** A deposit is given back by one refund at a time: this one was not looked at, and is sent again. **Units** ms. */
const REFUND_PAUSE_MS = 15_000;
const isInProgress = (outcome: SubmitOutcome): boolean =>
  outcome.kind === 'refused' && outcome.failure.providerCode === 'REFUND_IN_PROGRESS';

function failureOf(input: InitiateInput, account: MerchantAccount): Failure | null {
  const { currencies, stepMinor, minMinor, maxMinor } = pawapayCapabilities(account).amount;
  const { amountMinor, currency, payer, operator = '' } = input;
  if (!currencies.includes(currency)) return { code: 'invalid_currency' };
  if (!Number.isSafeInteger(amountMinor) || amountMinor < minMinor || amountMinor > maxMinor)
    return { code: 'amount_out_of_range' };
  if (amountMinor % stepMinor !== 0) return { code: 'invalid_amount_step' };
  if (payer === undefined || !/^\+[1-9]\d{7,14}$/.test(payer)) return { code: 'invalid_phone' };
  if (!/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(operator))
    return { code: 'config_error', providerCode: 'INVALID_PROVIDER' };
  if (approvalOf(operator).kind === 'code') return { code: 'config_error', providerCode: 'DEPOSITS_NOT_ALLOWED' };
  return null;
}
