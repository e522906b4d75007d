import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import { PRICE_MAX_MINOR, roundTo, shareOf, taxWithin, times } from '../kernel/money.ts';
import { find, listOfOrder, type View } from '../kernel/view.ts';
import { partIdsOf } from './parts.ts';
import { adjustments, orderLines, orders, voids } from './schema.ts';

type Line = Entity<typeof orderLines>;
type Adjustment = Entity<typeof adjustments>;

/** One line as the bill shows it. **Units** minor. `quantity` is what is left after voids. */
export type LineTotal = {
  readonly id: Id<'line'>;
  readonly quantity: number;
  /** Price × quantity, before anything is taken off. */
  readonly grossMinor: number;
  /** What is left after the line's and the order's discounts. */
  readonly netMinor: number;
  readonly taxMinor: number;
};

/** What an order comes to. **Units** minor. `totalMinor` = net + tax on top + service + rounding. */
export type Totals = {
  readonly lines: readonly LineTotal[];
  readonly grossMinor: number;
  readonly discountMinor: number;
  readonly serviceMinor: number;
  readonly taxIncludedMinor: number;
  readonly taxOnTopMinor: number;
  readonly roundingMinor: number;
  readonly totalMinor: number;
};

/**
 * What an order comes to with all that was merged with it: the sums over its parts, so that merging and separating
 * change no total (ORD-1).
 */
export function totalsOf(view: View, order: Id<'order'>): Totals {
  const [first = NOTHING, ...others] = partIdsOf(view, order).map((part) => ownTotalsOf(view, part));
  return others.reduce(added, first);
}

/**
 * The one total of an order, the same on every replica: it reads the order and its own rows, never the menu (SYN-3).
 * A removed line is not due: nobody cooked it, or the exception "removed but sent" asks who pays. Voids are clamped at
 * the quantity; one reason counts once per target (SYN-4). The service charge is a share of what is left after
 * discounts, before tax on top.
 */
export function ownTotalsOf(view: View, orderId: Id<'order'>): Totals {
  const order = find(view, orders, orderId);
  const lines = listOfOrder(view, orderLines, orderId)
    .filter((line) => !line.removed)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const voided = voidedByLine(view, orderId);
  const gross = lines.map((line) => grossOf(line, voided.get(line.id) ?? 0));
  const net = afterDiscounts(lines, gross, countedOnce(listOfOrder(view, adjustments, orderId)));
  const lineTotals = lines.map((line, index) =>
    lineTotal(line, voided.get(line.id) ?? 0, gross[index] ?? 0, net[index] ?? 0),
  );
  const netMinor = sum(net);
  const serviceMinor = shareOf(netMinor, order?.serviceChargeBp ?? 0);
  const taxOnTopMinor = sum(lineTotals.map((total, index) => (lines[index]?.taxIncluded ? 0 : total.taxMinor)));
  const exactMinor = netMinor + serviceMinor + taxOnTopMinor;
  const totalMinor = roundTo(exactMinor, order?.cashRoundingMinor ?? 0);
  return {
    lines: lineTotals,
    grossMinor: sum(gross),
    discountMinor: sum(gross) - netMinor,
    serviceMinor,
    taxIncludedMinor: sum(lineTotals.map((total) => total.taxMinor)) - taxOnTopMinor,
    taxOnTopMinor,
    roundingMinor: totalMinor - exactMinor,
    totalMinor,
  };
}

const NOTHING: Totals = {
  lines: [],
  grossMinor: 0,
  discountMinor: 0,
  serviceMinor: 0,
  taxIncludedMinor: 0,
  taxOnTopMinor: 0,
  roundingMinor: 0,
  totalMinor: 0,
};

function added(one: Totals, other: Totals): Totals {
  return {
    lines: [...one.lines, ...other.lines].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    grossMinor: one.grossMinor + other.grossMinor,
    discountMinor: one.discountMinor + other.discountMinor,
    serviceMinor: one.serviceMinor + other.serviceMinor,
    taxIncludedMinor: one.taxIncludedMinor + other.taxIncludedMinor,
    taxOnTopMinor: one.taxOnTopMinor + other.taxOnTopMinor,
    roundingMinor: one.roundingMinor + other.roundingMinor,
    totalMinor: one.totalMinor + other.totalMinor,
  };
}

function lineTotal(line: Line, voided: number, grossMinor: number, netMinor: number): LineTotal {
  const taxMinor = line.taxIncluded ? taxWithin(netMinor, line.taxBp) : shareOf(netMinor, line.taxBp);
  return { id: line.id, quantity: Math.max(0, line.quantity - voided), grossMinor, netMinor, taxMinor };
}

/** A line's price with its modifiers; they may lower it, never below zero, and never raise it above what a price may be. */
export function unitPriceWithModifiers(line: Pick<Line, 'unitPriceMinor' | 'modifiers'>): number {
  const exact = line.unitPriceMinor + sum(line.modifiers.map((modifier) => modifier.priceMinor));
  return Math.min(Math.max(0, exact), PRICE_MAX_MINOR);
}

const grossOf = (line: Line, voided: number) =>
  times(unitPriceWithModifiers(line), Math.max(0, line.quantity - voided));

function voidedByLine(view: View, order: Id<'order'>): Map<Id, number> {
  const byLine = new Map<Id, number>();
  for (const fact of listOfOrder(view, voids, order)) {
    byLine.set(fact.line, (byLine.get(fact.line) ?? 0) + fact.quantity);
  }
  return byLine;
}

// Two managers granting "regular guest" on two tills grant it once; the smaller id is the one that counts.
function countedOnce(all: readonly Adjustment[]): Adjustment[] {
  const byTarget = new Map<string, Adjustment>();
  for (const one of all) {
    const key = JSON.stringify([one.line, one.kind, one.reason]);
    const before = byTarget.get(key);
    if (!before || one.id < before.id) byTarget.set(key, one);
  }
  return [...byTarget.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function afterDiscounts(lines: readonly Line[], gross: readonly number[], taken: readonly Adjustment[]): number[] {
  const net = lines.map((line, index) => {
    const own = taken.filter((one) => one.line === line.id);
    return own.reduce((left, one) => left - offOf(one, left), gross[index] ?? 0);
  });
  for (const one of taken.filter((adjustment) => adjustment.line === null)) spread(net, offOf(one, sum(net)));
  return net;
}

const offOf = (one: Adjustment, base: number) =>
  Math.min(base, one.shareBp > 0 ? shareOf(base, one.shareBp) : one.amountMinor);

// Takes an amount off the lines in proportion; what rounding leaves falls on the largest lines first.
function spread(net: number[], offMinor: number): void {
  const base = sum(net);
  if (base === 0 || offMinor === 0) return;
  const shares = net.map((amount) => Number((BigInt(amount) * BigInt(offMinor)) / BigInt(base)));
  let left = offMinor - sum(shares);
  const byAmount = net.map((_, index) => index).toSorted((a, b) => (net[b] ?? 0) - (net[a] ?? 0) || a - b);
  for (const index of byAmount) {
    const room = (net[index] ?? 0) - (shares[index] ?? 0);
    const more = Math.min(left, room, 1);
    shares[index] = (shares[index] ?? 0) + more;
    left -= more;
  }
  for (const [index, share] of shares.entries()) net[index] = (net[index] ?? 0) - share;
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
