import {
  dueOf,
  find,
  isPaidElsewhere,
  isVoidedWhole,
  listAll,
  listRoots,
  listWith,
  orderLines,
  listOfOrder,
  listOfParts,
  orders,
  partsOf,
  rootOf,
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

/**
 * An order as the list of tables shows it, with all that was merged with it. `table`: where it stands, of a merged one
 * the table of its root. **Units** minor; `openedAt` ms since 1970.
 */
export type OrderCard = {
  readonly id: Id<'order'>;
  readonly table: Id<'table'> | null;
  readonly label: string | null;
  readonly state: OrderState;
  readonly covers: number;
  readonly dueMinor: number;
  /** Covered by what a guest declared, and not proven. */
  readonly declaredMinor: number;
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
  readonly owing: readonly OrderCard[];
};

/** Reads the floor from a view. */
export function floorOf(view: View): Floor {
  const byTable = new Map<Id | null, OrderCard[]>();
  const owing: OrderCard[] = [];
  const known = listAll(view, tables);
  for (const root of listRoots(view)) {
    const card = cardOf(view, root);
    const places = placesOf(view, root.id);
    for (const table of places) byTable.set(table, [...(byTable.get(table) ?? []), card]);
    if (places.size === 0 && card.dueMinor > 0 && !isPaidElsewhere(view, root.id)) owing.push(card);
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

/** The open orders of one table; a merged one stands at the table of each of its parts. */
export function openOrdersAt(view: View, table: Id<'table'>): OrderCard[] {
  const open = listWith(view, orders, 'table', table).filter(({ status }) => status[1] !== 'closed');
  const roots = new Set(open.map(({ id }) => rootOf(view, id)));
  return sorted([...roots].flatMap((id) => find(view, orders, id) ?? []).map((root) => cardOf(view, root)));
}

/** Where the open parts of an order stand; a merged one that has a table is not among takeaway besides. */
function placesOf(view: View, order: Id<'order'>): ReadonlySet<Id<'table'> | null> {
  const open = partsOf(view, order).filter(({ status }) => status[1] !== 'closed');
  const places = new Set(open.map(({ table }) => table));
  if (places.size > 1) places.delete(null);
  return places;
}

/** The guests of an order and of what was merged with it. */
export function coversOf(view: View, order: Id<'order'>): number {
  return partsOf(view, order).reduce((sum, { covers }) => sum + covers, 0);
}

/** Whether somebody ordered something: an opened order without a line is no sale. */
export function hasLines(view: View, order: Id<'order'>): boolean {
  return listOfParts(view, orderLines, order).some((line) => !line.removed);
}

/** How an order stands, from its root. */
export function cardOf(view: View, root: Entity<typeof orders>): OrderCard {
  const { id, label, table } = root;
  const parts = partsOf(view, id);
  const home = parts.find((part) => part.table !== null && part.status[1] !== 'closed')?.table ?? table;
  const openedAt = Math.min(...parts.map((part) => part.openedAt));
  const { dueMinor, declaredMinor } = dueOf(view, id);
  const state = stateOf(view, parts);
  return { id, label, table: home, covers: coversOf(view, id), openedAt, state, dueMinor, declaredMinor };
}

function stateOf(view: View, parts: readonly Entity<typeof orders>[]): OrderState {
  const lines = parts.flatMap(({ id }) => listOfOrder(view, orderLines, id));
  const ranks = lines.flatMap((line) => (line.removed || isVoidedWhole(view, line) ? [] : [line.status[1]]));
  if (ranks.includes('ready')) return 'ready';
  if (parts.every(({ status }) => status[1] !== 'open')) return 'billed';
  return ranks.some((rank) => rank === 'sent' || rank === 'preparing' || rank === 'held') ? 'kitchen' : 'seated';
}

const sorted = <T extends { readonly id: Id }>(cards: readonly T[]) => cards.toSorted((a, b) => (a.id < b.id ? -1 : 1));
const byPosition = (a: { position: number }, b: { position: number }) => a.position - b.position;
