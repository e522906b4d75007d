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

/**
 * Ops of one install with consecutive sequence numbers; `prev` is the link hash before the first. `lineage`: the history
 * whose versions the ops' `base` names, where it is not that of the request · `effective`: stamps that a server gave
 * these ops before its history was restored, by op id (SYN-21, SYN-24).
 */
export type Chain<O = Op> = {
  readonly install: Install;
  readonly seq: number;
  readonly prev: string;
  readonly sig: string | null;
  readonly ops: readonly O[];
  readonly lineage?: number;
  readonly effective?: Readonly<Record<Id<'op'>, Stamp>>;
};
