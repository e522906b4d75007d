import {
  changeReturns,
  find,
  listAll,
  listOfOrder,
  listOfParts,
  owedChangeOf,
  payments,
  type Entity,
  type Id,
  type View,
} from '@resto360/domain';

/** For how long the page of the drawers reminds of change. **Units** days. */
export const OWED_DAYS = 7;
const DAY_MS = 86_400_000;

/** Change that a drawer had no coins for. **Units** minor, ms since 1970. `returnedAt` null: the guest has not come back for any. */
export type OwedChange = {
  readonly payment: Id<'payment'>;
  readonly order: Id<'order'>;
  readonly at: number;
  readonly promisedMinor: number;
  readonly leftMinor: number;
  readonly returnedAt: number | null;
};

/** The change that a payment left owed; undefined where it left none. */
export function owedOf(view: View, payment: Id<'payment'>): OwedChange | undefined {
  const found = find(view, payments, payment);
  return found && found.changeOwedMinor > 0 ? told(view, found) : undefined;
}

/** The same of all payments of an order and of what was merged with it, oldest first. */
export function owedOfOrder(view: View, order: Id<'order'>): OwedChange[] {
  return listOfParts(view, payments, order)
    .flatMap(({ id }) => owedOf(view, id) ?? [])
    .toSorted((a, b) => a.at - b.at);
}

/** What guests of the last days have not come back for, the newest first. */
export function owedLately(view: View, nowMs: number): OwedChange[] {
  return listAll(view, payments)
    .filter(({ at }) => at >= nowMs - OWED_DAYS * DAY_MS)
    .flatMap(({ id }) => owedOf(view, id) ?? [])
    .filter(({ leftMinor }) => leftMinor > 0)
    .toSorted((a, b) => b.at - a.at || (a.payment < b.payment ? 1 : -1));
}

function told(view: View, { id, order, at, changeOwedMinor }: Entity<typeof payments>): OwedChange {
  const back = listOfOrder(view, changeReturns, order).filter(({ payment }) => payment === id);
  return {
    payment: id,
    order,
    at,
    promisedMinor: changeOwedMinor,
    leftMinor: owedChangeOf(view, id),
    returnedAt: back.length === 0 ? null : Math.max(...back.map((one) => one.at)),
  };
}
