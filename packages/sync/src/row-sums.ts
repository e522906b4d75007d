import type { Row } from '@resto360/domain';

/** Versions above the head's last so many are never summed for a digest: a busy day's are enough. */
export const DIGEST_VERSIONS_MAX = 5_000;

/**
 * How many rows, and their check: the sum of the id's last 24 bits × version, modulo 2^48 (SYN-22).
 * **Why** a product: two rows of one version that a reader missed must not cancel each other out, as they would in a xor
 * of both; and PostgreSQL and a cheap tablet come to it without hashing.
 */
export function rowSum(rows: Iterable<Pick<Row, 'id' | 'v'>>): readonly [count: number, check: number] {
  let [count, check] = [0, 0];
  for (const { id, v } of rows) {
    count += 1;
    check = (check + Number.parseInt(id.slice(-6), 16) * (v % 2 ** 24)) % 2 ** 48;
  }
  return [count, check];
}
