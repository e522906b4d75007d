import { randomBytes } from 'node:crypto';
import {
  addLine,
  assert,
  CATALOG,
  dueOf,
  drawers,
  items,
  listAll,
  makeStamp,
  modifiers,
  modifierGroups,
  openOrder,
  openShift,
  Role,
  SCHEMA,
  sendOrder,
  staff,
  tables,
  takeCashWithReceipt,
  uuidV7,
  type Change,
  type Entity,
  type Id,
  type Install,
  type MapView,
  type Refusal,
  type Result,
} from '@resto360/domain';
import { joinChange, type Op } from '@resto360/sync';

/** Ops that one order takes: opened, four lines, sent, paid with its receipt and closed. */
export const OPS_PER_ORDER = 7;
/** Lines of an order. */
export const LINES_PER_ORDER = 4;
/** When each of the ops happens after the first. **Units** ms. */
const PACE_MS = [0, 41_307, 47_911, 55_153, 63_829, 66_347, 2_911_733];

/** Where and by which device an order is taken. **Units** `startMs` since 1970. */
export type Service = {
  readonly view: MapView;
  readonly restaurant: Id<'restaurant'>;
  readonly install: Install;
  readonly base: number;
};

/** The day's shift on the first drawer, so that cash is booked on it. */
export function openDay(service: Service, startMs: number): Op {
  const boss = actorOf(service.view, 0);
  const drawer = mustOne(listAll(service.view, drawers), 0).id;
  const intent = { id: freshId(startMs), drawer, install: service.install, floatMinor: 50_000 };
  const changes = mustDo(openShift(service.view, intent, { actor: boss, role: Role.owner, nowMs: startMs }));
  return record(service, { kind: 'shift.open', actor: boss, atMs: startMs, changes });
}

/**
 * One order's life as the app's own commands write it; dishes, table and waiter follow from its number. The view is
 * left as it was found.
 */
export function takeOrder(service: Service, order: { readonly number: number; readonly startMs: number }): Op[] {
  const { view } = service;
  const { number } = order;
  const atMs = PACE_MS.map((later) => order.startMs + later);
  const actor = actorOf(view, number);
  const context = (step: number) => ({ actor, role: Role.owner, nowMs: atMs[step] ?? 0 });
  const did = (step: number, kind: string, done: Result<readonly Change[], Refusal>) =>
    record(service, { kind, actor, atMs: atMs[step] ?? 0, changes: mustDo(done) });
  const id = freshId(order.startMs);
  const { restaurant } = service;
  const table = mustOne(listAll(view, tables), number * 7).id;
  const ops = [did(0, 'order.open', openOrder(view, { id, restaurant, kind: 'dine_in', table }, context(0)))];
  for (let line = 0; line < LINES_PER_ORDER; line++) {
    const step = line + 1;
    const intent = { id: freshId(atMs[step] ?? 0), order: id, ...dishOf(view, number * LINES_PER_ORDER + line) };
    ops.push(did(step, 'order.add_line', addLine(view, intent, context(step))));
  }
  ops.push(did(5, 'order.send', sendOrder(view, { order: id }, context(5))));
  const { dueMinor } = dueOf(view, id);
  const payment = freshId(atMs[6] ?? 0);
  const cash = {
    id: payment,
    newShift: payment,
    receipt: payment,
    order: id,
    drawer: mustOne(listAll(view, drawers), 0).id,
    install: service.install,
    amountMinor: dueMinor,
    tenderedMinor: Math.ceil(dueMinor / 5_000) * 5_000,
    series: 'T1',
    count: number + 1,
  };
  ops.push(did(6, 'payment.take', takeCashWithReceipt(view, cash, context(6))));
  forget(view, ops);
  return ops;
}

function dishOf(view: MapView, number: number) {
  const dishes = listAll(view, items).filter((item) => !item.deleted);
  const item = mustOne(dishes, number * 13 + 5);
  const note = number % 9 === 4 ? 'sans piment' : null;
  return { item: item.id, quantity: 1 + (number % 3 === 1 ? 1 : 0), modifiers: answersOf(view, item), note };
}

function answersOf(view: MapView, item: Entity<typeof items>): Id<'modifier'>[] {
  const asked = listAll(view, modifierGroups).filter(({ id }) => item.modifierGroups.includes(id));
  return asked.flatMap((group) =>
    listAll(view, modifiers)
      .filter((modifier) => modifier.group === group.id)
      .slice(0, group.min)
      .map(({ id }) => id),
  );
}

function record(
  service: Service,
  did: { readonly kind: string; readonly actor: Id; readonly atMs: number; readonly changes: readonly Change[] },
): Op {
  const stamp = makeStamp(did.atMs, 0, service.install);
  for (const change of did.changes) {
    const [name, id] = change;
    const collection = CATALOG.get(name);
    assert(collection, 'commands write known collections');
    service.view.put(name, joinChange(service.view.get(name, id), collection, change, stamp, 0));
  }
  const { base } = service;
  const { kind, actor, changes } = did;
  // As in the app, the op takes the id of the row it creates.
  const created = did.changes.find(
    ([, , fields]) => fields['born'] === true || fields['amountMinor'] !== undefined,
  )?.[1];
  return { id: created ?? freshId(did.atMs), stamp, kind, actor, base, schema: SCHEMA, changes };
}

function forget(view: MapView, ops: readonly Op[]): void {
  for (const op of ops) for (const [name, id] of op.changes) view.delete(name, id);
}

const actorOf = (view: MapView, number: number) => mustOne(listAll(view, staff), number).id;
const freshId = (atMs: number) => uuidV7(atMs, randomBytes(10));

function mustOne<T>(list: readonly T[], number: number): T {
  const one = list[number % list.length];
  assert(one !== undefined, 'the house has what an order needs');
  return one;
}

function mustDo(done: Result<readonly Change[], Refusal>): readonly Change[] {
  assert(done.ok, `the house takes the order: ${done.ok ? '' : JSON.stringify(done.error)}`);
  return done.value;
}
