import { MENU_COLLECTIONS, type Id, type Row } from '@resto360/domain';
import { isBehind } from '../window.ts';
import type { ClientRow, ClientTx, Sweep } from './store.ts';
import { wholeOrders } from './whole-orders.ts';

/** Orders looked at in one step: the till waits for no more. */
const SWEEP_ORDERS = 200;

/**
 * One step of the sweep behind the window: closed orders of long ago leave the rows with all that hangs on them (SYN-20).
 * What asks for a person stays, and so does what an op that waits here touches, and money of a shift that is not closed.
 * Answers the keys of what went.
 */
export async function sweepSome(
  tx: ClientTx,
  isPending: (order: Id) => boolean,
): Promise<readonly (readonly [collection: string, id: Id])[]> {
  const sweep = await tx.meta('sweep');
  if (!sweep) return [];
  const orders = await tx.rowsAfter('orders', sweep.after, SWEEP_ORDERS);
  const keys = (await oldOrders(tx, orders, { ...sweep, isPending })).map(({ collection, row }) =>
    key(collection, row),
  );
  const last = orders.at(-1);
  const isOver = orders.length < SWEEP_ORDERS || !last;
  if (isOver) keys.push(...(await oldMatters(tx, sweep.floor)));
  await tx.setMeta('sweep', isOver ? null : { floor: sweep.floor, after: last.id });
  await tx.delete('rows', keys);
  return keys;
}

async function oldOrders(
  tx: ClientTx,
  orders: readonly Row[],
  { floor, isPending }: Sweep & { readonly isPending: (order: Id) => boolean },
): Promise<readonly ClientRow[]> {
  const closed = new Set((await tx.rowsOf('shift_closings')).map(({ f }) => f['shift']));
  const isOld = (order: Row) => isBehind('orders', order, floor, { orders: [order], isInOpenShift: () => false });
  const found: ClientRow[] = [];
  for (const order of orders) {
    if (!isOld(order)) continue;
    // What was merged goes together: the money of one part is said with all of them.
    const values = await wholeOrders(tx, [order.id]);
    const parts = values.filter(({ collection }) => collection === 'orders');
    const isInOpenShift = values.some(({ row: { f } }) => typeof f['shift'] === 'string' && !closed.has(f['shift']));
    const isOut = parts.every(({ row, open }) => open === 0 && isOld(row) && !isPending(row.id));
    if (isOut && !isInOpenShift) found.push(...values.filter(({ collection }) => collection !== 'decisions'));
  }
  return found;
}

async function oldMatters(tx: ClientTx, floor: number): Promise<(readonly [string, Id])[]> {
  const none = { orders: [], isInOpenShift: () => false };
  const found: (readonly [string, Id])[] = [];
  for (const name of ['conflicts', ...MENU_COLLECTIONS]) {
    for (const row of await tx.rowsOf(name)) if (isBehind(name, row, floor, none)) found.push(key(name, row));
  }
  return found;
}

const key = (collection: string, row: Row) => [collection, row.id] as const;
