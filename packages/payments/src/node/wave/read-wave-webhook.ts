import type { WebhookReading, WebhookRequest } from '../../provider.ts';
import { fieldsOf, parsedOf, textOf } from './json-fields.ts';
import { signedAtMs } from './wave-signature.ts';

/**
 * Whom an event of Wave is about.
 * **Errors** `stale` for a true signature that is more than five minutes off: it may be a copy.
 */
export function readWaveWebhook(
  { headers, rawBody, receivedAtMs }: WebhookRequest,
  secrets: Readonly<Record<string, string>>,
): WebhookReading {
  const known = [secrets['webhookSecret'], secrets['webhookSecretOld']].filter((secret) => secret !== undefined);
  const atMs = signedAtMs(
    headerOf(headers),
    rawBody,
    known.filter((secret) => secret !== ''),
  );
  if (atMs === undefined) return { ok: false, reason: 'bad_signature' };
  if (Math.abs(receivedAtMs - atMs) > TOLERANCE_MS) return { ok: false, reason: 'stale' };
  const event = fieldsOf(parsedOf(new TextDecoder().decode(rawBody))?.value);
  const eventKey = textOf(event?.['id']);
  const type = textOf(event?.['type']);
  if (eventKey === undefined || eventKey.length > EVENT_KEY_MAX_LENGTH || type === undefined) {
    return { ok: false, reason: 'malformed' };
  }
  return { ok: true, eventKey, about: aboutOf(type, event?.['data']) };
}

const TOLERANCE_MS = 300_000;
const EVENT_KEY_MAX_LENGTH = 255;

function aboutOf(type: string, data: unknown): Extract<WebhookReading, { ok: true }>['about'] {
  const fields = fieldsOf(data);
  const id = textOf(fields?.['id']);
  const requestId = textOf(fields?.['client_reference']);
  return {
    ...(id !== undefined && type.startsWith('checkout.') && { checkoutId: id }),
    ...(id !== undefined && type === 'merchant.payment_received' && { reference: id }),
    ...(requestId !== undefined && { requestId }),
  };
}

function headerOf(headers: WebhookRequest['headers']): string {
  const found = Object.entries(headers).find(([name]) => name.toLowerCase() === 'wave-signature');
  return found?.[1] ?? '';
}
