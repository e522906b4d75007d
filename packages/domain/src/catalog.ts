import type { Collection } from './kernel/collection.ts';
import { decisions } from './decision/schema.ts';
import { areas, settings, tables } from './floor/schema.ts';
import { categories, itemAvailability, items, modifierGroups, modifiers, stations } from './menu/schema.ts';
import { adjustments, orderLines, orders, voids } from './order/schema.ts';
import {
  attemptRefunds,
  changeReturns,
  claims,
  paymentRequests,
  paymentWishes,
  payments,
  refunds,
} from './payment/schema.ts';
import { receipts } from './receipt/schema.ts';
import { conflicts, devices, paymentAttempts, quarantine, rails, suspense } from './server-collections.ts';
import { drawers, shiftClosings, shiftOpenings } from './shift/schema.ts';
import { staff } from './staff/schema.ts';

/** Every collection that syncs, by its word on the wire. A fingerprint test guards it: it changes on purpose only. */
export const CATALOG: ReadonlyMap<string, Collection> = new Map(
  [
    settings,
    staff,
    areas,
    tables,
    stations,
    categories,
    items,
    modifierGroups,
    modifiers,
    drawers,
    itemAvailability,
    orders,
    orderLines,
    voids,
    adjustments,
    shiftOpenings,
    shiftClosings,
    payments,
    refunds,
    changeReturns,
    paymentRequests,
    claims,
    paymentWishes,
    attemptRefunds,
    receipts,
    decisions,
    conflicts,
    quarantine,
    suspense,
    devices,
    paymentAttempts,
    rails,
  ].map((collection) => [collection.name, collection as unknown as Collection]),
);

/** The schema number that this build writes into its ops (SYN-26). */
export const SCHEMA = 9;
