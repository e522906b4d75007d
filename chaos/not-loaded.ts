import { orders, type View } from '@resto360/domain';
import type { Bystander } from '@resto360/sim';
import type { ClientStore } from '@resto360/sync/client';

/**
 * After a start: rows of closed orders that a device wrote and did not load (SYN-9). Until they come again only its disk
 * promises them, and no screen.
 */
export async function noteNotLoaded(store: ClientStore, view: View, { written, swept }: Bystander): Promise<void> {
  const keys = [...written.values()].map(({ collection, id }) => [collection, id] as const);
  await store.read(async (tx) => {
    const open = new Set((await tx.openOrders()).map(({ id }) => id));
    for (const value of await tx.getMany('rows', keys)) {
      if (!value || view.get(value.collection, value.row.id)) continue;
      const order = value.collection === orders.name ? value.row.id : value.order;
      if (order !== '' && !open.has(order)) swept.add(`${value.collection}/${value.row.id}`);
    }
  });
}
