import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { crockford, isId, uuidV7, type Id, type Install } from '@resto360/domain';
import { CODE_LENGTH } from './enrolment.ts';

/** What a secret opens: a device's own calls, or the orders of a restaurant. */
export const SecretKind = { device: 'r3d_', apiKey: 'r3k_' } as const;
export type SecretKind = (typeof SecretKind)[keyof typeof SecretKind];

const RESTAURANT_CHARACTERS = 22;
const SECRET_BYTES = 32;

/**
 * A new secret: its kind, the restaurant, 256 random bits. Opaque to whoever holds it.
 * **Why** the restaurant stands in it: it leads to the one tenant whose rows are asked (TEN-9), and says nothing secret.
 */
export function newSecret(kind: SecretKind, restaurant: Id<'restaurant'>): string {
  const where = Buffer.from(restaurant.replaceAll('-', ''), 'hex').toString('base64url');
  return `${kind}${where}${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/** The restaurant a secret of this kind claims to be of; undefined when it is no such secret. */
export function restaurantOf(kind: SecretKind, secret: string): Id<'restaurant'> | undefined {
  if (!secret.startsWith(kind) || secret.length !== kind.length + RESTAURANT_CHARACTERS + 43) return undefined;
  const hex = Buffer.from(secret.slice(kind.length, kind.length + RESTAURANT_CHARACTERS), 'base64url').toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return isId(id) ? id : undefined;
}

/** What is stored of a long secret: it cannot be guessed, so a fast hash will do. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** A new one-time code, and its half that finds it. */
export function newCode(): string {
  return crockford(randomBytes(CODE_LENGTH));
}

/** What finds a code: a hash of its first half. */
export function routeHash(code: string): string {
  return hashSecret(`route:${code.slice(0, CODE_LENGTH / 2)}`);
}

/**
 * What is stored of a code.
 * **Why** slow and salted: forty bits are tried in no time on a fast hash, and a code must outlive a stolen copy of the
 * database by its ten minutes.
 */
export async function codeHash(code: string, restaurant: string): Promise<string> {
  const derive = promisify<string, string, number, Buffer>(scrypt);
  return (await derive(code, `${restaurant}:${routeHash(code)}`, 32)).toString('hex');
}

/** Compares two hashes without telling where they part. */
export function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** A new install id. */
export function newInstall(): Install {
  return crockford(randomBytes(10));
}

/** A new row id. */
export function newId(nowMs: number): Id {
  return uuidV7(nowMs, randomBytes(10));
}
