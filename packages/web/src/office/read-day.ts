import { find, listShifts, settings, type Row } from '@resto360/domain';
import { CLIENT_RULES, DeviceView, listPending, type ClientTx } from '@resto360/sync/client';
import type { Station } from '../station/station.ts';
import { dayBegin, dayFigures, takenBy, type DayFigures } from './day-figures.ts';
import type { Id } from '@resto360/domain';

/** A day as the page shows it. `taken`: what one person took. **Units** ms since 1970. */
export type Day = DayFigures & { readonly sinceMs: number; readonly view: DeviceView };

/**
 * Today, from this device's own store.
 * **Why** a view of its own: closed orders are not in the one that the screens share, and the office must not load
 * fifty thousand of them into it (F18).
 */
export async function readDay(station: Station): Promise<Day> {
  const house = find(station.view, settings, station.identity.restaurant);
  const sinceMs = dayBegin(Date.now(), house?.timezone);
  const view = new DeviceView(CLIENT_RULES);
  await station.read((tx) => fillDay(tx, view, sinceMs));
  return { ...dayFigures(view, sinceMs), sinceMs, view };
}

/** What one person took on that day. */
export function takenOn({ view, sinceMs }: Day, person: Id<'staff'>) {
  return takenBy(view, person, sinceMs);
}

// What mobile money is told from; an attempt is known by the request or claim that began it.
const OF_ATTEMPTS = ['payment_requests', 'claims'] as const;

async function fillDay(tx: ClientTx, view: DeviceView, sinceMs: number): Promise<void> {
  const wanted = (await tx.rowsOf('orders')).filter((row) => isOpen(row) || Number(row.f['openedAt']) >= sinceMs);
  view.setRows('orders', wanted);
  const children = await tx.rowsOfOrders(wanted.map(({ id }) => id));
  for (const { collection, row } of children) view.setRows(collection, [row]);
  for (const name of ['drawers', 'shift_openings', 'shift_closings']) view.setRows(name, await tx.rowsOf(name));
  // A drawer that was opened yesterday and is open still holds what was taken then.
  const open = new Set<unknown>(
    listShifts(view).flatMap((shift) => (shift.closed ? [] : [shift.id, ...shift.aliases])),
  );
  for (const name of ['change_returns', 'rails']) view.setRows(name, await tx.rowsOf(name));
  const isOfDay = ({ f }: Row) => Number(f['at']) >= sinceMs || open.has(f['shift']);
  for (const name of ['payments', 'refunds', 'attempt_refunds']) {
    view.setRows(name, (await tx.rowsOf(name)).filter(isOfDay));
  }
  // What went back today may have come on another day.
  const given = new Set<unknown>(Array.from(view.all('attempt_refunds'), ({ f }) => f['attempt']));
  for (const name of OF_ATTEMPTS) {
    const rows = await tx.rowsOf(name);
    view.setRows(
      name,
      rows.filter((row) => isOfDay(row) || given.has(row.id)),
    );
  }
  const begun = new Set(
    [...OF_ATTEMPTS, 'attempt_refunds'].flatMap((name) => Array.from(view.all(name), ({ id }) => id)),
  );
  const told = await tx.rowsOf('payment_attempts');
  view.setRows(
    'payment_attempts',
    told.filter(({ id }) => begun.has(id)),
  );
  view.setPending(await listPending(tx));
}

function isOpen(row: Row): boolean {
  const status = row.f['status'];
  return !(Array.isArray(status) && status[1] === 'closed');
}
