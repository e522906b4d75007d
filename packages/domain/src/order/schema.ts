import { fact, factCollection, fixed, intentCollection, lattice, latest, settled } from '../kernel/collection.ts';
import { CURRENCIES, type Currency } from '../kernel/currencies.ts';
import {
  flag,
  idOf,
  integer,
  listOf,
  money,
  nullable,
  oneOf,
  price,
  record,
  surcharge,
  text,
  time,
} from '../kernel/schema.ts';

/** Most units on one line; more is another line. */
export const QUANTITY_MAX = 999;

/** Courses that are called one after the other; 0 goes out at once. */
export const COURSE_MAX = 9;

/** Where the guest eats. */
export const OrderKind = { dineIn: 'dine_in', takeaway: 'takeaway' } as const;
export type OrderKind = (typeof OrderKind)[keyof typeof OrderKind];

/** The life of an order (SYN-2). */
export const ORDER_RANKS = ['open', 'billed', 'closed'] as const;
/** The life of a line (SYN-2). `held`: the kitchen knows it and waits for the call of its course. */
export const LINE_RANKS = ['draft', 'held', 'sent', 'preparing', 'ready', 'served'] as const;
export type LineRank = (typeof LINE_RANKS)[number];

/** Most orders of one merged order: with a payment and its receipt they are closed in one op. */
export const PARTS_MAX = 40;

/** An order carries its charge and rounding rules: its total never reads the settings of today (SYN-1). */
export const orders = intentCollection('orders', {
  openedBy: fixed(idOf('staff')),
  openedAt: fixed(time()),
  kind: fixed(oneOf([OrderKind.dineIn, OrderKind.takeaway])),
  currency: fixed(oneOf(Object.keys(CURRENCIES) as Currency[])),
  serviceChargeBp: fixed(integer(0, 5_000), 0),
  cashRoundingMinor: fixed(money(), 0),
  table: latest(nullable(idOf('table')), null),
  label: latest(nullable(text(40)), null),
  covers: latest(integer(0, 500), 0),
  note: latest(nullable(text(200)), null),
  status: lattice(ORDER_RANKS),
  // Pointers to other orders (ORD-1): with which one it is served and paid, and with which one
  // it was paid, in part or whole: there is no way back from that.
  mergedInto: latest(nullable(idOf('order')), null),
  closedWith: latest(nullable(idOf('order')), null),
});

/** A modifier as it was sold: name and price travel with the line. */
export const soldModifier = record({ id: idOf('modifier'), name: text(60), priceMinor: surcharge() });

/** What a guest asked for. The group `dish` is written together: a price never belongs to another dish (SYN-1). */
export const orderLines = intentCollection('order_lines', {
  order: fixed(idOf('order')),
  addedBy: fixed(idOf('staff')),
  addedAt: fixed(time()),
  item: settled(idOf('item'), 'dish'),
  name: settled(text(80, 1), 'dish'),
  unitPriceMinor: settled(price(), 'dish'),
  taxBp: settled(integer(0, 10_000), 'dish'),
  taxIncluded: settled(flag(), 'dish'),
  station: settled(nullable(idOf('station')), 'dish'),
  modifiers: settled(listOf(soldModifier, 40), 'dish'),
  quantity: settled(integer(1, QUANTITY_MAX)),
  seat: settled(nullable(integer(1, 100))),
  note: latest(nullable(text(200)), null),
  course: latest(integer(0, COURSE_MAX), 0),
  status: lattice(LINE_RANKS),
  removed: latest(flag(), false),
  // What a kitchen screen has shown: the mark of the send it saw, and how many cancelled units a cook has read of.
  receivedMark: latest(nullable(text(40)), null),
  cancelSeen: latest(integer(0, QUANTITY_MAX), 0),
});

/**
 * Less of a sent line: how many, why, who agreed. `agedGrant`: on a device that had read nothing of the house for long
 * (SYN-25). Σ voids ≥ quantity makes the line void (SYN-2).
 */
export const voids = factCollection('voids', {
  order: fact(idOf('order')),
  line: fact(idOf('line')),
  quantity: fact(integer(1, QUANTITY_MAX)),
  reason: fact(text(120, 1)),
  by: fact(idOf('staff')),
  approvedBy: fact(nullable(idOf('staff')), null),
  at: fact(time()),
  agedGrant: fact(flag(), false),
});

/** Money taken off: a discount (share or amount) or a comp (given away). One reason counts once per target (SYN-4). */
export const adjustments = factCollection('adjustments', {
  order: fact(idOf('order')),
  line: fact(nullable(idOf('line')), null),
  kind: fact(oneOf(['discount', 'comp'])),
  shareBp: fact(integer(0, 10_000), 0),
  amountMinor: fact(money(), 0),
  reason: fact(text(120, 1)),
  by: fact(idOf('staff')),
  approvedBy: fact(nullable(idOf('staff')), null),
  at: fact(time()),
  agedGrant: fact(flag(), false),
});
