import { canonicalJson, type Json, type Row } from '@resto360/domain';

/** Everything a row says, as one text: two rows are the same when these are. */
export const textOfRow = (row: Row | undefined): string =>
  row ? canonicalJson([row.v, row.st, row.f, row.sx ?? null, row.alt ?? null] as Json) : '';
