import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const ITERATIONS = 300_000;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/**
 * A PIN as devices keep it: `pbkdf2-sha256$<iterations>$<salt>$<hash>`, the last two in base64url. WebCrypto checks it.
 * **Why** only this: a PIN opens nothing on the server, and what protects a stolen tablet is what a PIN may do (TEN-14).
 */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await promisify(pbkdf2)(pin, salt, ITERATIONS, HASH_BYTES, 'sha256');
  return `pbkdf2-sha256$${ITERATIONS}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}
