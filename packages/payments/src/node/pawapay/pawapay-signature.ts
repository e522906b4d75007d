import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { WebhookRequest } from '../../provider.ts';
import { digestHolds } from './content-digest.ts';
import { messageSignature, type MessageSignature } from './message-signature.ts';

/**
 * Whether a callback is pawaPay's: its body is what was signed, by a key that we know, now.
 * `publicKeys`: JSON of `{ keyid: PEM }`.
 * **Why** both encodings of a signature: RFC 9421 writes the two numbers side by side (64 bytes), pawaPay's own samples
 * write DER.
 * **Source** RFC 9421; docs.pawapay.io/v2/docs/signatures; section 2.11 of the providers' page.
 */
export function pawapaySignature(request: WebhookRequest, publicKeys: string): 'valid' | 'bad_signature' | 'stale' {
  const { headers, rawBody } = request;
  const signed = messageSignature('sig-pp', { input: headers['signature-input'], signature: headers['signature'] });
  const digest = headers['content-digest'];
  if (!signed || digest === undefined || !digestHolds(digest, rawBody)) return 'bad_signature';
  const base = signatureBase(signed, request);
  const key = keyOf(publicKeys, signed);
  if (base === undefined || !key || !isSignedBy(key, base, signed.bytes)) return 'bad_signature';
  return freshnessOf(signed, request);
}

/** The text that was signed; undefined where it covers too little, or something that we do not have. */
function signatureBase({ components, params }: MessageSignature, request: WebhookRequest): string | undefined {
  if (!components.includes('content-digest') || new Set(components).size !== components.length) return undefined;
  const lines = components.map((name) => {
    const value = componentOf(name, request);
    return value === undefined ? undefined : `"${name}": ${value}`;
  });
  return lines.includes(undefined) ? undefined : [...lines, `"@signature-params": ${params}`].join('\n');
}

function componentOf(name: string, { method, authority, path, headers }: WebhookRequest): string | undefined {
  switch (name) {
    case '@method':
      return method.toUpperCase();
    case '@authority':
      return authority.toLowerCase().replace(/:443$/, '');
    case '@path':
      return path.replace(/\?.*$/, '') || '/';
    case 'signature-date':
    case 'content-digest':
    case 'content-type':
    case 'content-length':
      return headers[name]?.trim();
    default:
      return undefined;
  }
}

function keyOf(publicKeys: string, { keyId, algorithm }: MessageSignature): KeyObject | undefined {
  if (algorithm !== undefined && algorithm !== 'ecdsa-p256-sha256') return undefined;
  try {
    const pem = new Map<string, unknown>(Object.entries(JSON.parse(publicKeys) as object)).get(keyId);
    const key = typeof pem === 'string' ? createPublicKey(pem) : undefined;
    return key?.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
  } catch {
    return undefined;
  }
}

const isSignedBy = (key: KeyObject, base: string, bytes: Uint8Array): boolean =>
  verify('sha256', Buffer.from(base), { key, dsaEncoding: bytes.length === 64 ? 'ieee-p1363' : 'der' }, bytes);

/** A time that nobody signed proves nothing: one that is signed must be there. */
function freshnessOf(
  signed: MessageSignature,
  { headers, receivedAtMs }: WebhookRequest,
): 'valid' | 'bad_signature' | 'stale' {
  const { components, createdS, expiresS } = signed;
  if (createdS === undefined && !components.includes('signature-date')) return 'bad_signature';
  const date = headers['signature-date'];
  const timesMs = [createdS, expiresS].flatMap((atS) => (atS === undefined ? [] : [atS * 1000]));
  if (date !== undefined) timesMs.push(Date.parse(date));
  return timesMs.every((atMs) => Math.abs(atMs - receivedAtMs) <= WINDOW_MS) ? 'valid' : 'stale';
}

const WINDOW_MS = 5 * 60_000;
