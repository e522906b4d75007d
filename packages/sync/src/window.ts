import { MENU_COLLECTIONS, type Id, type Row } from '@resto360/domain';
import type { DeviceKind } from './scope.ts';

/** **Units** ms. */
export const DAY_MS = 24 * 3_600_000;

/** A clock's day as a number: days since 1970. */
export const dayOf = (ms: number): number => Math.floor(ms / DAY_MS);

/**
 * How many days of closed orders a kind of device holds, and after how many days an order that is touched again is sent
 * whole (SYN-20). **Why** `raised` is the smallest by far: what any device let go of must come whole when it changes.
 */
export type WindowDays = Readonly<Record<DeviceKind, number>> & { readonly raised: number };
export const WINDOW_DAYS: WindowDays = { pos: 31, kitchen: 4, office: 62, raised: 2 };

/** What is looked up about a row's order: its row, and those of all that it was merged with; none where it is unknown. */
export type OrderAround = {
  readonly orders: readonly Row[];
  /** Whether money of them lies in a shift that nobody has closed: its drawer is counted with it. */
  readonly isInOpenShift: () => boolean;
};

/** What is booked on shifts: an order with any of it in an open one stays, because its drawer is counted with it. */
export const MONEY_OF_SHIFTS = ['payments', 'refunds', 'change_returns', 'attempt_refunds'] as const;

/** Whether a row says that it was taken away. */
export const isDeleted = ({ f }: Row): boolean => f['deleted'] === true;

/** Whether a row is all that is left of one that was there: only such a row is purged (SYN-22). */
export const isTombstone = (row: Row): boolean => isDeleted(row) && row.f['born'] === true;

/**
 * Whether a row stands behind the window, whose floor is a version: a closed order that nothing was written to since, with
 * all that hangs on it; a dish that was taken off the menu; a conflict that no person must look at: two decisions about
 * one matter are looked at. What is open, and
 * whatever else belongs to no order, is never behind it. **Why** not a quarantined op that is settled: a device may hold that op still, or give it back to a restored
 * server, and only the row says how it ended.
 */
export function isBehind(collection: string, row: Row, floor: number, { orders, isInOpenShift }: OrderAround): boolean {
  if (collection === 'conflicts') {
    const { needsPerson, collection: of } = row.f;
    return row.v <= floor && needsPerson !== 'yes' && of !== 'decisions';
  }
  if (MENU_COLLECTIONS.includes(collection)) return row.v <= floor && isDeleted(row);
  // What a person decided is looked up by whatever is odd, for as long as that is anywhere.
  if (collection === 'decisions') return false;
  const isOld = (one: Row) => one.v <= floor && isClosed(one);
  return orders.length > 0 && orders.every(isOld) && !isInOpenShift();
}

/** The order that a row is or hangs on. */
export function orderOf(collection: string, row: Row): Id | undefined {
  if (collection === 'orders') return row.id;
  const order = row.f['order'];
  return typeof order === 'string' ? order : undefined;
}

/** Whether an order's row says that it is closed. */
export function isClosed({ f }: Row): boolean {
  const status = f['status'];
  return Array.isArray(status) && status[1] === 'closed';
}
