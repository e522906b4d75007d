import { hangsOn, type Id, type Row } from '@resto360/domain';
import type { PageDigest } from '../protocol/messages.ts';
import { DIGEST_VERSIONS_MAX, rowSum } from '../row-sums.ts';
import { MONEY_OF_SHIFTS, isBehind, isClosed, isDeleted, orderOf } from '../window.ts';
import type { House } from './memory-house.ts';
import type { PageRequest, StoredRow, WritePlan } from './store.ts';

/** The head before the first commit on or after a day; undefined when there was none. */
export const floorAt = ({ days }: House, day: number): number | undefined => days.find((one) => one.day >= day)?.head;

/** What a page leaves out, and the floor that its reader is told (SYN-20). */
export function windowOf(house: House, { window, since }: PageRequest) {
  if (!window) return { floor: 0, isLeftOut: () => false };
  const floor = Math.max(window.floor, floorAt(house, house.head.day - window.days) ?? 0);
  if (!window.leavesOut || since >= floor) return { floor, isLeftOut: () => false };
  const unclosed = ordersInOpenShifts(house);
  const isLeftOut = (collection: string, row: Row) => {
    const id = orderOf(collection, row);
    const orders = id === undefined ? [] : [...mergedWith(house, [id])];
    return isBehind(collection, row, floor, {
      orders: orders.flatMap((one) => house.rows.get('orders')?.get(one) ?? []),
      isInOpenShift: () => orders.some((one) => unclosed.has(one)),
    });
  };
  return { floor, isLeftOut };
}

function ordersInOpenShifts(house: House): ReadonlySet<unknown> {
  const closed = new Set([...(house.rows.get('shift_closings')?.values() ?? [])].map(({ f }) => f['shift']));
  const money = MONEY_OF_SHIFTS.flatMap((name) => [...(house.rows.get(name)?.values() ?? [])]);
  const open = money.filter(({ f }) => typeof f['shift'] === 'string' && !closed.has(f['shift']));
  return new Set(open.map(({ f }) => f['order']));
}

/**
 * A closed order of long ago that is touched again, or is merged with one that is, comes whole: all its rows get the plan's
 * version (SYN-20).
 */
export function raiseOldOrders(house: House, { treeOrders, head, days: { edge } }: WritePlan): void {
  const floor = floorAt(house, edge) ?? house.head.head;
  const old = new Set<Id>();
  for (const id of mergedWith(house, treeOrders)) {
    const order = house.rows.get('orders')?.get(id);
    if (order && order.v <= floor && isClosed(order)) old.add(id);
  }
  if (old.size === 0) return;
  for (const [collection, rows] of house.rows) {
    for (const row of rows.values()) {
      if (old.has(orderOf(collection, row) ?? '')) raise(house, collection, { ...row, v: head });
    }
  }
}

// With all orders that pointers lead to, in either direction.
function mergedWith(house: House, orders: readonly Id[]): ReadonlySet<Id> {
  const all = [...(house.rows.get('orders')?.values() ?? [])].filter((row) => hangsOn(row).length > 0);
  const found = new Set<Id>(orders);
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const row of all) {
      const ring = [row.id, ...hangsOn(row)];
      if (ring.some((id) => found.has(id))) for (const id of ring) found.add(id);
    }
  }
  return found;
}

function raise(house: House, collection: string, row: StoredRow): void {
  house.rows.get(collection)?.set(row.id, row);
  house.byVersion.push({ version: row.v, collection, id: row.id });
}

/** The digest at the head: `whole` collections from 0, others above what a floor still touches (SYN-22). */
export function digestOf(
  house: House,
  { collections, digest }: Pick<PageRequest, 'collections' | 'digest'>,
  floor: number,
): PageDigest {
  const { head } = house.head;
  const floorDay = house.days.find((one) => one.head >= floor)?.day;
  const left = floorDay === undefined ? head : (floorAt(house, floorDay + (digest?.raised ?? 0)) ?? head);
  const above = Math.max(0, head - DIGEST_VERSIONS_MAX, floor === 0 ? 0 : left);
  const sums = collections.map((name) => {
    const rows = [...(house.rows.get(name)?.values() ?? [])].filter((row) => !isDeleted(row));
    return [name, rowSum(digest?.whole.includes(name) ? rows : rows.filter(({ v }) => v > above))] as const;
  });
  return { above, sums: Object.fromEntries(sums) };
}
