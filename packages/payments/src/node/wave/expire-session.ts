import { READ_CALL_MS } from '../../http-call.ts';
import type { CallContext } from '../../provider.ts';
import { callWave } from './wave-call.ts';

/** Makes a link unpayable. True only where Wave said that it did; what else became of it, a read tells. */
export async function expireSession(checkoutId: string, context: CallContext): Promise<boolean> {
  const path = `/v1/checkout/sessions/${encodeURIComponent(checkoutId)}/expire`;
  const { kind } = await callWave(context, { method: 'POST', path, timeoutMs: READ_CALL_MS });
  return kind === 'ok';
}
