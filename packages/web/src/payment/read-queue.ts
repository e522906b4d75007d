import type { Id, Row } from '@resto360/domain';
import { CLIENT_RULES, DeviceView, type ClientTx } from '@resto360/sync/client';
import type { Station } from '../station/station.ts';
import { fillOrders } from './fill-orders.ts';

/** What an attempt is told from; `payments` beside them, of which only tender lines over a rail are of use. */
const OF_ATTEMPTS = ['payment_requests', 'claims', 'payment_attempts', 'payment_wishes', 'attempt_refunds'] as const;
/** What gives people, rails and tables their names: in the view that all screens share. */
const NAMING = ['rails', 'staff', 'tables'] as const;

/**
 * Every attempt that this device holds, from its own store.
 * **Why** a view of its own: closed orders and their money are not in the one that the screens share (F18).
 */
export async function readQueue(station: Station): Promise<DeviceView> {
  const view = new DeviceView(CLIENT_RULES);
  await station.read((tx) => fillQueue(tx, view));
  for (const name of NAMING) view.setRows(name, station.device.view.all(name));
  return view;
}

async function fillQueue(tx: ClientTx, view: DeviceView): Promise<void> {
  const orders = new Set<Id<'order'>>();
  const take = (name: string, rows: readonly Row[]) => {
    view.setRows(name, rows);
    for (const { f } of rows) if (typeof f['order'] === 'string') orders.add(f['order']);
  };
  for (const name of OF_ATTEMPTS) take(name, await tx.rowsOf(name));
  const lines = await tx.rowsOf('payments');
  view.setRows(
    'payments',
    lines.filter(({ f }) => f['method'] === 'mobile'),
  );
  await fillOrders(tx, view, orders);
}
