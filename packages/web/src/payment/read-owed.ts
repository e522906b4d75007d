import { changeReturns, payments, tables, type Id } from '@resto360/domain';
import { CLIENT_RULES, DeviceView } from '@resto360/sync/client';
import type { Station } from '../station/station.ts';
import { fillOrders } from './fill-orders.ts';

/**
 * Every payment that left change owed, and what of it went back, from this device's own store.
 * **Why** a view of its own: closed orders and their money are not in the one that the screens share (F18).
 */
export async function readOwed(station: Station): Promise<DeviceView> {
  const view = new DeviceView(CLIENT_RULES);
  await station.read(async (tx) => {
    const owing = (await tx.rowsOf(payments.name)).filter(({ f }) => Number(f['changeOwedMinor'] ?? 0) > 0);
    view.setRows(payments.name, owing);
    view.setRows(changeReturns.name, await tx.rowsOf(changeReturns.name));
    const orders = owing.flatMap(({ f: { order } }): Id<'order'>[] => (typeof order === 'string' ? [order] : []));
    await fillOrders(tx, view, orders);
  });
  view.setRows(tables.name, station.device.view.all(tables.name));
  return view;
}
