import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CATALOG,
  MapView,
  addLine,
  canonicalJson,
  categories,
  dueOf,
  items,
  listAll,
  listRoots,
  makeStamp,
  mergeOrders,
  nameId,
  openOrder,
  orderLines,
  orders,
  ownDueOf,
  partIdsOf,
  reopenOrder,
  rootOf,
  sendOrder,
  settings,
  stations,
  takeCashWithReceipt,
  unmergeOrder,
  write,
  type Change,
  type Context,
  type Id,
  type Install,
  type Json,
  type Refusal,
  type Result,
  type Stamp,
  type View,
} from '@resto360/domain';
import { joinChange } from '../join.ts';
import { NOON, RESTAURANT, TILL_A, TILL_B } from './fixtures.ts';

type Op = { readonly stamp: Stamp; readonly changes: readonly Change[] };
type Outcome = Result<readonly Change[], Refusal>;

const ORDERS = ['a', 'b', 'c', 'd'].map((word) => nameId(`test:merged:${word}`));
const ITEM = nameId('test:item');
const drawer = nameId('test:drawer');

function applied(view: MapView, { stamp, changes }: Op): void {
  for (const change of changes) {
    const [name, id] = change;
    const of = CATALOG.get(name);
    if (of) view.put(name, joinChange(view.get(name, id), of, change, stamp, 1));
  }
}

/** A till that taps on its own view and hears of the other one's taps only when they meet. */
class Till {
  readonly view = new MapView();
  readonly unheard: Op[] = [];
  readonly #install: Install;

  constructor(install: Install) {
    this.#install = install;
  }

