import type { Id } from '@resto360/domain';

/** What a page did beside the rows it brought: rows that went, and collections that left the scope. */
export type Applied = {
  readonly renewed: boolean;
  readonly gone: readonly (readonly [collection: string, id: Id])[];
  readonly dropped: readonly string[];
};
