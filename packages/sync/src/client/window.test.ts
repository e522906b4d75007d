import { nameId, ok, type Change } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import { TILL_A, TILL_B, paid, soldOut, testServer } from '../testing/index.ts';
import { testTill } from '../testing/test-till.ts';
import { WINDOW_DAYS, DAY_MS } from '../window.ts';
import type { ClientRow } from './store.ts';

const order = nameId('test:order');
const opened: Change = [
  'orders',
  order,
  {
    born: true,
    openedBy: nameId('test:staff'),
    openedAt: 0,
    kind: 'takeaway',
    currency: 'XOF',
    serviceChargeBp: 0,
    cashRoundingMinor: 5,
  },
];
const eaten: Change = [
  'order_lines',
  nameId('test:line'),
  {
    born: true,
    order,
    item: nameId('test:item:rice'),
    name: 'Riz',
    unitPriceMinor: 1_000,
    taxBp: 0,
    taxIncluded: true,
    station: nameId('test:station'),
    modifiers: [],
    quantity: 1,
    seat: null,
    addedBy: nameId('test:staff'),
    addedAt: 0,
    status: [0, 'sent'],
  },
];
const closed: Change = ['orders', order, { status: [0, 'closed'] }];
const shiftClosed: Change = [
  'shift_closings',
  nameId('test:closing'),
  {
    shift: nameId('test:shift'),
    drawer: nameId('test:drawer'),
    countedMinor: 0,
    closedBy: nameId('test:staff'),
    at: 0,
  },
];

type Till = Awaited<ReturnType<typeof testTill>>;
async function write(till: Till, kind: string, changes: readonly Change[]): Promise<void> {
  const saved = await till.device.record(nameId('test:staff'), () => ok({ kind, changes, receipts: 0 }));
  expect(saved.ok).toBe(true);
}
async function drain(till: Till): Promise<void> {
  for (let exchanges = 0; exchanges < 6; exchanges += 1) await till.device.exchange();
}
const names = async (till: Till) =>
  (await till.store.read((tx) => tx.list('rows'))).map(({ collection }) => collection).toSorted();
const misfits = (till: Till) => till.store.read((tx) => tx.meta('misfits'));
const cursor = (till: Till) => till.store.read((tx) => tx.meta('cursor'));

// One order, paid and closed on the first day; a dish sold out on the day after the window.
async function twoTills({ isShiftClosed = true } = {}) {
  const server = testServer();
  const [a, b] = [await testTill(server), await testTill(server, TILL_B)];
  await write(a, 'order.open', [opened]);
  await write(a, 'order.send', [eaten]);
  await drain(a);
  await write(a, 'payment.take', [paid('cash', 1_000), closed]);
  await drain(a);
  if (isShiftClosed) await write(a, 'shift.close', [shiftClosed]);
  await drain(a);
  await drain(b);
  const passed = async (days: number) => {
    server.clock.nowMs += days * DAY_MS;
    await a.tap(soldOut(`day ${days}`));
    await drain(a);
  };
  return { server, a, b, passed };
}

describe('[SYN-20] the window of days', () => {
  test('a closed order leaves the tills when its days are over, from the disk and from the view', async () => {
    const { a, b, passed } = await twoTills();
    await passed(WINDOW_DAYS.pos);
    expect(await names(a)).toContain('payments');
    await passed(1);
    await drain(b);
    for (const till of [a, b]) {
      expect(await names(till)).toEqual(['item_availability', 'item_availability', 'shift_closings']);
      expect(till.device.view.get('orders', order)).toBeUndefined();
      expect((await cursor(till))?.floor).toBe(3);
    }
  });

  test('money of a shift that nobody closed stays, however old', async () => {
    const { a, passed } = await twoTills({ isShiftClosed: false });
    await passed(WINDOW_DAYS.pos + 5);
    expect(await names(a)).toContain('payments');
  });

  test('what waits on the till stays with the order that it belongs to', async () => {
    const { a, b, passed } = await twoTills();
    b.line.mode = 'dead';
    await write(b, 'order.reopen', [['orders', order, { status: [1, 'open'] }]]);
    await passed(WINDOW_DAYS.pos + 1);
    b.line.mode = 'good';
    await drain(b);
    await drain(a);
    for (const till of [a, b]) {
      expect(await names(till)).toEqual(expect.arrayContaining(['orders', 'payments']));
      expect(till.device.view.get('orders', order)?.f['status']).toEqual([1, 'open']);
    }
  });

  test('a till that was away while an order closed hears of it, although its days are over', async () => {
    const server = testServer();
    const [a, b] = [await testTill(server), await testTill(server, TILL_B, 1)];
    await write(a, 'order.open', [opened]);
    await write(a, 'order.send', [eaten]);
    await drain(a);
    await drain(b);
    await write(a, 'payment.take', [paid('cash', 1_000), closed]);
    await write(a, 'shift.close', [shiftClosed]);
    await drain(a);
    server.clock.nowMs += (WINDOW_DAYS.pos + 1) * DAY_MS;
    for (const dish of ['x', 'y', 'z']) await a.tap(soldOut(dish));
    await drain(a);
    await drain(b);
    await drain(b);
    expect(b.device.view.get('orders', order)).toBeUndefined();
    expect(await names(b)).not.toContain('orders');
  });

  test('a new till never downloads what stands behind it', async () => {
    const { server, passed } = await twoTills();
    await passed(WINDOW_DAYS.pos + 1);
    const c = await testTill(server, TILL_A, 1);
    await drain(c);
    expect(await names(c)).toEqual(['item_availability', 'shift_closings']);
  });
});

