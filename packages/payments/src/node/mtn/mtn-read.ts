import { isCurrency, isObject } from '@resto360/domain';
import { readDecimal } from '../../encode-amount.ts';
import { READ_CALL_MS } from '../../http-call.ts';
import type { AskedFor, CallContext, Failure, MerchantAccount, ReadOutcome } from '../../provider.ts';
import { callMtn, type MtnAnswer } from './mtn-call.ts';
import { MTN_REASONS } from './mtn-reasons.ts';
import { isSandbox, SANDBOX_CURRENCY } from './mtn-sandbox.ts';
import { codeWordOf, objectOf } from './mtn-wire.ts';

/**
 * What became of a request. **Source** MTN `GET /collection/v1_0/requesttopay/{id}`, which answers 200 to a failed payment
 * too. It tells neither payee nor fee nor time: an API user has one wallet, and reads only its own requests.
 */
export async function readMtn(asked: AskedFor, context: CallContext): Promise<ReadOutcome> {
  const path = `/collection/v1_0/requesttopay/${encodeURIComponent(asked.requestId)}`;
  const answer = await callMtn({ method: 'GET', path, headers: {}, timeoutMs: READ_CALL_MS }, context);
  if (answer.kind === 'answer') return outcomeOf(answer, asked, context.account);
  const { cause } = answer;
  const retryAfterMs = answer.kind === 'not_sent' ? answer.retryAfterMs : undefined;
  return { kind: 'unreadable', cause, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

type Told = Readonly<Record<string, unknown>>;

const unreadable = (cause: string): ReadOutcome => ({ kind: 'unreadable', cause });

function outcomeOf(
  { status, body }: Extract<MtnAnswer, { kind: 'answer' }>,
  asked: AskedFor,
  account: MerchantAccount,
): ReadOutcome {
  const told = objectOf(body);
  if (status === 404 && told?.['code'] === 'RESOURCE_NOT_FOUND') return { kind: 'not_found' };
  if (status !== 200) return unreadable(`http ${status}`);
  if (!told) return unreadable('no JSON object in the answer');
  switch (told['status']) {
    case 'CREATED':
    case 'PENDING':
      return { kind: 'pending' };
    case 'SUCCESSFUL':
      return receiptOf(told, asked, account);
    case 'FAILED':
      return failedOf(told['reason'], { code: 'unknown' });
    case 'REJECTED':
      return failedOf(told['reason'], { code: 'customer_rejected', providerCode: 'REJECTED' });
    case 'TIMEOUT':
      return failedOf(told['reason'], { code: 'customer_timeout', providerCode: 'TIMEOUT' });
    default:
      return unreadable(`unknown status ${codeWordOf(told['status']) ?? ''}`.trim());
  }
}

/** `reason` comes as a word, or as an object that holds one (F29); a word that nobody here knows is no answer (F28). */
function failedOf(reason: unknown, unexplained: Failure): ReadOutcome {
  const word = isObject(reason) ? reason['code'] : reason;
  if (word === undefined || word === null || word === '') return { kind: 'failed', failure: unexplained };
  const providerCode = codeWordOf(word);
  const code = providerCode && MTN_REASONS.get(providerCode);
  if (!code) return unreadable(`unknown reason ${providerCode ?? ''}`.trim());
  return { kind: 'failed', failure: { code, providerCode } };
}

function receiptOf(told: Told, asked: AskedFor, account: MerchantAccount): ReadOutcome {
  const currency = isSandbox(account) && told['currency'] === SANDBOX_CURRENCY ? asked.currency : told['currency'];
  if (!isCurrency(currency)) return unreadable('a success in no known currency');
  const amountMinor = readDecimal(told['amount'], currency);
  const providerTxnId = idOf(told['financialTransactionId']);
  if (amountMinor === undefined) return unreadable('a success without an amount');
  if (providerTxnId === undefined) return unreadable('a success without a transaction id');
  const echoedRequestId = idOf(told['externalId']);
  const payerMasked = maskedOf(told['payer']);
  return {
    kind: 'succeeded',
    amountMinor,
    currency,
    providerTxnId,
    ...(echoedRequestId !== undefined && { echoedRequestId }),
    ...(payerMasked !== undefined && { payerMasked }),
  };
}

function idOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The last four digits of a payer's number. */
function maskedOf(payer: unknown): string | undefined {
  const [digits] = isObject(payer) ? (/\d{4}$/.exec(String(payer['partyId'])) ?? []) : [];
  return digits === undefined ? undefined : `…${digits}`;
}
