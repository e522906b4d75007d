import type { Id } from '@resto360/domain';
import { isAskedFor, settledMatters, type SettledFilter, type SettledMatter } from '@resto360/domain/decision';
import { CLIENT_RULES, DeviceView, listPending, wholeOrders, type ClientTx } from '@resto360/sync/client';
import type { Station } from '../station/station.ts';

/** A stretch of the history, with a view that holds what it speaks of. */
export type History = { readonly view: DeviceView; readonly shown: readonly SettledMatter[]; readonly more: number };

/** Collections in which names are found. */
const NAMES = [
  'settings',
  'staff',
  'tables',
  'areas',
  'stations',
  'categories',
  'items',
  'modifiers',
  'modifier_groups',
];
const WHOLE = [
  ...NAMES,
  'devices',
  'drawers',
  'shift_openings',
  'shift_closings',
  'quarantine',
  'conflicts',
  'decisions',
];

/**
 * The latest settled matters of those that are asked for, from this device's own store.
 * **Why** a view of its own: the orders they speak of are closed, and the screens' view must not hold them all (F18).
 */
export async function readHistory(
  station: Pick<Station, 'read'>,
  { max, ...filter }: SettledFilter & { readonly max: number },
): Promise<History> {
  const view = new DeviceView(CLIENT_RULES);
  return station.read(async (tx) => {
    for (const name of WHOLE) view.setRows(name, await tx.rowsOf(name));
    view.setPending(await listPending(tx));
    const all = settledMatters(view).filter((one) => isAskedFor(one, filter));
    const shown = all.slice(0, max);
    const orders = [...(await ordersOf(tx, shown))];
    for (const { collection, row } of await wholeOrders(tx, orders)) view.setRows(collection, [row]);
    return { view, shown, more: all.length - shown.length };
  });
}

async function ordersOf(tx: ClientTx, shown: readonly SettledMatter[]): Promise<ReadonlySet<Id>> {
  const ids = new Set<Id>();
  for (const one of shown) {
    if (one.decidedBy === 'server') for (const id of one.op.orders) ids.add(id);
    else if (one.decidedBy === 'person')
      for (const id of [one.decision.order, ...one.decision.subjects]) ids.add(id ?? '');
    else if (one.conflict.collection === 'orders') ids.add(one.conflict.row);
    else {
      const order = (await tx.get('rows', [one.conflict.collection, one.conflict.row]))?.row.f['order'];
      if (typeof order === 'string') ids.add(order);
    }
  }
  return ids;
}
