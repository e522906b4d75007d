import { Role } from './schema.ts';

/** What a person may do. One word per decision that a house gives to some and not to others. */
export const Action = {
  takeOrder: 'order.take',
  voidLine: 'order.void',
  adjust: 'order.adjust',
  mergeOrders: 'order.merge',
  reopenOrder: 'order.reopen',
  cook: 'kitchen.work',
  takeCash: 'cash.take',
  refund: 'cash.refund',
  /** Answers for money that nobody else has proven: claims over the limits, cash beside an open request. */
  answerForPayment: 'payment.answer_for',
  openShift: 'shift.open',
  closeShift: 'shift.close',
  markSoldOut: 'menu.sold_out',
  editMenu: 'menu.edit',
  editFloor: 'floor.edit',
  editStaff: 'staff.edit',
  decide: 'exception.decide',
  readReports: 'report.read',
  manageDevices: 'device.manage',
} as const;
export type Action = (typeof Action)[keyof typeof Action];

const EVERY = Object.values(Action);
const ROOM = [Action.takeOrder, Action.takeCash, Action.openShift, Action.markSoldOut] as const;

/**
 * Role × action, the one table (TEN-15): the app uses it to show, the server to decide.
 * A waiter takes cash, because in a maquis the waiter carries the purse.
 */
const RIGHTS: Readonly<Record<Role, readonly Action[]>> = {
  owner: EVERY,
  manager: EVERY.filter((action) => action !== Action.editStaff),
  cashier: [...ROOM, Action.mergeOrders, Action.closeShift, Action.decide],
  waiter: ROOM,
  cook: [Action.cook, Action.markSoldOut],
};

/** Whether a role may do something. */
export function may(role: Role, action: Action): boolean {
  return RIGHTS[role].includes(action);
}