describe('[SYN-20] a scope that changed', () => {
  test('only the collections that came are read, and nothing leaves the outbox before they are here', async () => {
    const { a, server } = await twoTills();
    await a.store.write('relaxed', async (tx) => {
      const at = await tx.meta('cursor');
      const held = at?.collections?.filter((name) => name !== 'payments') ?? [];
      if (at) await tx.setMeta('cursor', { ...at, scope: 'before', collections: held });
      await tx.delete('rows', [['payments', nameId('test:payment:cash')]]);
    });
    await a.tap(soldOut('meanwhile'));
    const from = a.line.requests.length;
    await a.device.exchange();
    await a.device.exchange();
    expect(await a.outbox()).toHaveLength(1);
    await drain(a);
    expect(await names(a)).toContain('payments');
    expect(await a.outbox()).toEqual([]);
    const asked = a.line.requests.slice(from).map(({ pull }) => [pull?.since, pull?.part?.collections]);
    expect(asked.slice(0, 3)).toEqual([
      [3, undefined],
      [3, ['payments']],
      [3, undefined],
    ]);
    expect((await server.store.head(nameId('test:restaurant')))?.head).toBe(4);
  });
});

const spoil = (till: Till, how: (value: ClientRow) => ClientRow | undefined) =>
  till.store.write('relaxed', async (tx) => {
    for (const value of await tx.list('rows')) {
      await tx.delete('rows', [[value.collection, value.row.id]]);
      const left = how(value);
      if (left) await tx.put('rows', [left]);
    }
  });

describe('[SYN-22] the digest', () => {
  test('finds rows that are lost on the disk, old ones, and some that never were; they are read again', async () => {
    const { a, server } = await twoTills();
    await a.tap(soldOut('more'));
    await drain(a);
    const whole = await a.store.read((tx) => tx.list('rows'));
    await spoil(a, (value) => (value.collection === 'payments' ? undefined : value));
    await spoil(a, (value) =>
      value.collection === 'orders' ? { ...value, row: { ...value.row, v: 1, f: {} } } : value,
    );
    const stranger = {
      collection: 'voids',
      order: '',
      open: 0,
      row: { id: nameId('x'), v: 2, st: '', f: {} },
    } as const;
    await a.store.write('relaxed', (tx) => tx.put('rows', [stranger]));
    server.clock.nowMs += 11 * 60_000;
    await drain(a);
    expect(await misfits(a)).toBe(1);
    expect(await a.store.read((tx) => tx.list('rows'))).toEqual(whole);
    expect(a.device.view.get('voids', nameId('x'))).toBeUndefined();
    server.clock.nowMs += 11 * 60_000;
    await drain(a);
    expect(await misfits(a)).toBe(1);
  });

  test('fits on a sound till, and is asked for every ten minutes and not while somebody works', async () => {
    const { a, server } = await twoTills();
    const asked = () => a.line.requests.filter(({ pull }) => pull?.digest).length;
    const before = asked();
    a.person.isBusy = true;
    server.clock.nowMs += 11 * 60_000;
    await drain(a);
    expect(asked()).toBe(before);
    a.person.isBusy = false;
    await drain(a);
    expect(asked()).toBe(before + 1);
    expect(await misfits(a)).toBeUndefined();
  });
});
