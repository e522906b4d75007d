import type { Entity, Id, rails } from '@resto360/domain';
import type { Person } from '../staff/staff-session.ts';

/** What is to be paid over a rail. **Units** minor. */
export type RailProps = {
  readonly rail: Entity<typeof rails>;
  readonly order: Id<'order'>;
  readonly drawer: Id<'drawer'>;
  readonly amountMinor: number;
  readonly person: Person;
};
