import { MapView, hangsOn, type Id, type Row, type View } from '@resto360/domain';
import type { PullAnswer } from '../protocol/messages.ts';
import { isClosed } from '../window.ts';
import type { ClientTx } from './store.ts';
import { wholeOrders } from './whole-orders.ts';

/**
 * Whether something about an order waits for a person. A device that sees no money (a kitchen screen) has none: to it
 * every paid order would look as if something were owed. **Why** from outside: it need not even load the rules.
 */
export type IsOdd = (view: View) => boolean;

/**
 * Keeps closed orders that ask for a person (a late line, money too much) among those a cold start loads: what is odd
 * about them must still be told after a reload (SYN-4). An order that nothing is odd about, or of which a person has
 * decided, stays on the disk.
 */
export async function markClosedOrders(tx: ClientTx, page: PullAnswer, isOdd: IsOdd | undefined): Promise<void> {
  if (!isOdd) return;
  const done = new Set<Id>();
  let apart: Promise<readonly Row[]> | undefined;
  for (const order of [...touchedOrders(page), ...(await ordersDecidedApart(tx, page))]) {
    if (done.has(order)) continue;
    const values = await wholeOrders(tx, [order]);
    const own = values.filter(({ collection }) => collection === 'orders');
    for (const { row } of own) done.add(row.id);
    const closed = own.filter(({ row }) => isClosed(row));
    if (closed.length === 0) continue;
    const view = new MapView();
    for (const { collection, row } of values) view.put(collection, row);
    // That two people decided one matter apart hangs on no order: it is known by the decision's row.
    const decided = new Set(values.flatMap(({ collection, row }) => (collection === 'decisions' ? row.id : [])));
    if (decided.size > 0) apart ??= tx.rowsOf('conflicts');
    for (const row of (await apart) ?? []) if (decided.has(row.f['row'] as Id)) view.put('conflicts', row);
    const open = isOdd(view) ? 1 : 0;
    const turned = closed.filter((value) => value.open !== open);
    if (turned.length > 0)
      await tx.put(
        'rows',
        turned.map((value) => ({ ...value, open })),
      );
  }
}

// The conflict may come with a later page than the decision.
async function ordersDecidedApart(tx: ClientTx, page: PullAnswer): Promise<readonly Id[]> {
  const apart = (page.rows['conflicts'] ?? []).filter(({ f }) => f['collection'] === 'decisions');
  const found = await tx.getMany(
    'rows',
    apart.map(({ f }) => ['decisions', f['row'] as Id] as const),
  );
  return found.flatMap((one) => (one ? hangsOn(one.row) : []));
}

/** The orders of which a page brings a row: the order's own, one that hangs on it, or one that was merged with it. */
export function touchedOrders(page: PullAnswer): Set<Id> {
  const orders = new Set<Id>((page.rows['orders'] ?? []).map((row) => row.id));
  for (const rows of Object.values(page.rows)) for (const row of rows) for (const id of hangsOn(row)) orders.add(id);
  return orders;
}
