export * from './kernel/assert.ts';
export * from './kernel/canonical-json.ts';
export * from './kernel/collection.ts';
export * from './kernel/currencies.ts';
export * from './kernel/edit.ts';
export * from './kernel/exception.ts';
export * from './kernel/ids.ts';
export * from './kernel/json.ts';
export * from './kernel/map-view.ts';
export * from './kernel/mark-of.ts';
export * from './kernel/money.ts';
export * from './kernel/name-id.ts';
export * from './kernel/refusal.ts';
export * from './kernel/random.ts';
export * from './kernel/reorder.ts';
export * from './kernel/result.ts';
export * from './kernel/row.ts';
export * from './kernel/stamp.ts';
export * from './kernel/view.ts';
export {
  misfitOf,
  type Infer,
  type Misfit,
  type Shape,
  type ShapeNode,
  type Status,
} from './kernel/schema.ts';
export * from './staff/context.ts';
export * from './staff/edit.ts';
export * from './staff/rights.ts';
export * from './staff/schema.ts';
export * from './floor/edit.ts';
export * from './floor/email-address.ts';
export * from './floor/schema.ts';
export * from './menu/choice.ts';
export * from './menu/commands.ts';
export * from './menu/edit.ts';
export * from './menu/schema.ts';
export * from './order/commands.ts';
export * from './order/corrections.ts';
export * from './order/edit-tables.ts';
export * from './order/merging.ts';
export * from './order/parts.ts';
export * from './order/schema.ts';
export * from './order/sending.ts';
export * from './order/totals.ts';
export * from './kitchen/commands.ts';
export * from './kitchen/tickets.ts';
export * from './shift/commands.ts';
export * from './shift/edit.ts';
export * from './shift/schema.ts';
export * from './shift/shifts.ts';
export * from './payment/attempt-event.ts';
export * from './payment/attempt-machine.ts';
export * from './payment/attempt-rules.ts';
export * from './payment/attempt-state.ts';
export * from './payment/close-order.ts';
export * from './payment/closing-report.ts';
export * from './payment/commands.ts';
export * from './payment/drawer-cash.ts';
export * from './payment/due.ts';
export * from './payment/reference.ts';
export * from './payment/schema.ts';
export * from './payment/tills-heard.ts';
export * from './receipt/commands.ts';
export * from './receipt/number.ts';
export * from './receipt/paper.ts';
export * from './receipt/schema.ts';
export * from './server-collections.ts';
export * from './catalog.ts';
export * from './exceptions.ts';
export * from './decision/is-odd.ts';
export * from './decision/open-exceptions.ts';
export * from './decision/open-in-parts.ts';
export * from './decision/schema.ts';
export * from './op-kinds.ts';
