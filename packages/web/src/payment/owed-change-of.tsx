import type { Id } from '@resto360/domain';
import { useStation } from '../station/use-station.ts';
import type { Person } from '../staff/staff-session.ts';
import { OwedChangeLine } from './owed-change-line.tsx';
import { owedOf } from './owed-change.ts';

/** The change that the payment of a receipt left owed. */
export function OwedChangeOf({ payment, person }: { readonly payment: Id<'payment'>; readonly person: Person }) {
  const owed = owedOf(useStation().view, payment);
  return owed ? <OwedChangeLine owed={owed} person={person} /> : null;
}
