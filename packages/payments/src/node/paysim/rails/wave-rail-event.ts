import { createHmac } from 'node:crypto';
import type { SimWebhook } from '../sim-call.ts';
import { toldOf, type SimTransaction } from '../sim-transaction.ts';
import type { SimWorld } from '../sim-world.ts';
import { waveShares } from './wave-rail-lines.ts';
import type { WaveRailOptions } from './wave-rail-options.ts';
import { waveNameOf, waveSession, waveTime } from './wave-rail-session.ts';

/** What can happen to a wallet that Wave calls out. */
export type WaveEventType =
  | 'checkout.session.completed'
  | 'checkout.session.payment_failed'
  | 'merchant.payment_received';

/**
 * An event, signed at the moment when it is sent.
 * **Why** the signature is written when its header is read: Wave tries for three days, and a signature is good for five
 * minutes.
 */
export function waveEvent(
  type: WaveEventType,
  transaction: SimTransaction,
  world: SimWorld,
  options: WaveRailOptions & { readonly webhookUrl: string },
): SimWebhook {
  const eventId = `EV_${(world.next() + 36 ** 6).toString(36)}`;
  const data =
    type === 'merchant.payment_received' ? receivedData(transaction, options) : waveSession(transaction, options);
  const body = JSON.stringify({ id: eventId, type, data });
  const headers = {
    'content-type': 'application/json',
    get 'wave-signature'() {
      return signatureOf(body, world.nowMs, options);
    },
  };
  return { eventId, method: 'POST', url: options.webhookUrl, headers, body };
}

function signatureOf(body: string, nowMs: number, { webhookSecret, webhookSecretOld }: WaveRailOptions): string {
  const time = String(Math.floor(nowMs / 1_000));
  const secrets = webhookSecretOld === undefined ? [webhookSecret] : [webhookSecret, webhookSecretOld];
  const signatures = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${time}${body}`).digest('hex')}`,
  );
  return [`t=${time}`, ...signatures].join(',');
}

function receivedData(transaction: SimTransaction, options: WaveRailOptions) {
  const { currency, merchant } = toldOf(transaction);
  const { operatorTxnId, payer, settledAtMs, createdAtMs } = transaction;
  return {
    id: operatorTxnId,
    ...waveShares(transaction),
    currency,
    sender_mobile: payer,
    merchant_name: waveNameOf(merchant, options),
    custom_fields: null,
    when_created: waveTime(settledAtMs ?? createdAtMs),
  };
}
