import type { Id } from './ids.ts';
import type { Json } from './json.ts';

/**
 * The time and weight of a field's value: a stamp, with `~` in front when the value was written by the change that
 * sent the line. `~` sorts above every hex digit, so a settled value beats any draft value (SYN-1).
 */
export type Mark = string;

/**
 * A row as every replica holds it and as it travels.
 * **Shapes** `v` the version of the commit that last changed it (0 while only this device knows it) · `st` the mark of
 * most fields · `sx` the marks of the others · `alt` values that were settled differently and lost, newest first.
 */
export type Row = {
  readonly id: Id;
  readonly v: number;
  readonly st: Mark;
  readonly f: Readonly<Record<string, Json>>;
  readonly sx?: Readonly<Record<string, Mark>>;
  readonly alt?: Readonly<Record<string, readonly (readonly [Mark, Json])[]>>;
};

/** Fields by which a row hangs on an order: a line on its own, an order on the one that it was merged into. */
const HANGING = ['order', 'mergedInto', 'closedWith'] as const;

/** The orders that a row hangs on: with them it is shown and loaded. */
export function hangsOn({ f }: Pick<Row, 'f'>): readonly Id[] {
  return HANGING.flatMap((name) => {
    const order = f[name];
    return typeof order === 'string' ? [order] : [];
  });
}

/** One row of one op: what was written where. */
export type Change = readonly [collection: string, rowId: Id, fields: Readonly<Record<string, Json>>];
