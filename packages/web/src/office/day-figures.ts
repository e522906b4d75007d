import {
  adjustments,
  drawerCashOf,
  drawers,
  dueOf,
  entityOf,
  find,
  isClosed,
  isPaidElsewhere,
  listAll,
  listShifts,
  orderLines,
  orders,
  ownTotalsOf,
  rootOf,
  unitPriceWithModifiers,
  voids,
  type DrawerCash,
  type Entity,
  type Id,
  type View,
} from '@resto360/domain';
import { backOf, byMethod, countedMinorOf, paymentsSince, refundsSince, type MethodFigures } from './day-payments.ts';

const HOUR_MS = 3_600_000;
/** A day of the house begins when the last guests have gone, not at midnight. **Units** hour of the house's clock. */
export const DAY_BEGINS_HOUR = 4;

type Count = { readonly count: number; readonly amountMinor: number };

/** What a day came to. **Units** minor. `sold` is what closed orders came to, `open` what open ones come to so far. */
export type DayFigures = {
  readonly closed: Count;
  readonly open: Count;
  /** What guests still owe: on open orders, and on closed ones that came to more after they were paid. */
  readonly owing: { readonly openMinor: number; readonly closedMinor: number };
  /** What came in less what went back, by method. */
  readonly payments: readonly MethodFigures[];
  readonly voids: Count;
  readonly discounts: Count;
  /** Drawers with an open shift, and what each should hold. */
  readonly drawers: readonly (DrawerCash & { readonly id: Id; readonly name: string })[];
  /** Hour by hour from the beginning of the day: what was sent to the kitchens in it. */
  readonly hours: readonly { readonly hour: number; readonly amountMinor: number }[];
  readonly dishes: readonly {
    readonly item: Id;
    readonly name: string;
    readonly quantity: number;
    readonly amountMinor: number;
  }[];
};

/** When the house's day began. **Units** ms since 1970; `timeZone` the house's own, this browser's where it is unknown. */
export function dayBegin(nowMs: number, timeZone: string | undefined): number {
  const parts = clockOf(timeZone).formatToParts(nowMs);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const sinceMidnightMs = (part('hour') % 24) * HOUR_MS + part('minute') * 60_000 + part('second') * 1_000;
  const sinceMs = (sinceMidnightMs + (24 - DAY_BEGINS_HOUR) * HOUR_MS) % (24 * HOUR_MS);
  return Math.floor(nowMs / 1_000) * 1_000 - sinceMs;
}

/**
 * The figures of a day, from what this device knows. An order belongs to the day it was opened, money to the moment it
 * was taken, by the clock of the device that wrote it: a look at the day, not the Z of a drawer (SYN-5).
 */
export function dayFigures(view: View, sinceMs: number): DayFigures {
  const ofDay = listAll(view, orders).filter((order) => order.openedAt >= sinceMs);
  const [closed, open] = [ofDay.filter(isDone), listAll(view, orders).filter((order) => !isDone(order))];
  const lines = ofDay.flatMap((order) => soldLines(view, order.id));
  const given = listAll(view, adjustments).filter(({ at }) => at >= sinceMs);
  const discounted = [...new Set(given.map(({ order }) => order))];
  return {
    closed: soldOn(view, closed),
    open: soldOn(view, open),
    owing: owingOn(view, [...open, ...closed]),
    payments: byMethod(view, paymentsSince(view, sinceMs), refundsSince(view, sinceMs)),
    drawers: openDrawers(view),
    voids: voidsSince(view, sinceMs),
    discounts: { count: given.length, amountMinor: sum(discounted.map((id) => ownTotalsOf(view, id).discountMinor)) },
    hours: byHour(lines, sinceMs),
    dishes: byDish(lines),
  };
}

// Merged orders owe together, and as long as one of them is open (ORD-1).
function owingOn(view: View, of: readonly { readonly id: Id<'order'> }[]): DayFigures['owing'] {
  const roots = [...new Set(of.map(({ id }) => rootOf(view, id)))].filter((id) => !isPaidElsewhere(view, id));
  const owed = (some: readonly Id<'order'>[]) => sum(some.map((id) => Math.max(0, dueOf(view, id).dueMinor)));
  return {
    openMinor: owed(roots.filter((id) => !isClosed(view, id))),
    closedMinor: owed(roots.filter((id) => isClosed(view, id))),
  };
}

