import {
  MapView,
  Role,
  addLine,
  dueOf,
  find,
  nameId,
  ok,
  openOrder,
  orders,
  payments,
  sendOrder,
  takeCashWithReceipt,
  totalsOf,
  type Change,
  type Id,
  type Refusal,
  type Result,
} from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import type { Device } from '../client/device.ts';
import { MemoryClientStore } from '../client/memory-store.ts';
import { applyOps } from '../server/apply-ops.ts';
import { NOON, RESTAURANT, TILL_A, paid, testChain, testOp, testServer } from './index.ts';
import { testTill } from './test-till.ts';

// What others' users reported about sales that were there and are gone; the rest is in field-failures.test.ts and
// field-retries.test.ts.

const id = (name: string) => nameId(`test:${name}`);
const [ORDER, ACTOR, DRAWER] = [id('order'), id('staff'), id('drawer')];
const NEW_INSTALL = 'CCCCCCCCCC';

const HOUSE: readonly Change[] = [
  [
    'settings',
    RESTAURANT,
    { born: true, name: 'Maquis', currency: 'XOF', timezone: 'Africa/Abidjan', serviceChargeBp: 1_000 },
  ],
  ['drawers', DRAWER, { born: true, name: 'Caisse' }],
  ['stations', id('kitchen'), { born: true, name: 'Cuisine' }],
  ['categories', id('menu'), { born: true, name: 'Carte' }],
  [
    'items',
    id('garba'),
    { born: true, category: id('menu'), station: id('kitchen'), name: 'Garba', priceMinor: 1_333, taxBp: 1_800 },
  ],
];

/** A till with a menu; a dish is ordered and paid in its own taps, as the screens do it. */
async function tillWithMenu() {
  const server = testServer();
  const menu = HOUSE.map((change, at) => testOp([change], { kind: at < 2 ? 'floor.edit' : 'menu.edit' }));
  await applyOps(RESTAURANT, [testChain(menu)], TILL_A, { ...server.deps, trusted: true });
  const till = await testTill(server, 'BBBBBBBBBB');
  await till.device.exchange();
  const context = { actor: ACTOR, role: Role.owner, nowMs: NOON };
  const tap = async (kind: string, changes: (device: Device) => Result<readonly Change[], Refusal>) => {
    const done = await till.device.record(ACTOR, () => {
      const found = changes(till.device);
      return found.ok ? ok({ kind, changes: found.value, receipts: 1 }) : found;
    });
    if (!done.ok) throw new Error(JSON.stringify(done.error));
  };
  const sell = async () => {
    const open = { id: ORDER, restaurant: RESTAURANT, kind: 'takeaway', table: null } as const;
    await tap('order.open', ({ view }) => openOrder(view, open, context));
    const dish = { id: id('line'), order: ORDER, item: id('garba'), quantity: 3 };
    await tap('order.add_line', ({ view }) => addLine(view, dish, context));
    await tap('order.send', ({ view }) => sendOrder(view, { order: ORDER }, context));
    await tap('payment.take', ({ view }) => takeCashWithReceipt(view, cashFor(view), context));
  };
  return { server, till, sell };
}

const cashFor = (view: Device['view']) => ({
  id: id('payment'),
  newShift: id('shift'),
  receipt: id('receipt'),
  order: ORDER,
  drawer: DRAWER,
  install: 'BBBBBBBBBB',
  amountMinor: dueOf(view, ORDER).dueMinor,
  tenderedMinor: 10_000,
  series: 'T1',
  count: 1,
});

async function onServer({ store }: ReturnType<typeof testServer>) {
  const view = new MapView();
  for (const name of ['settings', 'items', 'orders', 'order_lines', 'payments', 'receipts', 'shift_openings'])
    for (const row of await store.rows(RESTAURANT, name)) view.put(name, row);
  return view;
}

test('[F12] dishes, tax, payment and order are on the server as on the till, to the franc, through answers that are lost', async () => {
  const { server, till, sell } = await tillWithMenu();
  till.line.mode = 'dead';
  await sell();
  const here = [totalsOf(till.device.view, ORDER), dueOf(till.device.view, ORDER)];
  for (const mode of ['answer_lost', 'answer_lost', 'good'] as const) {
    till.line.mode = mode;
    await till.device.exchange();
  }
  const view = await onServer(server);
  expect([totalsOf(view, ORDER), dueOf(view, ORDER)]).toEqual(here);
  expect(dueOf(view, ORDER).dueMinor).toBe(0);
  expect(find(view, payments, id('payment'))?.amountMinor).toBe(dueOf(view, ORDER).totalMinor);
  expect(find(view, orders, ORDER)?.status).toEqual([0, 'closed']);
});

const take = (name: string, device: Device) =>
  device.record(ACTOR, () => ok({ kind: 'payment.take', changes: [paid(name, 100)], receipts: 1 }));

const sales = async (again: 'same disk' | 'new disk') => {
  const server = testServer();
  const till = await testTill(server);
  await take('sent', till.device);
  await till.device.exchange();
  till.line.mode = 'dead';
  await take('waits', till.device);
  await till.device.exchange();
  till.line.mode = 'good';
  server.store.addDevice(RESTAURANT, { install: NEW_INSTALL, kind: 'pos' });
  const identity = { restaurant: RESTAURANT, install: NEW_INSTALL, series: 'T2', kind: 'pos', token: '' } as const;
  if (again === 'new disk') {
    const disk = new MemoryClientStore();
    const device = till.open(disk);
    await device.enrol(identity, 1);
    await device.load();
    await device.exchange();
  } else {
    await till.device.reEnrol(identity);
    await till.device.exchange();
  }
  const rows = await server.store.rows(RESTAURANT, 'payments');
  return rows.map((row): Id => row.id).toSorted();
};

describe('[F15] enrolling a tablet again destroys no sale', () => {
  test('what waited goes under its new name', async () => {
    expect(await sales('same disk')).toEqual([id('payment:sent'), id('payment:waits')].toSorted());
  });
  test('a tablet that begins with an empty disk has lost it', async () => {
    expect(await sales('new disk')).toEqual([id('payment:sent')]);
  });
});
