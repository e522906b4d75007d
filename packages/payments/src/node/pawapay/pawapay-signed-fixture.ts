import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { MerchantAccount, WebhookRequest } from '../../provider.ts';
import type { CallbackSigning } from '../paysim/rails/pawapay-rail-callback.ts';
import { pawapayRail } from '../paysim/rails/pawapay-rail.ts';
import { SimWorld } from '../paysim/sim-world.ts';
import { pawapay } from './pawapay.ts';

/** When callbacks are signed and seen. */
export const NOW_MS = Date.UTC(2026, 10, 28, 12);
/** The deposit that they are about. */
export const ID = '7d0f4d3a-52a4-4c0e-9d0e-2f6a1d3b5c01';
/** A merchant in Ivory Coast, at the real provider. */
export const ACCOUNT: MerchantAccount = {
  provider: 'pawapay',
  id: 'acc-1',
  country: 'CI',
  environment: 'live',
  baseUrl: 'https://api.pawapay.io',
  settings: {},
};
const keyPair = (namedCurve: string) =>
  generateKeyPairSync('ec', {
    namedCurve,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
/** The pair whose public half is known as `HTTP_EC_P256_KEY:1`. */
export const OURS = keyPair('prime256v1');
/** The pair that is known as `old`. */
export const THEIRS = keyPair('prime256v1');
/** A pair on a curve that pawaPay does not sign with. */
export const OTHER_CURVE = keyPair('secp256k1');
const KEYS = JSON.stringify({ old: THEIRS.publicKey, 'HTTP_EC_P256_KEY:1': OURS.publicKey });
/** The bytes of a text. */
export const utf8 = (text: string) => new TextEncoder().encode(text);

/** What the adapter makes of a callback with these keys. */
export const readingOf = (request: WebhookRequest, webhookPublicKeys: string | undefined = KEYS) =>
  pawapay.readWebhook(request, ACCOUNT, {
    apiToken: 'k',
    ...(webhookPublicKeys !== undefined && { webhookPublicKeys }),
  });
/** The reading of a signature that does not hold. */
export const bad = { ok: false, reason: 'bad_signature' };
/** The reading of one that held once. */
export const stale = { ok: false, reason: 'stale' };

/** A callback as the simulated pawaPay sends it. */
export function sent(signing?: CallbackSigning): WebhookRequest {
  const callbackUrl = 'https://hub.test/hooks/pawapay';
  const rail = pawapayRail({ merchant: 'm', apiToken: 'k', callbackUrl, ...(signing && { signing }) });
  const world = new SimWorld([rail], 1, NOW_MS - 2_000);
  const accountDetails = { phoneNumber: '2250503456789', provider: 'MTN_MOMO_CIV' };
  const body = JSON.stringify({
    depositId: ID,
    amount: '5000',
    currency: 'XOF',
    payer: { type: 'MMO', accountDetails },
  });
  rail.answer({ method: 'POST', path: '/v2/deposits', headers: { authorization: 'Bearer k' }, body }, world);
  world.advance(2_000);
  const [due] = world.takeDue();
  return {
    headers: due?.headers ?? {},
    method: 'POST',
    path: '/hooks/pawapay',
    authority: 'hub.test',
    rawBody: utf8(due?.body ?? ''),
    receivedAtMs: NOW_MS,
  };
}

const BASE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'application/json',
  'signature-date': '2026-11-28T12:00:00.123456789Z',
};
/** What pawaPay signs. */
export const COVERED = ['@method', '@authority', '@path', 'signature-date', 'content-digest', 'content-type'];

/** A callback with every part of its signature in the test's hands. */
export function written({
  covered = COVERED,
  params = `;alg="ecdsa-p256-sha256";keyid="HTTP_EC_P256_KEY:1";created=${NOW_MS / 1000};expires=${NOW_MS / 1000 + 60}`,
  key = OURS.privateKey,
  digest = 'sha-512',
  headers = {},
  path = '/hooks/pawapay?from=pawapay',
} = {}): WebhookRequest {
  const rawBody = utf8(JSON.stringify({ depositId: ID, status: 'COMPLETED' }));
  const contentDigest = `${digest}=:${createHash(digest.replace('-', '')).update(rawBody).digest('base64')}:`;
  const all: Readonly<Record<string, string>> = { ...BASE_HEADERS, 'content-digest': contentDigest, ...headers };
  const derived: Readonly<Record<string, string>> = {
    '@method': 'POST',
    '@authority': 'hub.test',
    '@path': '/hooks/pawapay',
  };
  const signatureParams = `(${covered.map((name) => `"${name}"`).join(' ')})${params}`;
  const lines = covered.map((name) => `"${name}": ${derived[name] ?? all[name] ?? ''}`);
  const base = [...lines, `"@signature-params": ${signatureParams}`].join('\n');
  const bytes = sign('sha256', utf8(base), { key, dsaEncoding: 'ieee-p1363' });
  return {
    headers: {
      ...all,
      'signature-input': `sig-pp=${signatureParams}`,
      signature: `sig-pp=:${bytes.toString('base64')}:`,
    },
    method: 'POST',
    path,
    authority: 'Hub.test',
    rawBody,
    receivedAtMs: NOW_MS,
  };
}

/** The same bytes with one bit changed. */
export const flipped = (bytes: Uint8Array, at: number): Uint8Array =>
  Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ 1 : byte));
