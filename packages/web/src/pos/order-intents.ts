import {
  addLine,
  advanceLine,
  billOrder,
  closeOrder,
  closeShift,
  describeOrder,
  fireCourse,
  mergeOrders,
  moveOrder,
  ok,
  openOrder,
  openShift,
  removeLine,
  reopenOrder,
  sendOrder,
  setCourse,
  setQuantity,
  takeCashWithReceipt,
  unmergeOrder,
  voidLine,
  type CashIntent,
  type Context,
  type Id,
  type KnownAtClosing,
  type OrderKind,
} from '@resto360/domain';
import type { Intent } from '../station/station.ts';
import type { Person } from '../staff/staff-session.ts';

/** What a dish is ordered with. */
export type DishChoice = {
  readonly item: Id<'item'>;
  readonly quantity: number;
  readonly modifiers: readonly Id<'modifier'>[];
  readonly note: string | null;
  readonly course?: number;
};

/** Money handed over. **Units** minor. */
export type CashHanded = {
  /** Of the op, the payment, its receipt, and the shift where the cash opens one. */
  readonly id: Id;
  readonly order: Id<'order'>;
  readonly drawer: Id<'drawer'>;
  readonly amountMinor: number;
  readonly tenderedMinor: number;
} & Pick<CashIntent, 'tipMinor' | 'changeOwedMinor' | 'method' | 'label'>;

/** A person's taps as intents: which kind of op, and which command of the domain makes it. */
export function intentsOf(person: Person) {
  const actor = person.id;
  const now = (): Context => ({ actor, role: person.role, nowMs: Date.now() });
  return {
    open: (order: { id: Id<'order'>; kind: OrderKind; table: Id<'table'> | null; label?: string }): Intent => ({
      kind: 'order.open',
      actor,
      id: order.id,
      make: (view, { identity }) => openOrder(view, { ...order, restaurant: identity.restaurant }, now()),
    }),
    add: (id: Id<'line'>, order: Id<'order'>, choice: DishChoice): Intent => ({
      kind: 'order.add_line',
      actor,
      id,
      make: (view) => addLine(view, { id, order, ...choice }, now()),
    }),
    // Both or neither, as one op: a change that is refused or not saved leaves the line that stood there.
    replace: (old: Id<'line'>, id: Id<'line'>, order: Id<'order'>, choice: DishChoice): Intent => ({
      kind: 'order.add_line',
      actor,
      id,
      make: (view) => {
        const removed = removeLine(view, { line: old }, now());
        const added = removed.ok ? addLine(view, { id, order, ...choice }, now()) : removed;
        return removed.ok && added.ok ? ok([...removed.value, ...added.value]) : added;
      },
    }),
    setQuantity: (line: Id<'line'>, quantity: number): Intent => ({
      kind: 'order.set_quantity',
      actor,
      make: (view) => setQuantity(view, { line, quantity }, now()),
    }),
    remove: (line: Id<'line'>): Intent => ({
      kind: 'order.remove_line',
      actor,
      make: (view) => removeLine(view, { line }, now()),
    }),
    setCourse: (line: Id<'line'>, course: number): Intent => ({
      kind: 'order.set_course',
      actor,
      make: (view) => setCourse(view, { line, course }, now()),
    }),
    fire: (order: Id<'order'>, course: number): Intent => ({
      kind: 'order.fire',
      actor,
      make: (view) => fireCourse(view, { order, course }, now()),
    }),
    setCovers: (order: Id<'order'>, covers: number): Intent => ({
      kind: 'order.describe',
      actor,
      make: (view) => describeOrder(view, { order, covers }, now()),
    }),
    move: (order: Id<'order'>, table: Id<'table'>): Intent => ({
      kind: 'order.move',
      actor,
      make: (view) => moveOrder(view, { order, table }, now()),
    }),
    merge: (order: Id<'order'>, into: Id<'order'>): Intent => ({
      kind: 'order.merge',
      actor,
      make: (view) => mergeOrders(view, { order, into }, now()),
    }),
    unmerge: (order: Id<'order'>): Intent => ({
      kind: 'order.unmerge',
      actor,
      make: (view) => unmergeOrder(view, { order }, now()),
    }),
    reopen: (order: Id<'order'>): Intent => ({
      kind: 'order.reopen',
      actor,
      make: (view) => reopenOrder(view, { order }, now()),
    }),
    openShift: (id: Id<'shift'>, drawer: Id<'drawer'>, floatMinor: number): Intent => ({
      kind: 'shift.open',
      actor,
      id,
      painted: false,
      make: (view, { identity }) => openShift(view, { id, drawer, floatMinor, install: identity.install }, now()),
    }),
    closeShift: (id: Id<'closing'>, shift: Id<'shift'>, countedMinor: number, known: KnownAtClosing): Intent => ({
      kind: 'shift.close',
      actor,
      id,
      painted: false,
      make: (view) => closeShift(view, { id, shift, countedMinor, known }, now()),
    }),
    send: (order: Id<'order'>): Intent => ({
      kind: 'order.send',
      actor,
      make: (view) => sendOrder(view, { order }, now()),
    }),
    bill: (order: Id<'order'>): Intent => ({
      kind: 'order.bill',
      actor,
      make: (view) => billOrder(view, { order }, now()),
    }),
    close: (order: Id<'order'>): Intent => ({
      kind: 'order.close',
      actor,
      make: (view) => closeOrder(view, { order }, now()),
    }),
    advance: (line: Id<'line'>, to: 'preparing' | 'ready' | 'served'): Intent => ({
      kind: 'kitchen.advance',
      actor,
      make: (view) => advanceLine(view, { line, to }, now()),
    }),
    void: (id: Id<'void'>, line: Id<'line'>, quantity: number, reason: string): Intent => ({
      kind: 'order.void_line',
      actor,
      id,
      make: (view, { isAged, approvedBy }) =>
        voidLine(view, { id, line, quantity, reason }, { ...now(), isAged, approvedBy }),
    }),
    takeCash: (cash: CashHanded): Intent => ({
      kind: 'payment.take',
      actor,
      id: cash.id,
      receipts: 1,
      painted: false,
      make: (view, { identity, receiptCount, approvedBy }) => {
        const { series, install } = identity;
        return takeCashWithReceipt(
          view,
          { ...cash, receipt: cash.id, newShift: cash.id, install, series, count: receiptCount },
          { ...now(), approvedBy },
        );
      },
    }),
  };
}
