import type { AskedBack, CallContext, ReadOutcome } from '../../provider.ts';
import { listSessions } from './list-sessions.ts';
import { listTransactions } from './list-transactions.ts';
import { paidSession } from './paid-session.ts';
import { receiptOf, type WaveSession } from './wave-session.ts';
import { readTransaction } from './wave-transaction.ts';

/**
 * Whether a session was given back: by its own word, or by a line in the wallet's list since it was paid.
 * **Why** both: whether a session tells of its refund is not written anywhere official, the list's lines are.
 * **Errors** `not_found` only when every day since it was asked for was read; more than ten days are `unreadable`.
 */
export async function readRefund(
  asked: Pick<AskedBack, 'requestId' | 'handle' | 'askedBackAtMs'>,
  context: CallContext,
): Promise<ReadOutcome> {
  const read = await listSessions(asked, context);
  if (read.kind === 'unreadable') {
    const { own: _, ...unreadable } = read;
    return unreadable;
  }
  const paid = paidSession(read.sessions, asked.handle);
  const receipt = paid && receiptOf(paid);
  if (paid?.state.kind !== 'paid' || !receipt) return { kind: 'not_found' };
  if (paid.state.isRefunded) return receipt;
  // Not before it was asked for, but for clocks that differ: days of an old payment are too many to read.
  const sinceMs = Math.max(paid.completedAtMs ?? paid.createdAtMs, asked.askedBackAtMs - CLOCKS_APART_MS);
  const list = await listTransactions(sinceMs, context.nowMs, context);
  if (list.kind === 'unreadable') return list;
  return list.items.some((item) => isBackOf(item, paid, paid.state)) ? receipt : { kind: 'not_found' };
}

/** **Units** ms. */
const CLOCKS_APART_MS = 3_600_000;

function isBackOf(item: unknown, { id }: WaveSession, state: WaveSession['state']): boolean {
  const line = readTransaction(item);
  if (line?.way !== 'back') return false;
  return line.checkoutId === id || (state.kind === 'paid' && line.id === state.txnId);
}
