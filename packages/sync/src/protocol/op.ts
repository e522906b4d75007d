import type { Change, Id, Install, Stamp } from '@resto360/domain';

/**
 * One business action: what a tap wrote. Atomic, 1 to 100 row changes, all FACT/INTENT or all ADMIN.
 * **Shapes** `base` is the cursor the device had read up to · `schema` the schema number it knew.
 */
export type Op = {
  readonly id: Id<'op'>;
  readonly stamp: Stamp;
  readonly kind: string;
  readonly actor: string;
  readonly base: number;
  readonly schema: number;
  readonly changes: readonly Change[];
};

/** Ops of one install with consecutive sequence numbers; `prev` is the link hash before the first. */
export type Chain<O = Op> = {
  readonly install: Install;
  readonly seq: number;
  readonly prev: string;
  readonly sig: string | null;
  readonly ops: readonly O[];
};
