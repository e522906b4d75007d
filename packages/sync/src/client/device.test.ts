import { dueOf, exceptionsOf, ok, nameId, type Change } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import type { SyncAnswer } from '../protocol/messages.ts';
import { NOON, RESTAURANT, TILL_A, TILL_B, paid, soldOut, testServer } from '../testing/index.ts';
import { testTill } from '../testing/test-till.ts';
import type { Device } from './device.ts';
import { DeviceCrash } from './memory-store.ts';

const shows = (device: Device, item: string) =>
  device.view.get('item_availability', nameId(`test:item:${item}`))?.f['soldOut'];

const closedOrder = {
  born: true,
  openedBy: nameId('x'),
  openedAt: NOON,
  kind: 'takeaway',
  currency: 'XOF',
  status: [0, 'closed'],
} as const;
const dish = {
  born: true,
  addedBy: nameId('x'),
  addedAt: NOON,
  item: nameId('test:item:a'),
  name: 'Alloco',
  unitPriceMinor: 5000,
  taxBp: 0,
  taxIncluded: true,
  station: null,
  modifiers: [],
  quantity: 1,
  seat: null,
} as const;

describe('saving a tap', () => {
  test('[SYN-8] sequence, link, receipt number and bytes are one transaction: after a crash before the commit nothing is there', async () => {
    const { store, tap, outbox, open } = await testTill(testServer());
    store.faults.crashBeforeCommit = true;
    await expect(tap(soldOut('a'))).rejects.toThrow(DeviceCrash);
    expect(await outbox()).toEqual([]);
    expect(await store.read((tx) => tx.meta('counters'))).toBeUndefined();
    const again = open();
    await again.load();
    expect(shows(again, 'a')).toBeUndefined();
  });

  test('[SYN-8] after a crash between the commit and "saved" the op is there, with its receipt number taken', async () => {
    const { store, tap, outbox, open } = await testTill(testServer());
    store.faults.crashAfterCommit = true;
    await expect(tap(soldOut('a'))).rejects.toThrow(DeviceCrash);
    expect((await outbox()).map((entry) => entry.seq)).toEqual([1]);
    expect(await store.read((tx) => tx.meta('counters'))).toMatchObject({ seq: 1, receiptCount: 1 });
    const again = open();
    await again.load();
    expect(shows(again, 'a')).toBe(true);
  });

  test('a note that is too long is refused with its path, and nothing is written', async () => {
    const { device, outbox } = await testTill(testServer());
    const note = 'x'.repeat(300);
    const saved = await device.record(nameId('test:staff'), () =>
      ok({ kind: 'order.add_line', changes: [['order_lines', nameId('l'), { note }]], receipts: 0 }),
    );
    expect(saved).toMatchObject({ ok: false, error: { code: 'bad_value', details: { path: 'changes.0.note' } } });
    expect(await outbox()).toEqual([]);
  });

  test('[SYN-8] two taps at once take two numbers', async () => {
    const { tap, outbox } = await testTill(testServer());
    await Promise.all([tap(soldOut('a')), tap(soldOut('b')), tap(soldOut('c'))]);
    expect((await outbox()).map((entry) => entry.seq)).toEqual([1, 2, 3]);
  });
});

