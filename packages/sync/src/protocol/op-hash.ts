import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 of a text as lower-case hex. The server passes node's own, which is faster; both give the same. */
export type Sha256 = (text: string) => string;

/** SHA-256 in JavaScript: synchronous, as a transaction of IndexedDB needs (SYN-8). */
export const sha256Hex: Sha256 = (text) => bytesToHex(sha256(utf8ToBytes(text)));

/** The hash before an install's first op. */
export const CHAIN_START = '0'.repeat(64);

/**
 * The link of one op in its install's chain: it holds the link before, the place, and the bytes of the body.
 * **Why** the place and the chain stay outside the body: a forked device renumbers its ops, and their bytes stay (SYN-12).
 */
export function linkHash(prev: string, seq: number, body: string, hash: Sha256 = sha256Hex): string {
  return hash(`${prev}:${seq}:${body}`);
}
