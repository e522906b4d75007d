import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * When a call was signed by one who knows one of the secrets; undefined where nobody did.
 * **Units** ms since 1970. **Why** several: while a secret changes, Wave signs with both, and we accept both.
 * **Source** docs.wave.com/webhook: `t=<unix>,v1=<hex>`, HMAC-SHA256 over `t` and the raw body with nothing between.
 */
export function signedAtMs(header: string, rawBody: Uint8Array, secrets: readonly string[]): number | undefined {
  const { times, signatures } = partsOf(header);
  const [time] = times;
  if (time === undefined || times.length > 1 || !/^\d{1,12}$/.test(time)) return undefined;
  let isSigned = false;
  for (const secret of secrets) {
    const wanted = createHmac('sha256', secret).update(time).update(rawBody).digest();
    for (const told of signatures) if (timingSafeEqual(wanted, told)) isSigned = true;
  }
  return isSigned ? Number(time) * 1_000 : undefined;
}

/** More than these in one header are noise. */
const SIGNATURES_MAX = 8;

function partsOf(header: string): { readonly times: readonly string[]; readonly signatures: readonly Buffer[] } {
  const parts = header.split(',').map((part) => part.trim());
  const signatures = parts.filter((part) => /^v1=[0-9a-fA-F]{64}$/.test(part)).slice(0, SIGNATURES_MAX);
  return {
    times: parts.filter((part) => part.startsWith('t=')).map((part) => part.slice(2)),
    signatures: signatures.map((part) => Buffer.from(part.slice(3), 'hex')),
  };
}