  tap(atMs: number, make: (view: View, context: Context, numbers: { install: Install }) => Outcome): Op | undefined {
    const context = { actor: nameId('test:staff'), role: 'manager', nowMs: atMs } as const;
    const made = make(this.view, context, { install: this.#install });
    if (!made.ok) return undefined;
    const op = { stamp: makeStamp(atMs, 0, this.#install), changes: made.value };
    applied(this.view, op);
    return op;
  }

  hear(ops: readonly Op[]): void {
    for (const op of ops) applied(this.view, op);
  }
}

const house: readonly Change[] = [
  write(settings, RESTAURANT, {
    born: true,
    name: 'Maquis',
    currency: 'XOF',
    timezone: 'Africa/Abidjan',
    serviceChargeBp: 1_000,
    cashRoundingMinor: 5,
  }),
  write(stations, nameId('test:station'), { born: true, name: 'Grill' }),
  write(categories, nameId('test:category'), { born: true, name: 'Plats' }),
  write(items, ITEM, {
    born: true,
    category: nameId('test:category'),
    station: nameId('test:station'),
    name: 'Garba',
    priceMinor: 1_003,
    taxBp: 1_800,
  }),
];

const word = fc.nat({ max: ORDERS.length - 1 });
const step = fc.record({
  who: fc.boolean(),
  what: fc.constantFrom('merge', 'merge', 'merge', 'unmerge', 'add', 'part', 'pay', 'pay', 'reopen', 'meet'),
  one: word,
  other: word,
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const acts: Readonly<
  Record<
    Exclude<Step['what'], 'meet'>,
    (of: { readonly order: Id; readonly into: Id; readonly id: Id }) => Parameters<Till['tap']>[1]
  >
> = {
  merge:
    ({ order, into }) =>
    (view, context) =>
      mergeOrders(view, { order, into }, context),
  unmerge:
    ({ order }) =>
    (view, context) =>
      unmergeOrder(view, { order }, context),
  reopen:
    ({ order }) =>
    (view, context) =>
      reopenOrder(view, { order }, context),
  add:
    ({ order, id }) =>
    (view, context) =>
      added(view, order, id, context),
  part:
    ({ order, id }) =>
    (view, context, { install }) =>
      paid(view, { order, id, install, share: 2 }, context),
  pay:
    ({ order, id }) =>
    (view, context, { install }) =>
      paid(view, { order, id, install, share: 1 }, context),
};

// Added and sent in one op: a draft would only keep the others from being paid.
function added(view: View, order: Id, id: Id, context: Context): Outcome {
  const line = addLine(view, { id, order, item: ITEM, quantity: 1 }, context);
  if (!line.ok) return line;
  const draft = new MapView();
  for (const name of ['orders', 'order_lines']) for (const row of view.all(name)) draft.put(name, row);
  applied(draft, { stamp: makeStamp(context.nowMs, 0, TILL_A), changes: line.value });
  const sent = sendOrder(draft, { order }, context);
  return sent.ok
    ? { ok: true, value: [[line.value[0]?.[0] ?? '', id, { ...line.value[0]?.[2], status: [0, 'sent'] }]] }
    : sent;
}

function paid(
  view: View,
  { order, id, install, share }: { order: Id; id: Id; install: Install; share: number },
  context: Context,
): Outcome {
  const amountMinor = Math.ceil(dueOf(view, order).dueMinor / share);
  const ids = { id, receipt: id, newShift: id, order, drawer, install };
  const handed = { amountMinor, tenderedMinor: amountMinor, series: 'T1', count: 1 };
  return takeCashWithReceipt(view, { ...ids, ...handed }, context);
}

const opening = (order: Id) => (view: View, context: Context) =>
  openOrder(view, { id: order, restaurant: RESTAURANT, kind: 'dine_in', table: null }, context);

function evening(steps: readonly Step[]): { readonly tills: readonly [Till, Till]; readonly ops: readonly Op[] } {
  const tills = [new Till(TILL_A), new Till(TILL_B)] as const;
  const ops: Op[] = [{ stamp: makeStamp(NOON, 0, TILL_A), changes: house }];
  for (const till of tills) till.hear(ops);
  let heard = ops.length;
  const meet = () => {
    for (const till of tills) till.hear(ops.slice(heard));
    heard = ops.length;
  };
  let atMs = NOON;
  const tap = (till: Till, make: Parameters<Till['tap']>[1]) => {
    const op = till.tap((atMs += 1_000), make);
    if (op) ops.push(op);
  };
  for (const [index, order] of ORDERS.entries()) {
    tap(tills[0], opening(order));
    tap(tills[0], acts.add({ order, into: order, id: nameId(`test:first:${index}`) }));
  }
  meet();
  for (const [index, { who, what, one, other }] of steps.entries()) {
    if (what === 'meet') meet();
    else {
      const [order, into] = [ORDERS[one] ?? '', ORDERS[other] ?? ''];
      tap(tills[who ? 0 : 1], acts[what]({ order, into, id: nameId(`test:step:${index}`) }));
    }
  }
  meet();
  return { tills, ops };
}

const rowsOf = (view: MapView) =>
  [...view.collections()]
    .flatMap((name) => [...view.all(name)].map((row) => canonicalJson([name, row as unknown as Json])))
    .toSorted();
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const bill = (view: View, order: Id) => [rootOf(view, order), partIdsOf(view, order), dueOf(view, order)];

test('[ORD-1] whatever two tills merge, separate and take apart from each other, they come to the same, to the franc', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), fc.infiniteStream(fc.nat()), (steps, dice) => {
      const { tills, ops } = evening(steps);
      const [one, other] = tills.map(({ view }) => view);
      const third = new MapView();
      const shuffled = ops.map((op) => ({ op, weight: dice.next().value })).toSorted((a, b) => a.weight - b.weight);
      for (const { op } of [...shuffled, ...shuffled.slice(0, 3)]) applied(third, op);
      expect(rowsOf(third)).toEqual(rowsOf(one ?? new MapView()));
      for (const order of ORDERS) {
        expect(bill(other ?? third, order)).toEqual(bill(third, order));
        expect(bill(one ?? third, order)).toEqual(bill(third, order));
      }
    }),
    { numRuns: 300 },
  );
});

test('[ORD-1] every order counts in one merged order, every line is charged once, and what is owed is what was owed apart', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const { view } = evening(steps).tills[0];
      const parts = listRoots(view).flatMap(({ id }) => partIdsOf(view, id));
      expect(parts.toSorted()).toEqual(
        listAll(view, orders)
          .map(({ id }) => id)
          .toSorted(),
      );
      const together = sum(listRoots(view).map(({ id }) => dueOf(view, id).dueMinor));
      const apart = sum(listAll(view, orders).map(({ id }) => ownDueOf(view, id).dueMinor));
      expect(together).toBe(apart);
      const [line] = listAll(view, orderLines);
      expect(line && partIdsOf(view, rootOf(view, line.order))).toContain(line?.order);
    }),
    { numRuns: 300 },
  );
});
