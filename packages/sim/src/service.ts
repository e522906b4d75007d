import {
  Action,
  addLine,
  advanceLine,
  billOrder,
  closeShift,
  dueOf,
  fireCourse,
  heldOf,
  items,
  listAll,
  listOfOrder,
  listShifts,
  markSoldOut,
  may,
  mergeOrders,
  moveOrder,
  ok,
  openOrder,
  openShift,
  orderLines,
  orders,
  readCancelled,
  recallLine,
  receiveLines,
  removeLine,
  reopenOrder,
  sendOrder,
  setQuantity,
  takeCashWithReceipt,
  ticketsOf,
  unmergeOrder,
  voidLine,
  write,
  type Change,
  type Context,
  type Refusal,
  type Result,
  type View,
} from '@resto360/domain';
import type { Identity, Tap } from '@resto360/sync/client';
import { HOUSE } from './house.ts';
import type { Hands } from './hands.ts';
import { settleMatter, takeBackDecision } from './settling.ts';

type Act = (hands: Hands) => Tap | undefined;

/** What people do in a service, and how often. */
const ACTS: readonly (readonly [weight: number, right: Action, act: Act])[] = [
  [8, Action.takeOrder, open],
  [24, Action.takeOrder, add],
  [5, Action.takeOrder, changeQuantity],
  [3, Action.takeOrder, remove],
  [14, Action.takeOrder, send],
  [3, Action.takeOrder, fire],
  [2, Action.takeOrder, bill],
  [2, Action.takeOrder, move],
  [2, Action.mergeOrders, merge],
  [1, Action.mergeOrders, unmerge],
  [9, Action.takeCash, pay],
  [3, Action.voidLine, voidSome],
  [1, Action.reopenOrder, reopen],
  [2, Action.markSoldOut, soldOut],
  [1, Action.openShift, startShift],
  [1, Action.closeShift, endShift],
  [1, Action.editMenu, editPrice],
  [2, Action.decide, settleMatter],
  [1, Action.decide, takeBackDecision],
  [30, Action.cook, cook],
  [10, Action.cook, receive],
  [1, Action.cook, readVoid],
  [2, Action.cook, recall],
];

/** The next thing this person does, or undefined when there is nothing to do. */
export function nextTap(hands: Hands): Tap | undefined {
  const { role } = hands.context;
  const open = ACTS.filter(([, right]) => may(role, right)).map(([weight, , act]) => [weight, act] as const);
  return hands.random.weighted(open)?.(hands);
}

/** A tap that runs one command and prints no receipt. */
export const simple = (kind: string, run: () => Result<readonly Change[], Refusal>): Tap => {
  return () => {
    const done = run();
    return done.ok ? ok({ kind, changes: done.value, receipts: 0 }) : done;
  };
};

const openOrders = (view: View) => listAll(view, orders).filter((order) => order.status[1] !== 'closed');
const pickOrder = ({ view, random }: Hands) => random.pick(openOrders(view));
const pickLine = (hands: Hands, draft: boolean) => {
  const order = pickOrder(hands);
  const lines = order ? listOfOrder(hands.view, orderLines, order.id) : [];
  return hands.random.pick(lines.filter((line) => (line.status[1] === 'draft') === draft));
};

function open({ view, random, context, newId }: Hands): Tap {
  const taken = new Set(openOrders(view).map((order) => order.table));
  const free = HOUSE.tables.filter((table) => !taken.has(table));
  // Hardly ever does somebody open a second order where one is seen.
  const table = random.chance(0.8) ? (random.pick(random.chance(0.98) ? free : HOUSE.tables) ?? null) : null;
  const kind = table === null ? 'takeaway' : 'dine_in';
  return simple('order.open', () =>
    openOrder(view, { id: newId(), restaurant: HOUSE.restaurant, kind, table }, context),
  );
}

function add(hands: Hands): Tap | undefined {
  const { view, random, context, newId } = hands;
  const order = pickOrder(hands);
  const item = random.pick(HOUSE.items);
  if (!order || item === undefined) return undefined;
  const modifiers = random.chance(0.3) ? [HOUSE.modifier] : [];
  const quantity = random.between(1, 3);
  const course = random.chance(0.3) ? random.between(1, 3) : 0;
  return simple('order.add_line', () =>
    addLine(view, { id: newId(), order: order.id, item, quantity, modifiers, course }, context),
  );
}

function changeQuantity(hands: Hands): Tap | undefined {
  const line = pickLine(hands, true);
  const quantity = hands.random.between(1, 9);
  return (
    line && simple('order.set_quantity', () => setQuantity(hands.view, { line: line.id, quantity }, hands.context))
  );
}

function remove(hands: Hands): Tap | undefined {
  const line = pickLine(hands, true);
  return line && simple('order.remove_line', () => removeLine(hands.view, { line: line.id }, hands.context));
}

function send(hands: Hands): Tap | undefined {
  const order = pickOrder(hands);
  return order && simple('order.send', () => sendOrder(hands.view, { order: order.id }, hands.context));
}

function fire(hands: Hands): Tap | undefined {
  const order = pickOrder(hands);
  const held = order && hands.random.pick(heldOf(hands.view, order.id));
  return (
    held &&
    simple('order.fire', () => fireCourse(hands.view, { order: held.order, course: held.course }, hands.context))
  );
}

