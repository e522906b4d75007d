import {
  MapView,
  attemptRefunds,
  attemptsOf,
  dueOf,
  find,
  listOfOrder,
  orderLines,
  orders,
  payments,
  railRefundOf,
  refunds,
  totalsOf,
  voids,
  type Id,
  type LineTotal,
} from '@resto360/domain';
import type { OrderTree } from '../db/orders-delta.ts';
import { snakeCased } from './snake-case.ts';

/** An order as integrations read it: plain words, snake_case, amounts in minor units, lines and payments inside. */
export type OrderView = Readonly<Record<string, unknown>> & { readonly id: Id<'order'> };

/** The order of a tree, or undefined while its creation has not arrived (SYN-6). Totals are the domain's own (SYN-3). */
export function orderView(tree: OrderTree): OrderView | undefined {
  const view = viewOf(tree);
  const { id } = tree.row;
  const order = find(view, orders, id);
  if (!order) return undefined;
  const totals = totalsOf(view, id);
  const { capturedMinor, declaredMinor, refundedMinor, awaitedBackMinor, paidMinor, dueMinor } = dueOf(view, id);
  const money = { capturedMinor, declaredMinor, refundedMinor, awaitedBackMinor, paidMinor, dueMinor };
  const { lines: lineTotals, ...sums } = totals;
  return {
    ...snakeCased({ ...order, status: order.status[1], ...sums, ...money }),
    id,
    version: tree.treeVersion,
    lines: linesOf(view, id, new Map(lineTotals.map((line) => [line.id, line]))),
    payments: listOfOrder(view, payments, id).toSorted(byId).map(snakeCased),
    refunds: listOfOrder(view, refunds, id).toSorted(byId).map(snakeCased),
    attempts: attemptsShown(view, id),
    attempt_refunds: attemptRefundsShown(view, id),
    last_modified_by: tree.lastModifiedBy,
    conflict_resolved: tree.conflictResolved,
  };
}

function viewOf(tree: OrderTree): MapView {
  const view = new MapView();
  view.put(orders.name, tree.row);
  for (const [collection, rows] of tree.under) for (const row of rows) view.put(collection, row);
  return view;
}

// What a rail was asked for, and what came: the words of a till, without what only its customer is shown.
const attemptsShown = (view: MapView, order: Id<'order'>): unknown[] =>
  attemptsOf(view, order)
    .toSorted(byId)
    .map(({ told, ...attempt }) =>
      snakeCased({ ...attempt, failure: told?.failure ?? null, operatorTxn: told?.operatorTxn ?? null }),
    );

// What goes back of them: cash is final, what a rail was asked for has gone when it says so.
const attemptRefundsShown = (view: MapView, order: Id<'order'>): unknown[] =>
  listOfOrder(view, attemptRefunds, order)
    .toSorted(byId)
    .map((refund) => {
      const { state, failure } = railRefundOf(view, refund);
      return snakeCased({
        ...refund,
        ...(refund.way === 'rail' ? { state, failure } : { state: null, failure: null }),
      });
    });

function linesOf(view: MapView, order: Id<'order'>, totals: ReadonlyMap<Id, LineTotal>): unknown[] {
  const voided = new Map<Id, number>();
  for (const one of listOfOrder(view, voids, order)) voided.set(one.line, (voided.get(one.line) ?? 0) + one.quantity);
  return listOfOrder(view, orderLines, order)
    .toSorted(byId)
    .map((line) => {
      const total = totals.get(line.id);
      return snakeCased({
        ...line,
        status: line.status[1],
        voidedQuantity: Math.min(voided.get(line.id) ?? 0, line.quantity),
        grossMinor: total?.grossMinor ?? 0,
        netMinor: total?.netMinor ?? 0,
        taxMinor: total?.taxMinor ?? 0,
      });
    });
}

const byId = (a: { readonly id: Id }, b: { readonly id: Id }) => (a.id < b.id ? -1 : 1);
