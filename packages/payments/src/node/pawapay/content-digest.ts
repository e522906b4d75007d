import { createHash } from 'node:crypto';

/**
 * Whether a `Content-Digest` header is about exactly these bytes. Every digest that we can compute must agree, and there
 * must be one.
 * **Source** RFC 9530; vector in section 8.6 of the providers' page.
 */
export function digestHolds(header: string, body: Uint8Array): boolean {
  const known = [...header.matchAll(/(?:^|,)\s*(sha-256|sha-512)=:([A-Za-z0-9+/]+={0,2}):\s*(?=,|$)/g)];
  return (
    known.length > 0 &&
    known.every(([, algorithm = '', told]) => {
      const digest = createHash(algorithm.replace('-', '')).update(body).digest('base64');
      return digest === told;
    })
  );
}