function bill(hands: Hands): Tap | undefined {
  const order = pickOrder(hands);
  return order && simple('order.bill', () => billOrder(hands.view, { order: order.id }, hands.context));
}

function move(hands: Hands): Tap | undefined {
  const order = pickOrder(hands);
  const taken = new Set(openOrders(hands.view).map((one) => one.table));
  const table = hands.random.pick(HOUSE.tables.filter((one) => !taken.has(one)));
  if (!order || table === undefined) return undefined;
  return simple('order.move', () => moveOrder(hands.view, { order: order.id, table }, hands.context));
}

function merge(hands: Hands): Tap | undefined {
  const [order, into] = [pickOrder(hands), pickOrder(hands)];
  if (!order || !into) return undefined;
  return simple('order.merge', () => mergeOrders(hands.view, { order: order.id, into: into.id }, hands.context));
}

function unmerge(hands: Hands): Tap | undefined {
  const merged = openOrders(hands.view).filter(({ mergedInto }) => mergedInto !== null);
  const order = hands.random.pick(merged);
  return order && simple('order.unmerge', () => unmergeOrder(hands.view, { order: order.id }, hands.context));
}

function pay(hands: Hands): Tap | undefined {
  const { view, random, context, newId } = hands;
  const order = pickOrder(hands);
  const drawer = random.pick(HOUSE.drawers);
  if (!order || drawer === undefined) return undefined;
  const { dueMinor } = dueOf(view, order.id);
  const amountMinor = random.chance(0.8) ? dueMinor : Math.ceil(dueMinor / 2);
  const ids = { id: newId(), newShift: newId(), receipt: newId() };
  const intent = { ...ids, order: order.id, drawer, amountMinor, tenderedMinor: amountMinor + random.below(3) * 500 };
  return payTap(view, intent, context);
}

/** Takes cash for an order, with a receipt. */
export function payTap(
  view: View,
  intent: Omit<Parameters<typeof takeCashWithReceipt>[1], 'install' | 'series' | 'count'>,
  context: Context,
): Tap {
  return ({ identity, receiptCount }: { identity: Identity; receiptCount: number }) => {
    const whole = { ...intent, install: identity.install, series: identity.series, count: receiptCount };
    const taken = takeCashWithReceipt(view, whole, context);
    return taken.ok ? ok({ kind: 'payment.take', changes: taken.value, receipts: 1 }) : taken;
  };
}

function voidSome(hands: Hands): Tap | undefined {
  const line = pickLine(hands, false);
  const { view, context, newId } = hands;
  return (
    line &&
    simple('order.void_line', () =>
      voidLine(view, { id: newId(), line: line.id, quantity: 1, reason: 'renversé' }, context),
    )
  );
}

function reopen(hands: Hands): Tap | undefined {
  const closed = listAll(hands.view, orders).filter((order) => order.status[1] === 'closed');
  const order = hands.random.pick(closed);
  return order && simple('order.reopen', () => reopenOrder(hands.view, { order: order.id }, hands.context));
}

function soldOut({ view, random, context }: Hands): Tap | undefined {
  const item = random.pick(HOUSE.items);
  const out = random.chance(0.3);
  return item === undefined
    ? undefined
    : simple('menu.sold_out', () => markSoldOut(view, { item, soldOut: out }, context));
}

function startShift({ view, random, context, newId }: Hands): Tap | undefined {
  const drawer = random.pick(HOUSE.drawers);
  if (drawer === undefined) return undefined;
  return ({ identity }) => {
    const opened = openShift(view, { id: newId(), drawer, install: identity.install, floatMinor: 20_000 }, context);
    return opened.ok ? ok({ kind: 'shift.open', changes: opened.value, receipts: 0 }) : opened;
  };
}

function endShift({ view, random, context, newId }: Hands): Tap | undefined {
  const shift = random.pick(listShifts(view).filter((one) => !one.closed));
  return (
    shift &&
    simple('shift.close', () => closeShift(view, { id: newId(), shift: shift.id, countedMinor: 30_000 }, context))
  );
}

function editPrice({ view, random }: Hands): Tap | undefined {
  const item = random.pick(listAll(view, items));
  const priceMinor = 500 + random.below(10) * 50;
  return item && simple('menu.edit', () => ok([write(items, item.id, { priceMinor })]));
}

function cook(hands: Hands): Tap | undefined {
  const line = pickLine(hands, false);
  const to = hands.random.pick(['preparing', 'ready', 'served'] as const);
  if (!line || !to) return undefined;
  return simple('kitchen.advance', () => advanceLine(hands.view, { line: line.id, to }, hands.context));
}

function receive({ view, context }: Hands): Tap {
  const shown = openOrders(view).flatMap((order) => ticketsOf(view, order.id).flatMap((ticket) => ticket.lines));
  const lines = shown.filter((line) => !line.received).map((line) => line.id);
  return simple('kitchen.receive', () => receiveLines(view, { lines }, context));
}

function readVoid(hands: Hands): Tap | undefined {
  const line = pickLine(hands, false);
  return line && simple('kitchen.read_cancelled', () => readCancelled(hands.view, { line: line.id }, hands.context));
}

function recall(hands: Hands): Tap | undefined {
  const line = pickLine(hands, false);
  return line && simple('kitchen.recall', () => recallLine(hands.view, { line: line.id }, hands.context));
}
