import { CATALOG, isId, type Id } from '@resto360/domain';
import type { PullAnswer } from '../protocol/messages.ts';
import { touchedOrders } from './closed-orders.ts';
import type { PendingOps } from './pending-view.ts';
import type { ClientStore, ClientTx } from './store.ts';
import type { DeviceView } from './view.ts';
import { wholeOrders } from './whole-orders.ts';

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
export async function loadView(store: ClientStore, view: DeviceView, pending: PendingOps): Promise<void> {
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
    // An order that another tab saw close is open no more: it and its money are read again, or it would be paid twice.
    const openIds = new Set(open.map((order) => order.id));
    const known = Array.from(view.all('orders'), (order) => order.id).filter((id) => !openIds.has(id));
    const recent = (await tx.meta('recentOrders')) ?? [];
    const changes = (await pending.refresh(tx, { whole: true })).flatMap(({ op }) => op.changes);
    const touched = changes.flatMap(([name, id, { order }]) =>
      name === 'orders' ? id : ((order as Id | undefined) ?? []),
    );
    await loadOrdersIn(tx, view, [...openIds, ...known, ...recent, ...touched]);
    const keys = changes.map(([collection, id]) => [collection, id] as const);
    for (const found of await tx.getMany('rows', keys)) if (found) view.setRows(found.collection, [found.row]);
  });
}

/**
 * Shows what a page brought. An order that the view does not know comes with everything the disk has of it: it may have
 * been closed when the view was filled, and opened again since. **Why**: its money would be missing, and taken twice.
 * `sawAll`: nothing is on the disk that this view did not see come.
 */
export async function showPage(tx: ClientTx, view: DeviceView, page: PullAnswer, sawAll: boolean): Promise<void> {
  if (!sawAll) {
    const unknown = [...touchedOrders(page)].filter((order) => !view.get('orders', order));
    await loadOrdersIn(tx, view, unknown);
  }
  for (const [collection, rows] of Object.entries(page.rows)) view.setRows(collection, rows);
}

/** Brings one order with its rows into the view, closed or not. */
export async function loadOrder(store: ClientStore, view: DeviceView, order: Id<'order'>): Promise<void> {
  await store.read((tx) => loadOrdersIn(tx, view, [order]));
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
    await loadOrdersIn(
      tx,
      view,
      last.map((order) => order.id),
    );
    return last.map((order) => order.id);
  });
}

// Read first, then shown at once: an order never stands there without what hangs on it.
async function loadOrdersIn(tx: ClientTx, view: DeviceView, orders: readonly Id[]): Promise<void> {
  for (const { collection, row } of await wholeOrders(
    tx,
    orders.filter((id) => isId(id)),
  )) {
    view.setRows(collection, [row]);
  }
}
