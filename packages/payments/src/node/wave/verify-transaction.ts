import type { AskedReference, CallContext, Receipt, ReferenceOutcome } from '../../provider.ts';
import { lineDifferences } from './line-differences.ts';
import { listTransactions } from './list-transactions.ts';
import { nearReceipt } from './near-receipt.ts';
import { normalReference } from './normal-reference.ts';
import { readTransaction, transactionIdOf, type WaveTransaction } from './wave-transaction.ts';

/**
 * Looks for a typed reference in the wallet's own list: what stands there was paid to this wallet.
 * What stands nowhere may be a slip of the hand: then the one line that was surely meant is told with it.
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
  const list = read.items.map(readTransaction).filter((line) => line !== undefined);
  if (!found) {
    const near = nearReceipt(asked, list, context);
    return { kind: 'not_found', ...(near && { near }) };
  }
  const reasons = lineDifferences(found, asked, list, context);
  const receipt = receiptOf(found);
  return reasons.length === 0 ? { kind: 'matched', receipt } : { kind: 'differs', receipt, reasons };
}

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