describe('an exchange', () => {
  test('[SYN-10] an op leaves the outbox when it was read back, and goes to the recorder', async () => {
    const { device, tap, outbox, recorder } = await testTill(testServer());
    await tap(soldOut('a'));
    expect(await device.exchange()).toMatchObject({ kind: 'done', progress: false });
    expect(await outbox()).toEqual([]);
    expect((await recorder()).map((entry) => entry.verdict)).toEqual([['ok', 1]]);
    expect(shows(device, 'a')).toBe(true);
  });

  test('[SYN-10] while pages wait, an op with a verdict stays: its row may lie on a later page', async () => {
    const server = testServer();
    const other = await testTill(server, TILL_B);
    const { device, tap, outbox } = await testTill(server, TILL_A, 1);
    await other.tap(soldOut('b'));
    await other.device.exchange();
    await tap(soldOut('a'));
    expect(await device.exchange()).toMatchObject({ kind: 'done', progress: true });
    expect((await outbox()).map((entry) => entry.verdict)).toEqual([['ok', 2]]);
    expect(shows(device, 'a')).toBe(true);
    await device.exchange();
    expect(await outbox()).toEqual([]);
  });

  test('[SYN-12] the answer is lost ten times: exactly one of everything', async () => {
    const server = testServer();
    const { device, line, tap, outbox } = await testTill(server);
    await tap(soldOut('a'));
    line.mode = 'answer_lost';
    for (let time = 0; time < 10; time++) expect((await device.exchange()).kind).toBe('offline');
    expect(await outbox()).toHaveLength(1);
    line.mode = 'good';
    for (let time = 0; time < 2; time++) await device.exchange();
    expect(await outbox()).toEqual([]);
    expect(await server.store.journal(RESTAURANT, 0, 100)).toHaveLength(1);
  });

  const lies: readonly (readonly [string, (answer: SyncAnswer) => unknown])[] = [
    ['a page of a captive portal', () => '<html></html>'],
    ['an answer without the push', ({ push: _push, ...rest }) => rest],
    [
      'a verdict of another kind',
      (answer) => ({ ...answer, push: { ...answer.push, verdicts: { [nameId('x')]: ['gone', 1] } } }),
    ],
    [
      'a verdict without a version',
      (answer) => ({ ...answer, push: { verdicts: { [nameId('x')]: ['ok'] }, missing: [], fork: false } }),
    ],
    ['rows that are no list', (answer) => ({ ...answer, pull: { ...answer.pull, rows: { orders: 5 } } })],
    [
      'a row without an id',
      (answer) => ({ ...answer, pull: { ...answer.pull, rows: { orders: [{ v: 1, st: '', f: {} }] } } }),
    ],
    ['an error with status 500', () => ({ code: 'internal' })],
    ['nothing', () => null],
  ];
  for (const [name, alter] of lies) {
    test(`[SYN-14] ${name} is offline: no op is marked, and the next push is smaller`, async () => {
      const { device, line, tap, outbox } = await testTill(testServer());
      for (const item of ['a', 'b', 'c']) await tap(soldOut(item));
      line.alter = alter;
      expect(await device.exchange()).toEqual({ kind: 'offline' });
      expect((await outbox()).map((entry) => entry.verdict)).toEqual([null, null, null]);
      expect((await device.status()).state).toBe('offline');
      for (let time = 0; time < 8; time++) await device.exchange();
      expect(line.requests.findLast(({ push }) => push)?.push?.chains[0]?.ops).toHaveLength(1);
      line.alter = (answer) => answer;
      for (let time = 0; time < 3; time++) await device.exchange();
      expect(await outbox()).toEqual([]);
    });
  }

  test('[SYN-14] how long a busy server asks to be left alone is handed up, and no op is marked', async () => {
    const { device, line, tap, outbox } = await testTill(testServer());
    await tap(soldOut('a'));
    line.post = async () => ({ status: 503, body: { code: 'unavailable' }, retryAfterMs: 2_000 });
    expect(await device.exchange()).toEqual({ kind: 'offline', retryAfterMs: 2_000 });
    expect((await outbox()).map((entry) => entry.verdict)).toEqual([null]);
  });

  test('[SYN-10] a quarantined op is held, stays in the view, and leaves when its row says what became of it', async () => {
    const { device, line, store, tap, outbox } = await testTill(testServer());
    await tap(soldOut('a'));
    line.alter = (answer) => {
      const [id] = Object.keys(answer.push?.verdicts ?? {});
      return {
        ...answer,
        push: { ...answer.push, verdicts: { [id ?? '']: ['quarantined', 1, 'unknown_kind'] } },
        pull: { ...answer.pull, to: 0, rows: {} },
      };
    };
    await device.exchange();
    const held = await store.read((tx) => tx.list('held'));
    expect([await outbox(), held.length, shows(device, 'a')]).toEqual([[], 1, true]);
    expect(await device.status()).toMatchObject({ state: 'attention', why: 'quarantined' });
    line.alter = (answer) => ({
      ...answer,
      pull: {
        ...answer.pull,
        rows: {
          ...answer.pull?.rows,
          quarantine: [{ id: held[0]?.id, v: 1, st: 'x', f: { state: 'discarded', settledBy: 'owner' } }],
        },
      },
    });
    await device.exchange();
    expect(await store.read((tx) => tx.list('held'))).toEqual([]);
  });

  test('[SYN-21] a server that is behind changes nothing here: everything is kept, and it is said', async () => {
    const { device, line, tap, outbox } = await testTill(testServer());
    await tap(soldOut('a'));
    line.alter = (answer) => answer;
    const post = line.post.bind(line);
    line.post = async () => ({ status: 409, body: { code: 'behind' } });
    expect(await device.exchange()).toEqual({ kind: 'stopped', why: 'behind' });
    expect(await outbox()).toHaveLength(1);
    expect(await device.status()).toMatchObject({ state: 'attention', why: 'behind' });
    line.post = post;
    await device.exchange();
    expect(await device.status()).toMatchObject({ state: 'live', why: null });
  });

  test('[SYN-20] what may no longer be seen goes when the scope changed, and what came into it is read; the outbox stays', async () => {
    const server = testServer();
    const { device, store, tap, line } = await testTill(server);
    await tap(soldOut('a'));
    await device.exchange();
    await store.write('relaxed', async (tx) => {
      const cursor = await tx.meta('cursor');
      if (cursor) await tx.setMeta('cursor', { ...cursor, scope: 'an old scope' });
      await tx.put('rows', [
        { collection: 'secrets', order: '', open: 0, row: { id: nameId('x'), v: 1, st: '', f: {} } },
      ]);
    });
    line.mode = 'dead';
    await tap(soldOut('b'));
    line.mode = 'good';
    for (let exchanges = 0; exchanges < 4; exchanges += 1) await device.exchange();
    const rows = await store.read((tx) => tx.list('rows'));
    expect(rows.map(({ collection }) => collection)).toEqual(['item_availability', 'item_availability']);
    expect(shows(device, 'b')).toBe(true);
  });
});

