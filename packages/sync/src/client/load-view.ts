import { CATALOG, type Id } from '@resto360/domain';
import { listPending } from './pending.ts';
import type { ClientStore, ClientTx } from './store.ts';
import type { DeviceView } from './view.ts';

/** Collections whose rows hang on an order: loaded with it. */
const OF_ORDER = [...CATALOG.values()].filter((one) => 'order' in one.fields).map((one) => one.name);
/** Those of which some rows hang on no order: a decision about a drawer. */
const SOME_OF_NONE = OF_ORDER.filter((name) => CATALOG.get(name)?.fields['order']?.shape.kind === 'nullable');
/** Collections loaded whole at the start: the house, the drawers, what is sold out, what needs a person. */
const WHOLE = [...CATALOG.keys()].filter((name) => name !== 'orders' && !OF_ORDER.includes(name));

/**
 * Fills a view at start-up, or anew when another tab wrote: the house, the open orders with their rows, those it knows
 * already, and every row that a pending op touches.
 * **Why** not everything: fifty thousand closed orders stay on the disk until someone asks for one (F18).
 */
export async function loadView(store: ClientStore, view: DeviceView): Promise<void> {
  await store.read(async (tx) => {
    for (const name of WHOLE) view.setRows(name, await tx.rowsOf(name));
    for (const name of SOME_OF_NONE) {
      const rows = await tx.rowsOf(name);
      view.setRows(
        name,
        rows.filter(({ f }) => typeof f['order'] !== 'string'),
      );
    }
    const open = await tx.openOrders();
    view.setRows('orders', open);
    for (const order of open) await loadChildren(tx, view, order.id);
    // An order that another tab saw close is open no more: it and its money are read again, or it would be paid twice.
    const openIds = new Set(open.map((order) => order.id));
    const known = Array.from(view.all('orders'), (order) => order.id).filter((id) => !openIds.has(id));
    for (const order of known) await loadOrderIn(tx, view, order);
    for (const order of (await tx.meta('recentOrders')) ?? []) await loadOrderIn(tx, view, order);
    const pending = await listPending(tx);
    for (const { op } of pending) {
      for (const [collection, id, fields] of op.changes) {
        const order = collection === 'orders' ? id : fields['order'];
        if (typeof order === 'string') await loadOrderIn(tx, view, order);
        const row = await tx.get('rows', [collection, id]);
        if (row) view.setRows(collection, [row.row]);
      }
    }
    view.setPending(pending);
  });
}

/** Brings one order with its rows into the view, closed or not. */
export async function loadOrder(store: ClientStore, view: DeviceView, order: Id<'order'>): Promise<void> {
  await store.read((tx) => loadOrderIn(tx, view, order));
}

/** Brings the orders begun last into the view, newest first, closed ones too; answers their ids. */
export async function loadLastOrders(
  store: ClientStore,
  view: DeviceView,
  count: number,
): Promise<readonly Id<'order'>[]> {
  return store.read(async (tx) => {
    const last = await tx.lastOrders(count);
    view.setRows('orders', last);
    for (const order of last) await loadChildren(tx, view, order.id);
    return last.map((order) => order.id);
  });
}

async function loadOrderIn(tx: ClientTx, view: DeviceView, order: Id): Promise<void> {
  const row = await tx.get('rows', ['orders', order]);
  if (row) view.setRows('orders', [row.row]);
  await loadChildren(tx, view, order);
}

async function loadChildren(tx: ClientTx, view: DeviceView, order: Id): Promise<void> {
  for (const { collection, row } of await tx.rowsOfOrder(order)) view.setRows(collection, [row]);
}
