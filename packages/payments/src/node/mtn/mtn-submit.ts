import { assert } from '@resto360/domain';
import { decimalText } from '../../encode-amount.ts';
import { MONEY_CALL_MS } from '../../http-call.ts';
import type { CallContext, InitiateInput, MerchantAccount, SubmitOutcome } from '../../provider.ts';
import { railText } from '../../rail-text.ts';
import { callMtn, type MtnAnswer } from './mtn-call.ts';
import { MTN_REASONS } from './mtn-reasons.ts';
import { isSandbox, SANDBOX_CURRENCY } from './mtn-sandbox.ts';
import { codeWordOf, objectOf } from './mtn-wire.ts';

/** Asks a customer's telephone to pay. **Source** MTN `POST /collection/v1_0/requesttopay`. */
export async function submitMtn(input: InitiateInput, context: CallContext): Promise<SubmitOutcome> {
  const { webhookUrl } = context.account;
  const answer = await callMtn(
    {
      method: 'POST',
      path: '/collection/v1_0/requesttopay',
      headers: {
        'content-type': 'application/json',
        'x-reference-id': input.requestId,
        ...(webhookUrl !== undefined && { 'x-callback-url': webhookUrl }),
      },
      body: JSON.stringify(bodyOf(input, context.account)),
      timeoutMs: MONEY_CALL_MS,
    },
    context,
  );
  return answer.kind === 'answer' ? outcomeOf(answer) : answer;
}

function bodyOf(input: InitiateInput, account: MerchantAccount) {
  const { payer, requestId, attemptId, description } = input;
  assert(payer !== undefined, 'a push was validated before it is sent');
  return {
    amount: decimalText(input),
    currency: isSandbox(account) ? SANDBOX_CURRENCY : input.currency,
    // The id of the call itself: MTN's callbacks and lists tell this one and not X-Reference-Id.
    externalId: requestId,
    payer: { partyIdType: 'MSISDN', partyId: payer.replace(/^\+/, '') },
    // Neither may be empty: MTN answers 500.
    payerMessage: railText(description, { maxLength: 160, minLength: 4 }),
    payeeNote: railText(`R360 ${attemptId} ${description}`, { maxLength: 160 }),
  };
}

/** Answers of 500 that are a clear no, given before anybody is asked for money. */
const CLEAR_REFUSALS: ReadonlySet<string> = new Set([
  'NOT_ALLOWED',
  'NOT_ALLOWED_TARGET_ENVIRONMENT',
  'INVALID_CALLBACK_URL_HOST',
  'INVALID_CURRENCY',
  'PAYER_NOT_FOUND',
  'PAYER_LIMIT_REACHED',
  'PAYEE_NOT_FOUND',
  'PAYEE_NOT_ALLOWED_TO_RECEIVE',
  'NOT_ENOUGH_FUNDS',
]);

/** Codes that say that something broke, not that nothing was recorded. */
const BROKEN: ReadonlySet<string> = new Set(['INTERNAL_PROCESSING_ERROR', 'SERVICE_UNAVAILABLE']);

function outcomeOf({ status, body }: Extract<MtnAnswer, { kind: 'answer' }>): SubmitOutcome {
  if (status === 202 && body.trim() === '') return { kind: 'accepted', handle: {}, next: { kind: 'wait' } };
  const code = codeWordOf(objectOf(body)?.['code']);
  if (status === 409 || (code === 'RESOURCE_ALREADY_EXIST' && status >= 400)) return { kind: 'duplicate' };
  if (code !== undefined && isClearNo(status, code)) {
    return { kind: 'refused', failure: { code: MTN_REASONS.get(code) ?? 'unknown', providerCode: code } };
  }
  return { kind: 'uncertain', cause: `http ${status}${code === undefined ? '' : ` ${code}`}` };
}

function isClearNo(status: number, code: string): boolean {
  if (status === 500) return CLEAR_REFUSALS.has(code);
  return (status === 400 || status === 404 || status === 422) && !BROKEN.has(code);
}