describe('what a screen shows', () => {
  test('[SYN-9] two tills edit one row: both show the join after the line is back', async () => {
    const server = testServer();
    const a = await testTill(server, TILL_A);
    const b = await testTill(server, TILL_B);
    await a.tap(soldOut('a', true));
    server.clock.nowMs += 1000;
    await b.tap(soldOut('a', false));
    for (const one of [b, a, b]) await one.device.exchange();
    expect([shows(a.device, 'a'), shows(b.device, 'a')]).toEqual([false, false]);
    expect(a.device.view.isPending('item_availability', nameId('test:item:a'))).toBe(false);
  });

  test('[SYN-9] an order that was closed when the app started, and is opened again elsewhere, comes with its money', async () => {
    const server = testServer();
    const [a, b] = [await testTill(server, TILL_A), await testTill(server, TILL_B)];
    const order = nameId('test:order');
    const [, payment, fields] = paid('a', 5000);
    const tap = async (kind: string, ...changes: Change[]) =>
      a.device.record(nameId('test:staff'), () => ok({ kind, receipts: 0, changes }));
    await tap('order.open', ['orders', order, { ...closedOrder, status: [0, 'open'] }]);
    await tap('order.add_line', ['order_lines', nameId('test:line'), { ...dish, order }]);
    await tap('payment.take', ['payments', payment, fields], ['orders', order, { status: [0, 'closed'] }]);
    for (const { device } of [a, b]) await device.exchange();
    const restarted = b.open();
    await restarted.load();
    expect(restarted.view.get('orders', order)).toBeUndefined();
    await tap('order.reopen', ['orders', order, { status: [1, 'open'] }]);
    for (const device of [a.device, restarted]) await device.exchange();
    expect(restarted.view.get('orders', order)?.f['status']).toEqual([1, 'open']);
    expect(dueOf(restarted.view, order)).toMatchObject({ totalMinor: 5000, capturedMinor: 5000, dueMinor: 0 });
  });

  test('[SYN-24] an informed edit wins with a slow clock', async () => {
    const server = testServer();
    const a = await testTill(server, TILL_A);
    const b = await testTill(server, TILL_B);
    await a.tap(soldOut('a', true));
    await a.device.exchange();
    await b.device.exchange();
    server.clock.nowMs = NOON - 86_400_000;
    await b.tap(soldOut('a', false));
    expect(shows(b.device, 'a')).toBe(false);
    server.clock.nowMs = NOON;
    await b.device.exchange();
    await a.device.exchange();
    expect(shows(a.device, 'a')).toBe(false);
  });

  test('a device that was stopped is well again with the next good answer, also when it pushes nothing', async () => {
    const { device, line } = await testTill(testServer());
    const post = line.post.bind(line);
    line.post = async () => ({ status: 401, body: { code: 'reenrol' } });
    await device.exchange();
    expect((await device.status()).why).toBe('reenrol');
    line.post = post;
    await device.exchange();
    expect((await device.status()).why).toBeNull();
  });

  test('[SYN-7] a clock that jumps three years ahead does not empty the recorder', async () => {
    const server = testServer();
    const { device, tap, recorder, line } = await testTill(server);
    await tap(soldOut('a'));
    await device.exchange();
    line.alter = (answer) => ({ ...answer, receivedAt: NOON + 86_400_001 });
    server.clock.nowMs += 3 * 366 * 86_400_000;
    await tap(soldOut('b'));
    await device.exchange();
    expect(await recorder()).toHaveLength(2);
  });

  test('[SYN-4] what is odd about a closed order is still told after a restart, and so is the last receipt', async () => {
    const server = testServer();
    const { device, open } = await testTill(server);
    const order = nameId('test:order');
    const [, payment, fields] = paid('a', 5000);
    const [, other, rest] = paid('b', 700);
    const receipt = {
      number: 'T1-000001-AAAA',
      order,
      payment,
      lines: [],
      totalMinor: 5000,
      by: nameId('x'),
      at: NOON,
    };
    await device.record('x', () =>
      ok({
        kind: 'payment.take',
        receipts: 1,
        changes: [
          ['orders', order, closedOrder],
          ['payments', payment, fields],
          ['receipts', nameId('r'), receipt],
        ],
      }),
    );
    await device.record('x', () => ok({ kind: 'payment.take', receipts: 0, changes: [['payments', other, rest]] }));
    await device.exchange();
    const told = exceptionsOf(device.view, NOON).map(({ kind }) => kind);
    const again = open();
    await again.load();
    expect(told).toEqual(['overpaid']);
    expect(exceptionsOf(again.view, NOON).map(({ kind }) => kind)).toEqual(told);
    expect([...again.view.all('receipts')]).toHaveLength(1);
  });

  test('[SYN-7] settled ops stay in the recorder for 35 days', async () => {
    const server = testServer();
    const { device, tap, recorder } = await testTill(server);
    await tap(soldOut('a'));
    await device.exchange();
    server.clock.nowMs += 34 * 86_400_000;
    await tap(soldOut('b'));
    await device.exchange();
    expect(await recorder()).toHaveLength(2);
    server.clock.nowMs += 2 * 86_400_000;
    await tap(soldOut('c'));
    await device.exchange();
    expect(await recorder()).toHaveLength(2);
  });
});