const soldOn = (view: View, of: readonly Entity<typeof orders>[]): Count => ({
  count: of.length,
  amountMinor: sum(of.map(({ id }) => ownTotalsOf(view, id).totalMinor)),
});

/** What one person took today less what they gave back: all that somebody without the right to reports sees. */
export function takenBy(view: View, person: Id<'staff'>, sinceMs: number): Count {
  const own = (fact: { readonly by: Id<'staff'> }) => fact.by === person;
  const counted = paymentsSince(view, sinceMs)
    .filter(own)
    .map((one) => countedMinorOf(view, one))
    .filter((amountMinor) => amountMinor > 0);
  return { count: counted.length, amountMinor: sum(counted) - backOf(refundsSince(view, sinceMs).filter(own)) };
}

type Sold = {
  readonly item: Id;
  readonly name: string;
  readonly at: number;
  readonly quantity: number;
  readonly amountMinor: number;
};

function soldLines(view: View, order: Id): Sold[] {
  return ownTotalsOf(view, order).lines.flatMap(({ id, quantity, netMinor }): Sold[] => {
    const line = find(view, orderLines, id);
    if (!line || line.status[1] === 'draft' || quantity === 0) return [];
    return [{ item: line.item, name: line.name, at: line.addedAt, quantity, amountMinor: netMinor }];
  });
}

function byHour(lines: readonly Sold[], sinceMs: number): DayFigures['hours'] {
  const amounts = new Map<number, number>();
  for (const { at, amountMinor } of lines) {
    const index = Math.min(23, Math.max(0, Math.floor((at - sinceMs) / HOUR_MS)));
    amounts.set(index, (amounts.get(index) ?? 0) + amountMinor);
  }
  if (amounts.size === 0) return [];
  const [first, last] = [Math.min(...amounts.keys()), Math.max(...amounts.keys())];
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    hour: (first + index + DAY_BEGINS_HOUR) % 24,
    amountMinor: amounts.get(first + index) ?? 0,
  }));
}

function byDish(lines: readonly Sold[]): DayFigures['dishes'] {
  const dishes = new Map<Id, DayFigures['dishes'][number]>();
  for (const { item, name, quantity, amountMinor } of lines) {
    const before = dishes.get(item);
    const so = { quantity: (before?.quantity ?? 0) + quantity, amountMinor: (before?.amountMinor ?? 0) + amountMinor };
    dishes.set(item, { item, name, ...so });
  }
  return [...dishes.values()].toSorted((a, b) => b.quantity - a.quantity || b.amountMinor - a.amountMinor);
}

function openDrawers(view: View): DayFigures['drawers'] {
  const open = listShifts(view).filter((shift) => !shift.closed);
  return open
    .map((shift) => ({
      id: shift.id,
      name: find(view, drawers, shift.drawer)?.name ?? '',
      ...drawerCashOf(view, shift),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

function voidsSince(view: View, sinceMs: number): Count {
  const facts = listAll(view, voids).filter(({ at }) => at >= sinceMs);
  return {
    count: facts.length,
    amountMinor: sum(facts.map(({ line, quantity }) => quantity * unitPriceOf(view, line))),
  };
}

// A line whose creation has not arrived has no price yet (SYN-6).
function unitPriceOf(view: View, id: Id): number {
  const row = view.get(orderLines.name, id);
  const line = row && entityOf(orderLines, row);
  return line ? unitPriceWithModifiers(line) : 0;
}

function clockOf(timeZone: string | undefined): Intl.DateTimeFormat {
  const style = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('en', { ...style, ...(timeZone === undefined ? {} : { timeZone }) });
  } catch {
    return new Intl.DateTimeFormat('en', style);
  }
}

const isDone = (order: Entity<typeof orders>) => order.status[1] === 'closed';
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
