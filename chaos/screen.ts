import {
  CATALOG,
  hangsOn,
  isOdd,
  listAll,
  MapView,
  orders,
  ticketsOf,
  type Id,
  type Row,
  type View,
} from '@resto360/domain';
import { isClosed, scopeOf, type DeviceKind } from '@resto360/sync';
import { differentTables, floorOf } from './floor.ts';
import type { Truth } from './rig-tablet.ts';
import { textOfRow } from './row-text.ts';

/**
 * What a live view, as it stands in memory, has otherwise than the tables, in words: rows that should be there and are
 * not, rows that say something else, rows that no table has; and what is drawn from them, the tables of the floor or the
 * tickets of the kitchen. Closed orders may be missing whole: a device loads them when somebody asks (SYN-9).
 */
export function wrongOnView(view: View, kind: DeviceKind, truth: Truth): string[] {
  const expected = viewOf(truth);
  const rows = [...missing(view, kind, expected), ...notTheTables(view, kind, truth)];
  const drawn =
    kind === 'kitchen'
      ? differentTickets(ticketsBy(view), ticketsBy(expected))
      : differentTables(floorOf(view), floorOf(expected));
  return [...rows, ...drawn];
}

// Rows too many, and rows that are not as the tables have them.
function notTheTables(view: View, kind: DeviceKind, truth: Truth): string[] {
  const scope = new Set(scopeOf(kind).collections);
  const found: string[] = [];
  for (const name of CATALOG.keys()) {
    for (const row of view.all(name)) {
      const stored = scope.has(name) ? truth.get(name)?.get(row.id) : undefined;
      if (!stored) found.push(`${name} ${row.id} is on its screen, and the tables do not have it for it`);
      else if (textOfRow(row) !== textOfRow(stored)) found.push(`${name} ${row.id} on its screen is not the table's`);
    }
  }
  return found;
}

function missing(view: View, kind: DeviceKind, expected: MapView): string[] {
  const shown = new Set<Id>();
  const scope = scopeOf(kind).collections;
  const found: string[] = [];
  const look = (name: string, row: Row) => {
    if (!view.get(name, row.id)) found.push(`${name} ${row.id} is missing on its screen`);
  };
  for (const order of expected.all(orders.name)) {
    if (shown.has(order.id)) continue;
    const whole = wholeOrder(expected, order.id, scope);
    const own = whole.filter(({ name }) => name === orders.name);
    for (const { row } of own) shown.add(row.id);
    if (mustShow(view, kind, whole)) for (const { name, row } of whole) look(name, row);
  }
  // What hangs on no order, or on one that no table has: at rest that is nothing of ours.
  const hangsLoose = (row: Row) => !hangsOn(row).some((id) => expected.get(orders.name, id));
  for (const name of scope.filter((one) => one !== orders.name))
    for (const row of expected.all(name)) if (hangsLoose(row)) look(name, row);
  return found;
}

type Placed = { readonly name: string; readonly row: Row };

/** Shown whole: what is open, what asks for a person, and what the view knows already. */
function mustShow(view: View, kind: DeviceKind, whole: readonly Placed[]): boolean {
  const own = whole.filter(({ name }) => name === orders.name);
  if (own.some(({ row }) => !isClosed(row) || view.get(orders.name, row.id))) return true;
  if (kind === 'kitchen') return false;
  const apart = new MapView();
  for (const { name, row } of whole) apart.put(name, row);
  return isOdd(apart);
}

/** An order with everything that hangs on it and all that it was merged with. */
function wholeOrder(view: MapView, order: Id, scope: readonly string[]): readonly Placed[] {
  const asked = new Set<Id>();
  const found: Placed[] = [];
  for (let next: readonly Id[] = [order]; next.length > 0; ) {
    const linked: Id[] = [];
    for (const id of next) {
      asked.add(id);
      const own = view.get(orders.name, id);
      if (own) found.push({ name: orders.name, row: own });
      for (const name of scope) {
        for (const row of view.ofOrder(name, id)) {
          if (name === orders.name) linked.push(row.id);
          else found.push({ name, row });
        }
      }
      linked.push(...(own ? hangsOn(own) : []));
    }
    next = [...new Set(linked)].filter((id) => !asked.has(id));
  }
  return found;
}

function ticketsBy(view: View): ReadonlyMap<Id, string> {
  const open = listAll(view, orders).filter(({ status }) => status[1] !== 'closed');
  return new Map(open.map(({ id }) => [id, JSON.stringify(ticketsOf(view, id))]));
}

function differentTickets(shown: ReadonlyMap<Id, string>, expected: ReadonlyMap<Id, string>): string[] {
  const ids = new Set([...shown.keys(), ...expected.keys()]);
  return [...ids].flatMap((id) =>
    shown.get(id) === expected.get(id) ? [] : [`the tickets of order ${id} are not those of the tables`],
  );
}

function viewOf(truth: Truth): MapView {
  const view = new MapView();
  for (const [name, rows] of truth) for (const row of rows.values()) view.put(name, row);
  return view;
}
