/** Limits of a stored hash: what a device is willing to compute. */
const ITERATIONS_MAX = 10_000_000;

/**
 * Whether a PIN is the one behind a hash, by the browser's own PBKDF2; works without a network.
 * **Shapes** `pbkdf2-sha256$<iterations>$<salt, base64url>$<hash, base64url>`. A hash that cannot be read fits no PIN.
 */
export async function pinFits(pin: string, pinHash: string): Promise<boolean> {
  const [scheme, count = '', salt = '', hash = ''] = pinHash.split('$');
  const iterations = Number(count);
  if (scheme !== 'pbkdf2-sha256' || !Number.isSafeInteger(iterations)) return false;
  if (iterations < 1 || iterations > ITERATIONS_MAX) return false;
  const expected = bytesOf(hash);
  if (expected.length < 16) return false;
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits']);
  const derived = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(salt), iterations },
    key,
    expected.length * 8,
  );
  return sameBytes(new Uint8Array(derived), expected);
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
  } catch {
    return new Uint8Array(0);
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  let different = a.length ^ b.length;
  for (const [index, byte] of a.entries()) different |= byte ^ (b[index] ?? 0);
  return different === 0;
}
