import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, listOfOrder, write, type View } from '../kernel/view.ts';
import { settings, tables } from '../floor/schema.ts';
import { choose } from '../menu/choice.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { OrderKind, QUANTITY_MAX, orderLines, orders } from './schema.ts';

type Outcome = Result<readonly Change[], Refusal>;
type Line = Entity<typeof orderLines>;

/** Opens an order at a table, or for takeaway under a name. */
export function openOrder(
  view: View,
  intent: {
    readonly id: Id<'order'>;
    readonly restaurant: Id<'restaurant'>;
    readonly kind: OrderKind;
    readonly table: Id<'table'> | null;
    readonly label?: string | null;
    readonly covers?: number;
  },
  context: Context,
): Outcome {
  const denied = withoutRight(context, Action.takeOrder);
  if (denied) return denied;
  const house = find(view, settings, intent.restaurant);
  if (!house) return refuse(RefusalCode.notFound, { what: 'settings', id: intent.restaurant });
  if (intent.table !== null && !isTable(view, intent.table)) {
    return refuse(RefusalCode.notFound, { what: 'table', id: intent.table });
  }
  return ok([
    write(orders, intent.id, {
      born: true,
      openedBy: context.actor,
      openedAt: context.nowMs,
      kind: intent.kind,
      currency: house.currency,
      serviceChargeBp: house.serviceChargeBp,
      cashRoundingMinor: house.cashRoundingMinor,
      table: intent.table,
      label: intent.label ?? null,
      covers: intent.covers ?? 0,
    }),
  ]);
}

/** Adds a dish as a line of its own: two waiters adding to one table both stay (SYN-1). */
export function addLine(
  view: View,
  intent: {
    readonly id: Id<'line'>;
    readonly order: Id<'order'>;
    readonly item: Id<'item'>;
    readonly quantity: number;
    readonly modifiers?: readonly Id<'modifier'>[];
    readonly seat?: number | null;
    readonly note?: string | null;
  },
  context: Context,
): Outcome {
  const denied = withoutRight(context, Action.takeOrder) ?? notTakingLines(view, intent.order);
  if (denied) return denied;
  if (!isQuantity(intent.quantity)) return refuse(RefusalCode.badQuantity, { max: QUANTITY_MAX });
  const choice = choose(view, intent.item, intent.modifiers ?? []);
  if (!choice.ok) return choice;
  const { item, modifiers } = choice.value;
  return ok([
    write(orderLines, intent.id, {
      born: true,
      order: intent.order,
      addedBy: context.actor,
      addedAt: context.nowMs,
      item: item.id,
      name: item.name,
      unitPriceMinor: item.priceMinor,
      taxBp: item.taxBp,
      taxIncluded: item.taxIncluded,
      station: item.station,
      modifiers,
      quantity: intent.quantity,
      seat: intent.seat ?? null,
      note: intent.note ?? null,
    }),
  ]);
}

/** Changes how many of a line that was not sent yet; a sent quantity is frozen (SYN-1). */
export function setQuantity(
  view: View,
  intent: { readonly line: Id<'line'>; readonly quantity: number },
  context: Context,
): Outcome {
  const line = find(view, orderLines, intent.line);
  const denied = withoutRight(context, Action.takeOrder) ?? notDraft(view, line, intent.line);
  if (denied) return denied;
  if (!isQuantity(intent.quantity)) return refuse(RefusalCode.badQuantity, { max: QUANTITY_MAX });
  return ok([write(orderLines, intent.line, { quantity: intent.quantity })]);
}

/** Takes back a line that was not sent yet. */
export function removeLine(view: View, intent: { readonly line: Id<'line'> }, context: Context): Outcome {
  const line = find(view, orderLines, intent.line);
  const denied = withoutRight(context, Action.takeOrder) ?? notDraft(view, line, intent.line);
  return denied ?? ok([write(orderLines, intent.line, { removed: true })]);
}

/**
 * Sends what waits to the kitchen. Each line's dish, quantity and seat are written again: from here on they are
 * settled, and no draft edit from another till may change what the cook reads (SYN-1).
 */
export function sendOrder(view: View, intent: { readonly order: Id<'order'> }, context: Context): Outcome {
  const denied = withoutRight(context, Action.takeOrder) ?? notTakingLines(view, intent.order);
  if (denied) return denied;
  const drafts = draftsOf(view, intent.order);
  if (drafts.length === 0) return refuse(RefusalCode.nothingToSend);
  return ok(withinOneOp(drafts.map(sent)));
}

/** The lines of an order that wait to be sent, in the order they were added. */
export function draftsOf(view: View, order: Id<'order'>): Line[] {
  return listOfOrder(view, orderLines, order)
    .filter((line) => line.status[1] === 'draft' && !line.removed)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Asks for the bill: the order shows as waiting to be paid. */
export function billOrder(view: View, intent: { readonly order: Id<'order'> }, context: Context): Outcome {
  const denied = withoutRight(context, Action.takeOrder) ?? notTakingLines(view, intent.order);
  if (denied) return denied;
  if (draftsOf(view, intent.order).length > 0) return refuse(RefusalCode.unsentLines);
  if (listOfOrder(view, orderLines, intent.order).every((line) => line.removed)) return refuse(RefusalCode.orderEmpty);
  return ok([write(orders, intent.order, { status: [find(view, orders, intent.order)?.status[0] ?? 0, 'billed'] })]);
}

/** Moves an order to another table. */
export function moveOrder(
  view: View,
  intent: { readonly order: Id<'order'>; readonly table: Id<'table'> },
  context: Context,
): Outcome {
  const denied = withoutRight(context, Action.takeOrder) ?? notTakingLines(view, intent.order);
  if (denied) return denied;
  if (!isTable(view, intent.table)) return refuse(RefusalCode.notFound, { what: 'table', id: intent.table });
  return ok([write(orders, intent.order, { table: intent.table })]);
}

/** Lines one send carries at most, and the characters they may take: an op holds 100 changes and 64 kB. */
export const LINES_PER_SEND_MAX = 100;
const SEND_CHARACTERS_MAX = 40_000;

// What fits into one op; the next tap sends the rest.
function withinOneOp(changes: readonly Change[]): Change[] {
  let characters = 0;
  return changes.slice(0, LINES_PER_SEND_MAX).filter((change, index) => {
    characters += JSON.stringify(change).length;
    return index === 0 || characters <= SEND_CHARACTERS_MAX;
  });
}

function sent(line: Line): Change {
  return write(orderLines, line.id, {
    item: line.item,
    name: line.name,
    unitPriceMinor: line.unitPriceMinor,
    taxBp: line.taxBp,
    taxIncluded: line.taxIncluded,
    station: line.station,
    modifiers: line.modifiers,
    quantity: line.quantity,
    seat: line.seat,
    status: [line.status[0], 'sent'],
  });
}

function notTakingLines(view: View, id: Id<'order'>) {
  const order = find(view, orders, id);
  if (!order) return refuse(RefusalCode.notFound, { what: 'order', id });
  return order.status[1] === 'closed' ? refuse(RefusalCode.orderClosed) : undefined;
}

function notDraft(view: View, line: Line | undefined, id: Id<'line'>) {
  if (!line || line.removed) return refuse(RefusalCode.notFound, { what: 'line', id });
  if (line.status[1] !== 'draft') return refuse(RefusalCode.lineAlreadySent, { line: line.name });
  return notTakingLines(view, line.order);
}

const isTable = (view: View, id: Id<'table'>) => find(view, tables, id)?.deleted === false;
const isQuantity = (value: number) => Number.isSafeInteger(value) && value >= 1 && value <= QUANTITY_MAX;
