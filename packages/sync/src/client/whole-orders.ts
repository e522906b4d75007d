import { hangsOn, type Id } from '@resto360/domain';
import type { ClientRow, ClientTx } from './store.ts';

/**
 * Orders with everything that hangs on them, and with those that they were merged with, however many pointers lie
 * between: what one part of a merged order owes can't be said without the others (ORD-1).
 */
export async function wholeOrders(tx: ClientTx, orders: readonly Id[]): Promise<readonly ClientRow[]> {
  const found: ClientRow[] = [];
  const asked = new Set<Id>();
  for (let next = [...new Set(orders)]; next.length > 0; ) {
    for (const id of next) asked.add(id);
    const own = await tx.getMany(
      'rows',
      next.map((id) => ['orders', id] as const),
    );
    const rows = [...own.filter((value) => value !== undefined), ...(await tx.rowsOfOrders(next))];
    found.push(...rows);
    const linked = rows.flatMap(({ collection, row }) => (collection === 'orders' ? [row.id, ...hangsOn(row)] : []));
    next = [...new Set(linked)].filter((id) => !asked.has(id));
  }
  return found;
}
