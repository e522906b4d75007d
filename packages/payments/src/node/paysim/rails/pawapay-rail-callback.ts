import { createHash, createPublicKey, sign } from 'node:crypto';
import type { SimWebhook } from '../sim-call.ts';

/** How callbacks are signed. `encoding`: pawaPay's samples write `der`, RFC 9421 says `raw`. */
export type CallbackSigning = {
  readonly privateKeyPem: string;
  readonly keyId: string;
  readonly encoding: 'der' | 'raw';
  readonly digest?: 'sha-256' | 'sha-512';
};

/**
 * A callback as pawaPay sends it, signed where the account asked for it.
 * **Source** docs.pawapay.io/v2/docs/signatures [P]: label, covered components, one minute of life.
 */
export function signedCallback(
  { url, eventId, body }: Pick<SimWebhook, 'url' | 'eventId' | 'body'>,
  signing: CallbackSigning | undefined,
  nowMs: number,
): SimWebhook {
  const headers = { 'content-type': 'application/json; charset=UTF-8' };
  const signed = signing ? { ...headers, ...signatureOf(url, body, { headers, signing, nowMs }) } : headers;
  return { eventId, method: 'POST', url, headers: signed, body };
}

/** `GET /v2/public-key/http`: the keys that callbacks are signed with. */
export const publicKeysOf = (signing: CallbackSigning | undefined) =>
  signing
    ? [{ id: signing.keyId, key: createPublicKey(signing.privateKeyPem).export({ type: 'spki', format: 'pem' }) }]
    : [];

function signatureOf(
  url: string,
  body: string,
  how: {
    readonly headers: Readonly<Record<string, string>>;
    readonly signing: CallbackSigning;
    readonly nowMs: number;
  },
): Readonly<Record<string, string>> {
  const { privateKeyPem, keyId, encoding, digest = 'sha-512' } = how.signing;
  const { host, pathname } = new URL(url);
  const createdS = Math.floor(how.nowMs / 1000);
  const covered: Readonly<Record<string, string>> = {
    '@method': 'POST',
    '@authority': host,
    '@path': pathname,
    'signature-date': new Date(how.nowMs).toISOString(),
    'content-digest': `${digest}=:${createHash(digest.replace('-', '')).update(body).digest('base64')}:`,
    'content-type': how.headers['content-type'] ?? '',
  };
  const names = Object.keys(covered).map((name) => `"${name}"`);
  const times = `created=${createdS};expires=${createdS + 60}`;
  const params = `(${names.join(' ')});alg="ecdsa-p256-sha256";keyid="${keyId}";${times}`;
  const lines = Object.entries(covered).map(([name, value]) => `"${name}": ${value}`);
  const base = [...lines, `"@signature-params": ${params}`].join('\n');
  const dsaEncoding = encoding === 'raw' ? 'ieee-p1363' : 'der';
  const bytes = sign('sha256', Buffer.from(base), { key: privateKeyPem, dsaEncoding });
  return {
    'content-digest': covered['content-digest'] ?? '',
    'signature-date': covered['signature-date'] ?? '',
    'signature-input': `sig-pp=${params}`,
    signature: `sig-pp=:${bytes.toString('base64')}:`,
  };
}
