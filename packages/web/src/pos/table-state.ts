import {
  dueOf,
  isVoidedWhole,
  listAll,
  orderLines,
  listOfOrder,
  orders,
  tables,
  areas,
  type Entity,
  type Id,
  type View,
} from '@resto360/domain';

/**
 * How a table stands: guests sit and nothing is on the way (`seated`), the kitchen works for them (`kitchen`), something
 * waits at the pass (`ready`), they asked for the bill (`billed`).
 */
export type OrderState = 'seated' | 'kitchen' | 'ready' | 'billed';

/** An order as the list of tables shows it. **Units** minor; `openedAt` ms since 1970. */
export type OrderCard = {
  readonly id: Id<'order'>;
  readonly label: string | null;
  readonly state: OrderState;
  readonly covers: number;
  readonly dueMinor: number;
  readonly openedAt: number;
};

/** The state of a table with several orders: the one that asks most for somebody. */
export function mostUrgent(states: readonly OrderState[]): OrderState {
  return URGENCY.find((state) => states.includes(state)) ?? 'seated';
}

const URGENCY: readonly OrderState[] = ['ready', 'billed', 'kitchen', 'seated'];

/** A table with the orders that are open on it; more than one when two tills opened it apart. */
export type TableCard = { readonly table: Entity<typeof tables>; readonly orders: readonly OrderCard[] };

/** The floor as the list of tables shows it. `owing`: closed orders to which something was added after the payment. */
export type Floor = {
  readonly areas: readonly { readonly area: Entity<typeof areas>; readonly tables: readonly TableCard[] }[];
  readonly takeaway: readonly OrderCard[];
  readonly owing: readonly (OrderCard & { readonly table: string | null })[];
};

/** Reads the floor from a view. */
export function floorOf(view: View): Floor {
  const byTable = new Map<Id | null, OrderCard[]>();
  const owing: (OrderCard & { table: string | null })[] = [];
  const known = listAll(view, tables);
  const names = new Map(known.map((table): [Id, string] => [table.id, table.name]));
  for (const order of listAll(view, orders)) {
    const card = cardOf(view, order);
    if (order.status[1] !== 'closed') byTable.set(order.table, [...(byTable.get(order.table) ?? []), card]);
    else if (card.dueMinor > 0) owing.push({ ...card, table: names.get(order.table ?? '') ?? null });
  }
  // A table that the office took away while somebody sat down at it stays in sight until they have paid.
  const shown = known.filter((table) => !table.deleted || byTable.has(table.id));
  const cards = shown.toSorted(byPosition).map((table) => ({ table, orders: sorted(byTable.get(table.id) ?? []) }));
  const shownAreas = listAll(view, areas).filter(
    (area) => !area.deleted || shown.some((table) => table.area === area.id && byTable.has(table.id)),
  );
  return {
    areas: shownAreas
      .toSorted(byPosition)
      .map((area) => ({ area, tables: cards.filter(({ table }) => table.area === area.id) })),
    takeaway: sorted(byTable.get(null) ?? []),
    owing: sorted(owing),
  };
}

/** The open orders of one table. */
export function openOrdersAt(view: View, table: Id<'table'>): OrderCard[] {
  const open = listAll(view, orders).filter((order) => order.table === table && order.status[1] !== 'closed');
  return sorted(open.map((order) => cardOf(view, order)));
}

/** Whether somebody ordered something: an opened order without a line is no sale. */
export function hasLines(view: View, order: Id<'order'>): boolean {
  return listOfOrder(view, orderLines, order).some((line) => !line.removed);
}

function cardOf(view: View, order: Entity<typeof orders>): OrderCard {
  const { id, label, covers, openedAt } = order;
  return { id, label, covers, openedAt, state: stateOf(view, order), dueMinor: dueOf(view, id).dueMinor };
}

function stateOf(view: View, order: Entity<typeof orders>): OrderState {
  const ranks = listOfOrder(view, orderLines, order.id).flatMap((line) =>
    line.removed || isVoidedWhole(view, line) ? [] : [line.status[1]],
  );
  if (ranks.includes('ready')) return 'ready';
  if (order.status[1] !== 'open') return 'billed';
  return ranks.some((rank) => rank === 'sent' || rank === 'preparing' || rank === 'held') ? 'kitchen' : 'seated';
}

const sorted = <T extends { readonly id: Id }>(cards: readonly T[]) => cards.toSorted((a, b) => (a.id < b.id ? -1 : 1));
const byPosition = (a: { position: number }, b: { position: number }) => a.position - b.position;
