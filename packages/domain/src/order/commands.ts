import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import { find, write, type View } from '../kernel/view.ts';
import { settings, tables } from '../floor/schema.ts';
import { choose } from '../menu/choice.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { notDraft, notTakingLines } from './guards.ts';
import { listOfParts, partsOf, placesOf } from './parts.ts';
import { draftsOf } from './sending.ts';
import { COURSE_MAX, OrderKind, QUANTITY_MAX, orderLines, orders } from './schema.ts';

type Outcome = Result<readonly Change[], Refusal>;

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
    readonly course?: number;
  },
  context: Context,
): Outcome {
  const denied = withoutRight(context, Action.takeOrder) ?? notTakingLines(view, intent.order);
  if (denied) return denied;
  if (!isCourse(intent.course ?? 0)) return refuse(RefusalCode.badQuantity, { max: COURSE_MAX });
  if (!isQuantity(intent.quantity)) return refuse(RefusalCode.badQuantity, { max: QUANTITY_MAX });
  const choice = choose(view, intent.item, intent.modifiers ?? []);
  if (!choice.ok) return choice;
  const { item, modifiers } = choice.value;
  return ok([
    write(orderLines, intent.id, {
      born: true,
      order: takingPart(view, intent.order),
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
      // Straight away is what an absent course reads as: most lines carry none.
      ...(intent.course && { course: intent.course }),
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

/** Says with which course a line that was not sent yet leaves. */
export function setCourse(
  view: View,
  intent: { readonly line: Id<'line'>; readonly course: number },
  context: Context,
): Outcome {
  const line = find(view, orderLines, intent.line);
  const denied = withoutRight(context, Action.takeOrder) ?? notDraft(view, line, intent.line);
  if (denied) return denied;
  if (!isCourse(intent.course)) return refuse(RefusalCode.badQuantity, { max: COURSE_MAX });
  return ok([write(orderLines, intent.line, { course: intent.course })]);
}

/** Takes back a line that was not sent yet. */
export function removeLine(view: View, intent: { readonly line: Id<'line'> }, context: Context): Outcome {
  const line = find(view, orderLines, intent.line);
  const denied = withoutRight(context, Action.takeOrder) ?? notDraft(view, line, intent.line);
  return denied ?? ok([write(orderLines, intent.line, { removed: true })]);
}

/** Asks for the bill: the order shows as waiting to be paid. */
export function billOrder(view: View, intent: { readonly order: Id<'order'> }, context: Context): Outcome {
  const denied = withoutRight(context, Action.takeOrder) ?? notTakingLines(view, intent.order);
  if (denied) return denied;
  if (draftsOf(view, intent.order).length > 0) return refuse(RefusalCode.unsentLines);
  if (listOfParts(view, orderLines, intent.order).every((line) => line.removed)) return refuse(RefusalCode.orderEmpty);
  const open = partsOf(view, intent.order).filter(({ status }) => status[1] !== 'closed');
  return ok(open.map(({ id, status }) => write(orders, id, { status: [status[0], 'billed'] })));
}

/** Says how many guests sit there, and under which name an order goes. */
export function describeOrder(
  view: View,
  intent: { readonly order: Id<'order'>; readonly covers?: number; readonly label?: string | null },
  context: Context,
): Outcome {
  const denied = withoutRight(context, Action.takeOrder) ?? notTakingLines(view, intent.order);
  if (denied) return denied;
  const { order, ...said } = intent;
  if (said.covers !== undefined && !(Number.isSafeInteger(said.covers) && said.covers >= 0 && said.covers <= 500)) {
    return refuse(RefusalCode.badQuantity, { max: 500 });
  }
  return ok([write(orders, order, said)]);
}

/**
 * Moves an order to another table. Of a merged one what stands at its table moves, and nothing else: the guests of the
 * other tables keep their seats (ORD-1).
 * **Errors** no_right, not_found, order_closed.
 */
export function moveOrder(
  view: View,
  intent: { readonly order: Id<'order'>; readonly table: Id<'table'> },
  context: Context,
): Outcome {
  const denied = withoutRight(context, Action.takeOrder) ?? notTakingLines(view, intent.order);
  if (denied) return denied;
  if (!isTable(view, intent.table)) return refuse(RefusalCode.notFound, { what: 'table', id: intent.table });
  const moved = placesOf(view, intent.order).find((place) => place.some(({ id }) => id === intent.order));
  if (!moved) return refuse(RefusalCode.orderClosed);
  return ok(moved.map(({ id }) => write(orders, id, { table: intent.table })));
}

// A new dish of a merged order is its root's, or another part's where the root was paid apart.
function takingPart(view: View, order: Id<'order'>): Id<'order'> {
  return partsOf(view, order).find(({ status }) => status[1] !== 'closed')?.id ?? order;
}

const isTable = (view: View, id: Id<'table'>) => find(view, tables, id)?.deleted === false;
const isCourse = (value: number) => Number.isSafeInteger(value) && value >= 0 && value <= COURSE_MAX;
const isQuantity = (value: number) => Number.isSafeInteger(value) && value >= 1 && value <= QUANTITY_MAX;
