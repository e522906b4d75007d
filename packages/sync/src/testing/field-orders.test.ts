import { find, listOfOrder, ok, orderLines, orders, totalsOf, type Change, type View } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import type { Op } from '../protocol/op.ts';
import { RESTAURANT, TILL_A } from './index.ts';
import { menuTill, ORDER, serverWithMenu, type Alter } from './menu-till.ts';

// What others' users reported about orders that two hands are at, driven by the commands that the screens call; the rest
// is in field-failures.test.ts.

const dishesOf = (view: View) =>
  listOfOrder(view, orderLines, ORDER)
    .map(({ name, quantity }) => `${quantity}× ${name}`)
    .toSorted();

// Both tills know the order, neither has a line, and each adds a dish.
const twoWaiters = async (alter?: Alter) => {
  const server = await serverWithMenu();
  const [a, b] = [await menuTill(server, TILL_A), await menuTill(server)];
  await a.open();
  for (const { till } of [a, b]) await till.device.exchange();
  for (const { till } of [a, b]) till.line.mode = 'dead';
  await a.add('garba', 3, alter);
  await b.add('bock', 2, alter);
  for (const { till } of [a, b, a]) {
    till.line.mode = 'good';
    await till.device.exchange();
  }
  const views = [a, b].map(({ till }) => till.device.view);
  return views.map((view) => ({ dishes: dishesOf(view), grossMinor: totalsOf(view, ORDER).grossMinor }));
};

const inOneRow: Alter = (changes) => changes.map(([name, , fields]): Change => [name, ORDER, fields]);

describe('[F5] two waiters on one table', () => {
  test('every line is kept, on both tills and in the total', async () => {
    const both = { dishes: ['2× bock', '3× garba'], grossMinor: 2 * 700 + 3 * 1_333 };
    expect(await twoWaiters()).toEqual([both, both]);
  });
  test('one row for the lines of both would lose one', async () => {
    for (const { dishes } of await twoWaiters(inOneRow)) expect(dishes).toHaveLength(1);
  });
});

type Split = (changes: readonly Change[]) => readonly (readonly Change[])[];
const whole: Split = (changes) => [changes];
const apart: Split = (changes) => [
  changes.filter(([name]) => name !== 'orders'),
  changes.filter(([name]) => name === 'orders'),
];

// A till takes the whole amount; the server dies after the next commit, and the till never comes back.
const lastSale = async (split: Split) => {
  const server = await serverWithMenu();
  const { till, save, cash, ...seller } = await menuTill(server);
  await seller.open();
  await seller.add('garba', 3);
  await seller.send();
  await till.device.exchange();
  const before = (await server.store.journal(RESTAURANT, 0, 100)).length;
  server.store.faults.crashAfterCommit = true;
  const made = cash();
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  for (const changes of split(made.value)) {
    await save('payment.take', () => ok(changes));
    if ((await till.device.exchange()).kind === 'offline') break;
  }
  const [order] = await server.store.rows(RESTAURANT, 'orders');
  return {
    ops: (await server.store.journal(RESTAURANT, 0, 100)).length - before,
    payments: (await server.store.rows(RESTAURANT, 'payments')).length,
    receipts: (await server.store.rows(RESTAURANT, 'receipts')).length,
    isClosed: JSON.stringify(order?.f['status']) === '[0,"closed"]',
  };
};

describe('[F12] a payment and its order are there together', () => {
  test('the command of taking cash makes one op of payment, receipt and closing', async () => {
    const { till, ...seller } = await menuTill(await serverWithMenu());
    await seller.open();
    await seller.add('garba', 3);
    await seller.send();
    const before = (await till.outbox()).length;
    await seller.pay();
    const saved = (await till.outbox()).slice(before).map(({ body }) => JSON.parse(body) as Op);
    expect(saved.map(({ kind }) => kind)).toEqual(['payment.take']);
    const names = saved.flatMap(({ changes }) => changes.map(([name]) => name));
    expect(names.toSorted()).toEqual(['orders', 'payments', 'receipts', 'shift_openings']);
    expect(find(till.device.view, orders, ORDER)?.status).toEqual([0, 'closed']);
  });
  test('so a crash after any commit leaves both', async () => {
    expect(await lastSale(whole)).toEqual({ ops: 1, payments: 1, receipts: 1, isClosed: true });
  });
  test('as two ops it leaves an order that is paid and open', async () => {
    expect(await lastSale(apart)).toEqual({ ops: 1, payments: 1, receipts: 1, isClosed: false });
  });
});
