import {
  addLine,
  billOrder,
  closeOrder,
  draftsOf,
  dueOf,
  listAll,
  listOfOrder,
  openOrder,
  orderLines,
  orders,
  partsOf,
  removeLine,
  rootOf,
  sendOrder,
  setQuantity,
  voidLine,
  type Id,
} from '@resto360/domain';
import type { Tap } from '@resto360/sync/client';
import type { Hands } from '../hands.ts';
import { HOUSE } from '../house.ts';
import { payTap, simple } from '../service.ts';

/** What a waiter does at a table, in words of the room. */
export type Step = 'open' | 'add' | 'change' | 'take_off' | 'send' | 'void' | 'bill' | 'pay_half' | 'pay';

/** The orders that this screen shows as open at a table, the oldest first. */
export const openAt = ({ view }: Hands, table: Id): readonly Id[] =>
  listAll(view, orders)
    .filter((order) => order.table === table && order.status[1] !== 'closed')
    .map(({ id }) => id)
    .toSorted();

/**
 * The tap of one step by what this screen shows of the table; undefined: there is nothing to do. Where the screen shows no
 * order, whoever takes one opens it: that is how two waiters without a line open a table twice.
 */
export function tapOf(hands: Hands, step: Step, at: { readonly table: Id; readonly drawer: Id }): Tap | undefined {
  const { view, random, context, newId } = hands;
  const [order] = openAt(hands, at.table);
  if (order === undefined) return step === 'open' || step === 'add' ? open(hands, at.table) : undefined;
  const parts = partsOf(view, rootOf(view, order));
  const lines = parts.flatMap(({ id }) => listOfOrder(view, orderLines, id)).filter(({ removed }) => !removed);
  const line = random.pick(lines.filter(({ status }) => (status[1] === 'draft') === (step !== 'void')));
  if (step === 'add') return add(hands, order);
  if (step === 'change' && line)
    return simple('order.set_quantity', () =>
      setQuantity(view, { line: line.id, quantity: random.between(1, 4) }, context),
    );
  if (step === 'take_off' && line)
    return simple('order.remove_line', () => removeLine(view, { line: line.id }, context));
  if (step === 'void' && line) {
    const what = { id: newId(), line: line.id, quantity: 1, reason: 'renversé' };
    return simple('order.void_line', () => voidLine(view, what, context));
  }
  if (step === 'send') return sendAll(hands, at.table);
  if (step === 'bill') return simple('order.bill', () => billOrder(view, { order }, context));
  if (step === 'pay' || step === 'pay_half') return settleUp(hands, order, { ...at, isHalf: step === 'pay_half' });
  return undefined;
}

function open({ view, context, newId }: Hands, table: Id): Tap {
  const intent = { id: newId(), restaurant: HOUSE.restaurant, kind: 'dine_in', table } as const;
  return simple('order.open', () => openOrder(view, intent, context));
}

function add({ view, random, context, newId }: Hands, order: Id): Tap | undefined {
  const item = random.pick(HOUSE.items);
  const modifiers = random.chance(0.3) ? [HOUSE.modifier] : [];
  const intent = { id: newId(), order, item: item ?? '', quantity: random.between(1, 3), modifiers };
  return simple('order.add_line', () => addLine(view, intent, context));
}

function sendAll(hands: Hands, table: Id): Tap | undefined {
  const { view, context } = hands;
  const order = openAt(hands, table).find((id) => draftsOf(view, id).length > 0);
  return order && simple('order.send', () => sendOrder(view, { order }, context));
}

/** Sends what was not sent, takes what is owed, or closes what owes nothing. */
function settleUp(
  hands: Hands,
  order: Id,
  { table, drawer, isHalf }: { readonly table: Id; readonly drawer: Id; readonly isHalf: boolean },
): Tap | undefined {
  const { view, context, random, newId } = hands;
  const unsent = sendAll(hands, table);
  if (unsent) return unsent;
  const { dueMinor } = dueOf(view, order);
  if (dueMinor <= 0) return simple('order.close', () => closeOrder(view, { order }, context));
  const amountMinor = isHalf ? Math.ceil(dueMinor / 2) : dueMinor;
  const ids = { id: newId(), newShift: newId(), receipt: newId() };
  const tenderedMinor = amountMinor + random.below(3) * 500;
  return payTap(view, { ...ids, order, drawer, amountMinor, tenderedMinor }, context);
}
