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

/** One row of one op: what was written where. */
export type Change = readonly [collection: string, rowId: Id, fields: Readonly<Record<string, Json>>];
