import { nameId, ok, type Change } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import { TILL_A, TILL_B, paid, soldOut, testServer } from '../testing/index.ts';
import { testTill } from '../testing/test-till.ts';
import { WINDOW_DAYS, DAY_MS } from '../window.ts';
import type { ClientRow } from './store.ts';
import { sweepSome } from './sweep.ts';

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

const gone = (collection: string, id: string, v: number, deleted: boolean): ClientRow => ({
  collection,
  order: '',
  open: 0,
  row: { id: nameId(id), v, st: '', f: { born: true, deleted } },
});
const openOf = (id: string): Change => ['orders', id, opened[2]];
const begin = (till: Till, fresh = false) =>
  till.store.write('relaxed', async (tx) => {
    const at = await tx.meta('cursor');
    const part = { collections: ['orders', 'order_lines', 'payments'], at: 0, fresh, stale: [] };
    if (at) await tx.setMeta('cursor', { ...at, more: true, part });
  });

// Something is tapped on each of them: a window counts such days.
async function daysPass(server: ReturnType<typeof testServer>, till: Till, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    server.clock.nowMs += DAY_MS;
    await till.tap(soldOut('daily', day % 2 === 0));
    await till.device.exchange();
    await till.device.exchange();
  }
  await drain(till);
}

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
  return { server, a, b, passed: (days: number) => daysPass(server, a, days) };
}

