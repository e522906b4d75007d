import { createHash } from 'node:crypto';
import type { WebhookReading, WebhookRequest } from '../../provider.ts';
import { objectOf } from './mtn-wire.ts';

/**
 * Whom a callback is about: the `externalId` of its body, which we set to the request's id; where it holds none of ours,
 * the last part of the path, for an address that was given out with the id in it.
 * **Why** so easily believed: MTN signs nothing, and an event only makes us read.
 * **Source** one page of MTN's says PUT, another POST.
 */
export function readMtnWebhook({ method, path, rawBody }: WebhookRequest): WebhookReading {
  const body = objectOf(Buffer.from(rawBody).toString('utf8'));
  if (!body || (method !== 'PUT' && method !== 'POST')) return { ok: false, reason: 'malformed' };
  const lastPart = path.split('?', 1)[0]?.split('/').at(-1);
  const requestId = requestIdIn(body['externalId']) ?? requestIdIn(lastPart);
  if (requestId === undefined) return { ok: false, reason: 'malformed' };
  return { ok: true, eventKey: createHash('sha256').update(rawBody).digest('hex'), about: { requestId } };
}

const UUID_V4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

function requestIdIn(value: unknown): string | undefined {
  const lower = typeof value === 'string' ? value.toLowerCase() : '';
  return UUID_V4.test(lower) ? lower : undefined;
}
