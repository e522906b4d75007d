import type { Collection } from './collection.ts';
import type { Mark, Row } from './row.ts';

/**
 * When a field's value was written, and by whom; undefined where it never was, or where its creation alone says it.
 * **Why** of the row and not of the entity: a rule that asks what came first may look at marks, never at clocks (SYN-5).
 */
export function markOf(of: Collection, row: Row, name: string): Mark | undefined {
  const field = of.fields[name];
  if (!field || field.join === 'fixed' || row.f[name] === undefined) return undefined;
  return row.sx?.[field.group ?? name] ?? row.st;
}
