import { Action } from './staff/rights.ts';

/** What an op of one kind may touch and which right it takes. */
export type OpKind = { readonly action: Action; readonly collections: readonly string[] };

const ORDERS = ['orders'] as const;
const LINES = ['order_lines'] as const;
/** A decision is one op with its remedy, whatever that touches in the room. */
const MATTERS = [
  'decisions',
  'refunds',
  'voids',
  'orders',
  'order_lines',
  'shift_openings',
  'payment_wishes',
  'attempt_refunds',
] as const;

/**
 * Every kind of op. A kind names one business action; the device checks the right before it acts, the server decides
 * it for ADMIN collections only: what happened in the room is never refused (SYN section 3, TEN-15).
 */
export const OP_KINDS: Readonly<Record<string, OpKind>> = {
  'order.open': { action: Action.takeOrder, collections: ORDERS },
  'order.add_line': { action: Action.takeOrder, collections: LINES },
  'order.set_quantity': { action: Action.takeOrder, collections: LINES },
  'order.remove_line': { action: Action.takeOrder, collections: LINES },
  'order.set_course': { action: Action.takeOrder, collections: LINES },
  'order.fire': { action: Action.takeOrder, collections: LINES },
  'order.describe': { action: Action.takeOrder, collections: ORDERS },
  'order.send': { action: Action.takeOrder, collections: LINES },
  'order.bill': { action: Action.takeOrder, collections: ORDERS },
  'order.close': { action: Action.takeOrder, collections: ORDERS },
  'order.move': { action: Action.takeOrder, collections: ORDERS },
  'order.merge': { action: Action.mergeOrders, collections: ORDERS },
  'order.unmerge': { action: Action.mergeOrders, collections: ORDERS },
  'order.reopen': { action: Action.reopenOrder, collections: ORDERS },
  'order.void_line': { action: Action.voidLine, collections: ['voids'] },
  'order.adjust': { action: Action.adjust, collections: ['adjustments'] },
  'kitchen.advance': { action: Action.cook, collections: LINES },
  'kitchen.recall': { action: Action.cook, collections: LINES },
  'kitchen.receive': { action: Action.cook, collections: LINES },
  'kitchen.read_cancelled': { action: Action.cook, collections: LINES },
  'shift.open': { action: Action.openShift, collections: ['shift_openings'] },
  'shift.close': { action: Action.closeShift, collections: ['shift_closings'] },
  'payment.take': {
    action: Action.takeCash,
    collections: ['payments', 'receipts', 'orders', 'shift_openings', 'payment_wishes'],
  },
  'payment.claim': {
    action: Action.takeCash,
    collections: ['payments', 'claims', 'receipts', 'orders', 'shift_openings', 'payment_wishes'],
  },
  'payment.request': {
    action: Action.takeCash,
    collections: ['payments', 'payment_requests', 'orders', 'shift_openings'],
  },
  'payment.settle': { action: Action.takeCash, collections: ['receipts', 'orders'] },
  'payment.wish': { action: Action.takeCash, collections: ['payment_wishes'] },
  'payment.return_change': { action: Action.takeCash, collections: ['change_returns', 'shift_openings'] },
  'exception.decide': { action: Action.decide, collections: MATTERS },
  'exception.undo': { action: Action.decide, collections: MATTERS },
  'menu.sold_out': { action: Action.markSoldOut, collections: ['item_availability'] },
  'menu.edit': {
    action: Action.editMenu,
    collections: ['stations', 'categories', 'items', 'modifier_groups', 'modifiers'],
  },
  'floor.edit': { action: Action.editFloor, collections: ['settings', 'areas', 'tables', 'drawers'] },
  'staff.edit': { action: Action.editStaff, collections: ['staff'] },
};

/** The kind's rules, or undefined for a kind this build does not know. */
export function opKind(kind: string): OpKind | undefined {
  return Object.hasOwn(OP_KINDS, kind) ? OP_KINDS[kind] : undefined;
}
