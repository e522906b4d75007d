import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Id } from './ids.ts';

const NAMESPACE = 'resto360:';

/**
 * An id that follows from a name: every replica that derives the same thing gives it the same id.
 * **Source** RFC 9562 section 5.5 (UUIDv5), over a namespace text of our own.
 */
export function nameId(name: string): Id {
  const bytes = sha1(utf8ToBytes(NAMESPACE + name)).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytesToHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
