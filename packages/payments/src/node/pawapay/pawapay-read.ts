import { isCurrency, isObject } from '@resto360/domain';
import { readDecimal } from '../../encode-amount.ts';
import type { MerchantAccount, ReadOutcome, Receipt } from '../../provider.ts';
import type { PawapayAnswer } from './pawapay-call.ts';
import { pawapayFailure } from './pawapay-failure.ts';
import { pawapayNext } from './pawapay-next.ts';
import { wordOf } from './pawapay-word.ts';

/** What was read: by which of our ids, under which field. */
type Read = { readonly id: string; readonly idField: 'depositId' | 'refundId'; readonly account: MerchantAccount };
type Told = Readonly<Record<string, unknown>>;

/**
 * What a read of a deposit or a refund told.
 * **Why** a success that lacks its id, amount or currency is unreadable: it cannot be compared with what was asked.
 * **Source** docs.pawapay.io/v2/api-reference/deposits/check-deposit-status.
 */
export function pawapayRead(answer: PawapayAnswer, read: Read): ReadOutcome {
  switch (answer.kind) {
    case 'throttled':
      return { ...answer, kind: 'unreadable', cause: 'http 429' };
    case 'told':
      return answer.status === 200 && answer.body
        ? foundOutcome(answer.body, read)
        : unreadable(`http ${answer.status}`);
    case 'unauthorized':
    case 'not_sent':
    case 'uncertain':
      return unreadable(answer.cause);
  }
}

function foundOutcome(body: Told, read: Read): ReadOutcome {
  const { status, data } = body;
  if (status === 'NOT_FOUND') return { kind: 'not_found' };
  if (status !== 'FOUND' || !isObject(data)) return unreadable(`answer ${wordOf(status)}`);
  if (data['status'] === 'COMPLETED') return receiptIn(data, read) ?? unreadable('incomplete success');
  if (data[read.idField] !== undefined && data[read.idField] !== read.id) return unreadable(`another ${read.idField}`);
  return unpaidOutcome(data, read);
}

function unpaidOutcome(data: Told, { account, idField }: Read): ReadOutcome {
  switch (data['status']) {
    case 'ACCEPTED':
    case 'ENQUEUED':
    case 'PROCESSING':
    case 'IN_RECONCILIATION':
      return { kind: 'pending', ...(idField === 'depositId' && { next: pawapayNext(data, account) }) };
    case 'FAILED':
      return { kind: 'failed', failure: pawapayFailure(data['failureReason']) };
    default:
      return unreadable(`status ${wordOf(data['status'])}`);
  }
}

function receiptIn(data: Told, { idField }: Read): Receipt | undefined {
  const { [idField]: echoedRequestId, currency, providerTransactionId } = data;
  const amountMinor = isCurrency(currency) ? readDecimal(data['amount'], currency) : undefined;
  if (typeof echoedRequestId !== 'string' || !isCurrency(currency) || amountMinor === undefined) return undefined;
  const payerMasked = maskedIn(data['payer']);
  return {
    kind: 'succeeded',
    amountMinor,
    currency,
    providerTxnId: echoedRequestId,
    echoedRequestId,
    ...(typeof providerTransactionId === 'string' && { operatorTxnId: providerTransactionId }),
    ...(payerMasked !== undefined && { payerMasked }),
  };
}

/** The last four digits of the payer's number: enough to recognize it, too few to call it. */
function maskedIn(payer: unknown): string | undefined {
  const details = isObject(payer) ? payer['accountDetails'] : undefined;
  const phone = isObject(details) ? details['phoneNumber'] : undefined;
  return typeof phone === 'string' && /^\d{8,15}$/.test(phone) ? `…${phone.slice(-4)}` : undefined;
}

const unreadable = (cause: string): ReadOutcome => ({ kind: 'unreadable', cause });