describe('[SYN-20] the window of days', () => {
  test('a closed order leaves the tills when its days are over, from the disk and from the view', async () => {
    const { a, b, passed } = await twoTills();
    await passed(WINDOW_DAYS.pos);
    expect(await names(a)).toContain('payments');
    await passed(1);
    await drain(b);
    for (const till of [a, b]) {
      expect(await names(till)).toEqual(['item_availability', 'shift_closings']);
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
    await daysPass(server, a, WINDOW_DAYS.pos + 1);
    for (let times = 0; times < 8; times += 1) await drain(b);
    expect(b.device.view.get('orders', order)).toBeUndefined();
    expect(await names(b)).not.toContain('orders');
  });

  test('a first reading that days go by in does not leave an order open that closed meanwhile', async () => {
    const server = testServer();
    const [a, b] = [await testTill(server), await testTill(server, TILL_B, 1)];
    await write(a, 'order.open', [opened]);
    await drain(a);
    await write(a, 'menu.sold_out', [soldOut('rice')]);
    await drain(a);
    await b.device.exchange();
    expect(await names(b)).toEqual(['orders']);
    await write(a, 'order.bill', [closed]);
    await drain(a);
    await daysPass(server, a, WINDOW_DAYS.pos + 2);
    for (let page = 0; page < 50; page += 1) await b.device.exchange();
    expect(await names(a)).not.toContain('orders');
    expect(await names(b)).toEqual(await names(a));
  });

  test('a dish that was taken off the menu leaves with its days; tables and people stay', async () => {
    const { a } = await twoTills();
    const rows = [gone('items', 'old', 2, true), gone('items', 'late', 9, true), gone('items', 'sold', 2, false)];
    await a.store.write('relaxed', async (tx) => {
      await tx.put('rows', [...rows, gone('tables', 'table', 2, true)]);
      await tx.setMeta('sweep', { floor: 3, after: '' });
      await sweepSome(tx, () => false);
    });
    expect(await a.store.read((tx) => tx.get('rows', ['items', nameId('old')]))).toBeUndefined();
    expect((await names(a)).filter((name) => name === 'items' || name === 'tables')).toEqual([
      'items',
      'items',
      'tables',
    ]);
  });

  test('a new till never downloads what stands behind it', async () => {
    const { server, passed } = await twoTills();
    await passed(WINDOW_DAYS.pos + 1);
    const c = await testTill(server, TILL_A, 1);
    await drain(c);
    expect(await names(c)).toEqual(['item_availability', 'shift_closings']);
  });
});

describe('[SYN-20] clocks that jump', () => {
  test('one that is years ahead for a while costs one day of the window, and the days go on after it', async () => {
    const { server, a, passed } = await twoTills();
    server.clock.nowMs += 4_000 * DAY_MS;
    await a.tap(soldOut('ahead'));
    await drain(a);
    server.clock.nowMs -= 4_000 * DAY_MS;
    await passed(WINDOW_DAYS.pos - 3);
    expect(await names(a)).toContain('payments');
    await passed(3);
    expect(await names(a)).not.toContain('payments');
  });
});

describe('[SYN-20] what was merged', () => {
  const [root, part] = [nameId('test:root'), nameId('test:part')];
  const cashOf = (name: string): Change => ['payments', nameId(name), { ...paid('x', 1_000)[2], order: root }];

  test('a new till gets all of it or none: money of one part lies in an open shift', async () => {
    const server = testServer();
    const a = await testTill(server);
    await write(a, 'order.open', [openOf(root)]);
    await write(a, 'order.open', [openOf(part)]);
    await drain(a);
    const together: Change = ['orders', part, { status: [0, 'closed'], mergedInto: root, closedWith: root }];
    await write(a, 'payment.take', [cashOf('both'), ['orders', root, { status: [0, 'closed'] }], together]);
    await drain(a);
    await daysPass(server, a, WINDOW_DAYS.pos + 1);
    const c = await testTill(server, TILL_B);
    await drain(c);
    expect((await names(c)).filter((name) => name === 'orders')).toEqual(['orders', 'orders']);
    expect((await names(a)).filter((name) => name === 'orders')).toEqual(['orders', 'orders']);
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

describe('[SYN-22] a part that is under way', () => {
  test('[SYN-21] ends with the history that it is of: the next one is read, and the outbox empties', async () => {
    const { a, server } = await twoTills();
    await begin(a);
    await a.tap(soldOut('waits'));
    await server.store.beginLineage(nameId('test:restaurant'), 1);
    await drain(a);
    await drain(a);
    expect(await cursor(a)).toMatchObject({ lineage: 2, more: false });
    expect(await a.outbox()).toEqual([]);
  });

  test('a server of before answers a plain page: it counts, and what came into the scope is read with everything', async () => {
    for (const fresh of [false, true]) {
      const { a } = await twoTills();
      await begin(a, fresh);
      const post = a.line.post.bind(a.line);
      a.line.post = (request) => {
        const { part: _part, floor: _floor, ...pull } = request.pull ?? { since: 0, scope: '', limit: 1 };
        return post({ ...request, pull });
      };
      await a.tap(soldOut('waits'));
      await drain(a);
      expect(await a.outbox()).toEqual([]);
      expect(await cursor(a)).not.toHaveProperty('part');
    }
  });

  test('what another till writes meanwhile never leaves the screen', async () => {
    const server = testServer();
    const [a, b] = [await testTill(server, TILL_A, 1), await testTill(server, TILL_B)];
    await write(b, 'order.open', [opened]);
    await drain(b);
    await b.tap(soldOut('x'));
    await drain(b);
    for (let times = 0; times < 3; times += 1) await drain(a);
    await begin(a);
    await write(b, 'order.describe', [['orders', order, { covers: 4 }]]);
    await drain(b);
    for (let exchanges = 0; exchanges < 12; exchanges += 1) {
      await a.device.exchange();
      expect(a.device.view.get('orders', order)).toBeDefined();
      expect(await a.store.read((tx) => tx.get('rows', ['orders', order]))).toBeDefined();
    }
    expect(a.device.view.get('orders', order)?.f['covers']).toBe(4);
  });

  test('[SYN-12] a sweep of the kind that it was does not go on', async () => {
    const { a } = await twoTills();
    await a.store.write('relaxed', (tx) => tx.setMeta('sweep', { floor: 99, after: '' }));
    await a.device.reEnrol({
      restaurant: nameId('test:restaurant'),
      install: 'CCCCCCCCCC',
      series: 'T9',
      kind: 'kitchen',
      token: '',
    });
    expect(await a.store.read((tx) => tx.meta('sweep'))).toBeNull();
  });
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

  test('of a server that is behind what the device has heard of is not compared', async () => {
    const { a, server } = await twoTills();
    const heard = (head: number) =>
      a.store.write('relaxed', async (tx) => {
        const at = await tx.meta('cursor');
        if (at) await tx.setMeta('cursor', { ...at, head });
      });
    await spoil(a, (value) => (value.collection === 'payments' ? undefined : value));
    await heard(1_000);
    server.clock.nowMs += 11 * 60_000;
    await a.device.exchange();
    expect([a.line.requests.at(-1)?.pull?.digest, await misfits(a)]).toEqual([true, undefined]);
    await heard(1);
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
