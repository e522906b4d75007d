import type { Entity } from '../kernel/collection.ts';
import { ExceptionKind, type Exception } from '../kernel/exception.ts';
import type { decisions } from './schema.ts';

/** The matter that a decision was about; undefined for a kind that only another build knows. */
export function matterOf({ id, kind, subjects, order, amountMinor }: Entity<typeof decisions>): Exception | undefined {
  const known = Object.values(ExceptionKind).find((one) => one === kind);
  return known && { id, kind: known, subjects, order, amountMinor };
}
