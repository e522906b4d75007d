import { MapView, dueOf, find, nameId, ok, orders, payments, totalsOf, type Id } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import type { Device } from '../client/device.ts';
import { MemoryClientStore } from '../client/memory-store.ts';
import { RESTAURANT, paid, testServer } from './index.ts';
import { ACTOR, ORDER, menuTill, serverWithMenu } from './menu-till.ts';
import { testTill } from './test-till.ts';

// What others' users reported about sales that were there and are gone; the rest is in field-failures.test.ts,
// field-orders.test.ts and field-retries.test.ts.

const id = (name: string) => nameId(`test:${name}`);
const NEW_INSTALL = 'CCCCCCCCCC';

async function onServer({ store }: ReturnType<typeof testServer>) {
  const view = new MapView();
  for (const name of ['settings', 'items', 'orders', 'order_lines', 'payments', 'receipts', 'shift_openings'])
    for (const row of await store.rows(RESTAURANT, name)) view.put(name, row);
  return view;
}

test('[F12] dishes, tax, payment and order are on the server as on the till, to the franc, through answers that are lost', async () => {
  const server = await serverWithMenu();
  const { till, ...seller } = await menuTill(server);
  till.line.mode = 'dead';
  await seller.open();
  await seller.add('garba', 3);
  await seller.send();
  await seller.pay();
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
