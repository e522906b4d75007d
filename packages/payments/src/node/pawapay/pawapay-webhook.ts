import { createHash } from 'node:crypto';
import { isObject } from '@resto360/domain';
import type { WebhookReading, WebhookRequest } from '../../provider.ts';
import { pawapaySignature } from './pawapay-signature.ts';

/**
 * Whom a callback is about. Where public keys are known its signature must hold; without them it is only a knock at the
 * door, as every callback is.
 * **Why** the key of an event is its body's hash: pawaPay gives its callbacks no id of their own.
 */
export function pawapayWebhook(request: WebhookRequest, publicKeys: string | undefined): WebhookReading {
  if (publicKeys !== undefined) {
    const verdict = pawapaySignature(request, publicKeys);
    if (verdict !== 'valid') return { ok: false, reason: verdict };
  }
  const requestId = idIn(request.rawBody);
  if (requestId === undefined) return { ok: false, reason: 'malformed' };
  return { ok: true, eventKey: createHash('sha256').update(request.rawBody).digest('hex'), about: { requestId } };
}

/** The deposit's id; a refund's own where it does not name its deposit. */
function idIn(rawBody: Uint8Array): string | undefined {
  try {
    const body: unknown = JSON.parse(new TextDecoder().decode(rawBody));
    if (!isObject(body)) return undefined;
    return [body['depositId'], body['refundId']].find((id) => typeof id === 'string' && /^[\w-]{1,64}$/.test(id)) as
      | string
      | undefined;
  } catch {
    return undefined;
  }
}
