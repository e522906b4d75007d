import { makeStamp, nameId, ok, type Change, type Install } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import { CLIENT_RULES, type ClientRules } from '../client/rules.ts';
import { JOIN_RULES } from '../join.ts';
import type { LiveDelta } from '../protocol/live.ts';
import { applyOps } from '../server/apply-ops.ts';
import { readDelta } from '../server/read-delta.ts';
import { SERVER_RULES, type ServerRules } from '../server/rules.ts';
import { NOON, RESTAURANT, TILL_A, TILL_B, paid, soldOut, testChain, testOp, testServer } from './index.ts';
import { testTill } from './test-till.ts';

// What others' users reported about lines that break, tabs and screens that come back; the rest is in
// field-failures.test.ts and field-sales.test.ts.

const ACTOR = nameId('test:staff');

function serverWith(rules: Partial<ServerRules> = {}) {
  const server = testServer();
  return { ...server, deps: { ...server.deps, rules: { ...SERVER_RULES, ...rules } } };
}
const journalOf = async ({ store }: ReturnType<typeof serverWith>) => store.journal(RESTAURANT, 0, 1_000);
const opened = (name: string): Change => {
  const f = { born: true, openedBy: ACTOR, openedAt: NOON, kind: 'takeaway', currency: 'XOF' };
  return ['orders', nameId(`test:order:${name}`), f];
};

// Twenty sales, each an order and its payment in one op; of every two answers one is dropped on the way.
const sellTwenty = async (retry: 'same op' | 'a new one', dedupe: ServerRules['dedupe'] = 'op_id') => {
  const server = serverWith({ dedupe });
  const till = await testTill(server);
  for (let sale = 0; sale < 20; sale++) {
    const take = (name: string) =>
      till.device.record(ACTOR, () =>
        ok({ kind: 'payment.take', changes: [opened(name), paid(name, 100)], receipts: 1 }),
      );
    await take(`sale ${sale}`);
    till.line.mode = 'answer_lost';
    await till.device.exchange();
    till.line.mode = 'good';
    if (retry === 'a new one') await take(`sale ${sale} again`);
    await till.device.exchange();
  }
  const [orders, payments, journal] = await Promise.all([
    server.store.rows(RESTAURANT, 'orders'),
    server.store.rows(RESTAURANT, 'payments'),
    journalOf(server),
  ]);
  return { orders: orders.length, payments: payments.length, applied: journal.length };
};

describe('[F8] a retry makes no second order and no second payment', () => {
  test('half of the answers are dropped, and each sale is there once, applied once', async () => {
    expect(await sellTwenty('same op')).toEqual({ orders: 20, payments: 20, applied: 20 });
  });
  test('a server that knows no op again applies each twice', async () => {
    expect((await sellTwenty('same op', 'none')).applied).toBe(40);
  });
  test('a till that tries again with something new has sold everything twice', async () => {
    expect(await sellTwenty('a new one')).toEqual({ orders: 40, payments: 40, applied: 40 });
  });
});

const pushTwice = async (dedupe: ServerRules['dedupe']) => {
  const server = serverWith({ dedupe });
  const till = await testTill(server);
  await till.device.record(ACTOR, () => ok({ kind: 'payment.take', changes: [paid('one', 100)], receipts: 1 }));
  const second = till.open();
  await second.load();
  await Promise.all([till.device.exchange(), second.exchange()]);
  expect(till.line.requests.filter(({ push }) => push)).toHaveLength(2);
  return { applied: (await journalOf(server)).length, waiting: (await till.outbox()).length };
};

describe('[F16] two tabs upload the same at the same moment', () => {
  test('it is applied once, and both have nothing left to send', async () => {
    expect(await pushTwice('op_id')).toEqual({ applied: 1, waiting: 0 });
  });
  test('a server that knows no op again applies it twice', async () => {
    expect((await pushTwice('none')).applied).toBe(2);
  });
});

const LINE = nameId('test:line');

// The kitchen cooked a line; then a tablet that was away brings the order to cook it, once more or for the first time.
const cookedThen = async (status: 'rises' | 'last_write_wins') => {
  const { store, deps } = serverWith({ join: { ...JOIN_RULES, status } });
  const push = (change: Change, install: Install, at: { readonly second: number; readonly seq: number }) => {
    const stamp = makeStamp(NOON + at.second * 1_000, 0, install);
    return applyOps(
      RESTAURANT,
      [testChain([testOp([change], { kind: 'order.send', stamp })], { install, seq: at.seq })],
      install,
      deps,
    );
  };
  const dish = { born: true, order: ACTOR, addedBy: ACTOR, addedAt: NOON, item: ACTOR, name: 'Garba', quantity: 2 };
  const price = { unitPriceMinor: 1_000, taxBp: 0, taxIncluded: true, station: null, modifiers: [], seat: null };
  await push(['order_lines', LINE, { ...dish, ...price, status: [0, 'sent'] }], TILL_A, { second: 1, seq: 1 });
  await push(['order_lines', LINE, { status: [0, 'ready'] }], TILL_B, { second: 20, seq: 1 });
  await push(['order_lines', LINE, { status: [0, 'sent'] }], TILL_A, { second: 40, seq: 2 });
  const lines = await store.rows(RESTAURANT, 'order_lines');
  return lines.map(({ f }) => [f['quantity'], f['status']]);
};

describe('[F9] the kitchen cooks what was ordered, once', () => {
  test('what is ready stays ready, whoever sends it again', async () => {
    expect(await cookedThen('rises')).toEqual([[2, [0, 'ready']]]);
  });
  test('with the last write winning it is to be cooked once more', async () => {
    expect(await cookedThen('last_write_wins')).toEqual([[2, [0, 'sent']]]);
  });
});

// A screen misses what comes first, and hears live what comes after.
const missesOne = async (pages: ClientRules['pages']) => {
  const server = testServer();
  const screen = await testTill(server, TILL_A, 500, { ...CLIENT_RULES, pages });
  const till = await testTill(server, TILL_B);
  for (const dish of ['missed', 'heard']) {
    await till.tap(soldOut(dish));
    await till.device.exchange();
  }
  const asked = { restaurant: RESTAURANT, kind: 'pos', since: 1, lineage: 1 } as const;
  const delta = await readDelta(server.store, asked, server.clock.nowMs);
  await screen.device.takeDelta(JSON.parse(delta?.text ?? '{}') as LiveDelta);
  await screen.device.exchange();
  return [...screen.device.view.all('item_availability')].length;
};

describe('[F17] a screen that comes back has everything that was sent while it was away', () => {
  test('what it hears live does not go over what it missed', async () => expect(await missesOne('in_order')).toBe(2));
  test('a delta that is taken wherever it starts hides it for ever', async () => {
    expect(await missesOne('any')).toBe(1);
  });
});
