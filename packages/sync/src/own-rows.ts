import { canonicalJson, type Row } from '@resto360/domain';
import type { Sha256 } from './protocol/op-hash.ts';

/** A row with the collection it is of. */
export type PlacedRow = { readonly collection: string; readonly row: Row };

/** How a row is found among those of a page. */
export const rowKey = (collection: string, id: string): string => `${collection}/${id}`;

/**
 * The check of rows that a page leaves out because the device makes them itself from the ops it has just pushed: both
 * sides compute it over whole rows, so that nothing is ever taken for read back that is not word for word the server's
 * (SYN-27).
 * **Shapes** 16 hex digits of a SHA-256 over the rows' canonical texts, in the order of those texts.
 */
export function ownCheck(rows: Iterable<PlacedRow>, hash: Sha256): string {
  const texts = Array.from(rows, ({ collection, row: { id, v, st, f, sx, alt } }) =>
    canonicalJson([collection, id, v, st, f, sx ?? null, alt ?? null]),
  );
  return hash(texts.toSorted().join('\n')).slice(0, 16);
}
