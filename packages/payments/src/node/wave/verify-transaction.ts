import type { AskedReference, CallContext, Receipt, ReferenceOutcome } from '../../provider.ts';
import { listTransactions } from './list-transactions.ts';
import { normalReference } from './normal-reference.ts';
import { readTransaction, transactionIdOf, type WaveTransaction } from './wave-transaction.ts';

/**
 * Looks for a typed reference in the wallet's own list: what stands there was paid to this wallet.
 * **Why** reversals are looked for too: money that went back is none, and its line stays where it was.
 */
export async function verifyTransaction(asked: AskedReference, context: CallContext): Promise<ReferenceOutcome> {
  const wanted = normalReference(asked.reference);
  if (wanted === '') return { kind: 'not_found' };
  const read = await listTransactions(asked.fromMs, asked.untilMs, context);
  if (read.kind === 'unreadable') return read;
  const same = read.items
    .filter((item) => normalReference(transactionIdOf(item) ?? '') === wanted)
    .map(readTransaction);
  const lines = same.filter((line) => line !== undefined);
  if (lines.length < same.length) return { kind: 'unreadable', cause: 'odd transaction' };
  const found = lines.find(({ way }) => way === 'in') ?? lines.find(({ way }) => way === 'back');
  if (!found) return { kind: 'not_found' };
  const isReversed = lines.some(({ way }) => way === 'back') || isSessionReversed(found, read.items);
  const reasons = differences(found, asked, isReversed, context);
  const receipt = receiptOf(found);
  return reasons.length === 0 ? { kind: 'matched', receipt } : { kind: 'differs', receipt, reasons };
}

type Reason = Extract<ReferenceOutcome, { kind: 'differs' }>['reasons'][number];

/** A line that gives back may carry an id of its own, and the session of what it gives back. */
function isSessionReversed({ checkoutId }: WaveTransaction, items: readonly unknown[]): boolean {
  if (checkoutId === undefined) return false;
  return items.map(readTransaction).some((line) => line?.way === 'back' && line.checkoutId === checkoutId);
}

function differences(
  { amountMinor, currency, payee, merchantId, atMs }: WaveTransaction,
  asked: AskedReference,
  isReversed: boolean,
  { account: { settings } }: CallContext,
): Reason[] {
  const ourName = settings['walletName'] ?? settings['payee'];
  const ourId = settings['aggregatedMerchantId'];
  // Wave tells whole seconds: the payment was at some time within the one it names.
  const isInTime = atMs + 999 >= asked.fromMs && atMs <= asked.untilMs;
  const reasons: (Reason | false)[] = [
    amountMinor !== asked.amountMinor && 'amount',
    currency !== asked.currency && 'currency',
    (isOther(payee, ourName) || isOther(merchantId, ourId)) && 'payee',
    !isInTime && 'time',
    isReversed && 'reversed',
  ];
  return reasons.filter((reason) => reason !== false);
}

const isOther = (told: string | undefined, ours: string | undefined): boolean =>
  told !== undefined && ours !== undefined && ours !== '' && told !== ours;

function receiptOf(line: WaveTransaction): Receipt {
  const { id, amountMinor, feeMinor, currency, atMs, clientReference, payee, payerMasked } = line;
  return {
    kind: 'succeeded',
    amountMinor,
    currency,
    providerTxnId: id,
    feeMinor,
    paidAtMs: atMs,
    ...(clientReference !== undefined && { echoedRequestId: clientReference }),
    ...(payee !== undefined && { payee }),
    ...(payerMasked !== undefined && { payerMasked }),
  };
}
