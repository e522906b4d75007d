import { MONEY_CALL_MS } from '../../http-call.ts';
import type { AskedBack, CallContext, SubmitOutcome } from '../../provider.ts';
import { listSessions } from './list-sessions.ts';
import { paidSession } from './paid-session.ts';
import { callWave } from './wave-call.ts';
import { failureOf } from './wave-failure.ts';

/**
 * Gives a whole session back to its payer. Wave takes the same refund twice as one.
 * **Errors** `refused` where it was not paid, or another amount than the whole is asked for.
 */
export async function refundCheckout(
  asked: Pick<AskedBack, 'requestId' | 'handle'> & { readonly backMinor: number },
  context: CallContext,
): Promise<SubmitOutcome> {
  const read = await listSessions(asked, context);
  if (read.kind === 'unreadable') {
    const { cause, retryAfterMs } = read;
    return { kind: 'not_sent', cause, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  }
  const paid = paidSession(read.sessions, asked.handle);
  if (paid?.state.kind !== 'paid') return { kind: 'refused', failure: failureOf('checkout-refund-failed') };
  if (asked.backMinor !== paid.amountMinor) return { kind: 'refused', failure: { code: 'amount_out_of_range' } };
  const handle = { checkoutId: paid.id, providerTxnId: paid.state.txnId };
  if (paid.state.isRefunded) return { kind: 'duplicate', handle };
  const path = `/v1/checkout/sessions/${encodeURIComponent(paid.id)}/refund`;
  const reply = await callWave(context, { method: 'POST', path, timeoutMs: MONEY_CALL_MS });
  if (reply.kind === 'refused') return { kind: 'refused', failure: failureOf(reply.code) };
  return reply.kind === 'ok' ? { kind: 'accepted', handle, next: { kind: 'wait' } } : reply;
}
