import { assert } from './assert.ts';

declare const brand: unique symbol;

/** A text that names one kind of thing; the brand keeps a table's id from being used as an order's. */
// oxlint-disable-next-line typescript/no-explicit-any -- any: a row's own id fits wherever its kind is asked
export type Id<K extends string = any> = string & { readonly [brand]?: K };

/** The installation of the app on one device: ten characters of Crockford base32, given by the server at enrolment. */
export type Install = string & { readonly [brand]?: 'install' };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const INSTALL = /^[0-9A-HJKMNP-TV-Z]{10}$/;
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** True for a lower-case UUID of any version. */
export function isId(value: unknown): value is Id {
  return typeof value === 'string' && UUID.test(value);
}

/** True for an install id. */
export function isInstall(value: unknown): value is Install {
  return typeof value === 'string' && INSTALL.test(value);
}

/**
 * A UUIDv7 from a time and ten random bytes: rows and ops made later sort later.
 * **Units** `timeMs` since 1970. **Why** arguments: the domain has no clock and no dice of its own.
 */
export function uuidV7(timeMs: number, random: Uint8Array): Id {
  assert(random.length >= 10, 'a UUIDv7 needs ten random bytes');
  const time = Math.max(0, Math.floor(timeMs)).toString(16).padStart(12, '0').slice(-12);
  const bytes = Array.from(random.subarray(0, 10));
  bytes[0] = ((bytes[0] ?? 0) & 0x0f) | 0x70;
  bytes[2] = ((bytes[2] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8)}`;
}

/** The milliseconds inside a UUIDv7, or undefined for another kind of id. */
export function timeOfId(id: Id): number | undefined {
  return id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : undefined;
}

/** Characters of Crockford base32 (no I, L, O, U), five bits of each byte: for codes a person reads or types. */
export function crockford(random: Uint8Array): string {
  return Array.from(random, (byte) => CROCKFORD[byte & 31]).join('');
}

/** Four characters of an id in Crockford base32, printed behind a receipt's number to tell copies apart. */
export function shortCode(id: Id): string {
  const tail = Number.parseInt(id.slice(-5), 16);
  return [15, 10, 5, 0].map((shift) => CROCKFORD[(tail >> shift) & 31]).join('');
}
