import type { Id } from '@resto360/domain';
import { listPending, type ClientTx, type DeviceView } from '@resto360/sync/client';

/** Puts what this device has not sent yet into a view, and the orders that its rows and those speak of. */
export async function fillOrders(tx: ClientTx, view: DeviceView, spokenOf: Iterable<Id<'order'>>): Promise<void> {
  const orders = new Set(spokenOf);
  const pending = await listPending(tx);
  for (const [, , { order }] of pending.flatMap(({ op }) => op.changes))
    if (typeof order === 'string') orders.add(order);
  const found = await tx.getMany(
    'rows',
    [...orders].map((id) => ['orders', id] as const),
  );
  view.setRows(
    'orders',
    found.flatMap((one) => one?.row ?? []),
  );
  view.setPending(pending);
}
