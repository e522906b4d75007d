import { nameId, makeStamp, readStamp } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../protocol/op-hash.ts';
import {
  NOON,
  RESTAURANT,
  TILL_A,
  TILL_B,
  linkAfter,
  paid,
  soldOut,
  testChain,
  testOp,
  testServer,
} from '../testing/index.ts';
import { applyOps } from './apply-ops.ts';
import { verifyJournal } from './verify-journal.ts';

const staffRow = (name: string, role: string) =>
  ['staff', nameId(`test:${name}`), { born: true, name, role, pinHash: 'x' }] as const;

describe('one write path', () => {
  test('[SYN-12] a replayed op changes nothing and takes no version', async () => {
    const { store, deps } = testServer();
    const op = testOp([soldOut('a')]);
    const first = await applyOps(RESTAURANT, [testChain([op])], TILL_A, deps);
    const rows = await store.rows(RESTAURANT, 'item_availability');
    const again = await applyOps(RESTAURANT, [testChain([op])], TILL_A, deps);
    expect(first.verdicts[op.id]).toEqual(['ok', 1]);
    expect(again.verdicts[op.id]).toEqual(['dup', 1]);
    expect(again.head).toBe(1);
    expect(await store.rows(RESTAURANT, 'item_availability')).toEqual(rows);
  });

  test('[SYN-12] same id, different body: the first stays, the second is kept apart, also when it is sent twice', async () => {
    const { store, deps } = testServer();
    const op = testOp([paid('first', 1000)], { kind: 'payment.take' });
    const other = { ...op, changes: [paid('second', 9000)] };
    const chain = testChain([op]);
    await applyOps(RESTAURANT, [chain], TILL_A, deps);
    const second = testChain([other], { seq: 2, prev: linkAfter(chain) });
    const once = await applyOps(RESTAURANT, [second], TILL_A, deps);
    const twice = await applyOps(RESTAURANT, [second], TILL_A, deps);
    expect(once.verdicts[op.id]).toEqual(['quarantined', 2, 'id_reused']);
    expect(twice.verdicts[op.id]).toEqual(['quarantined', 2, 'id_reused']);
    expect((await store.rows(RESTAURANT, 'payments')).map((row) => row.f['amountMinor'])).toEqual([1000]);
    expect((await store.rows(RESTAURANT, 'quarantine')).map((row) => row.f['amountMinor'])).toEqual([9000]);
  });

  test('[SYN-12] ops are accepted in any order, and the answer names what never came', async () => {
    const { deps } = testServer();
    const late = await applyOps(RESTAURANT, [testChain([testOp([soldOut('a')])], { seq: 5 })], TILL_A, deps);
    expect(Object.values(late.verdicts)).toEqual([['ok', 1]]);
    expect(late.missing).toEqual([[1, 4]]);
    const early = await applyOps(
      RESTAURANT,
      [testChain([testOp([soldOut('b')]), testOp([soldOut('c')])])],
      TILL_A,
      deps,
    );
    expect(early.missing).toEqual([[3, 4]]);
  });

  test('[SYN-12] two ops under one number are a fork: told, and both stored', async () => {
    const { store, deps } = testServer();
    await applyOps(RESTAURANT, [testChain([testOp([soldOut('a')])])], TILL_A, deps);
    const twin = await applyOps(RESTAURANT, [testChain([testOp([soldOut('b')])])], TILL_A, deps);
    expect(twin.fork).toBe(true);
    expect(await store.rows(RESTAURANT, 'item_availability')).toHaveLength(2);
  });

  test('[SYN-17] one poison op among 99 does not stop the others', async () => {
    const { store, deps } = testServer();
    const ops: unknown[] = Array.from({ length: 99 }, (_, index) => testOp([soldOut(`item${index}`)]));
    const poison = testOp([['unheard_of', nameId('x'), { a: 1 }]]);
    ops.splice(50, 0, poison);
    const { verdicts } = await applyOps(RESTAURANT, [testChain(ops)], TILL_A, deps);
    expect(verdicts[poison.id]?.[0]).toBe('quarantined');
    expect(Object.values(verdicts).filter(([verdict]) => verdict === 'ok')).toHaveLength(99);
    expect(await store.rows(RESTAURANT, 'quarantine')).toHaveLength(1);
  });

  test('[SYN-18] a large push is cut into versions of at most 250 rows', async () => {
    const { store, deps } = testServer();
    const ops = Array.from({ length: 200 }, (_, index) => testOp([soldOut(`a${index}`), soldOut(`b${index}`)]));
    const { head } = await applyOps(RESTAURANT, [testChain(ops)], TILL_A, deps);
    expect(head).toBe(2);
    const perVersion = new Map<number, number>();
    for (const row of await store.rows(RESTAURANT, 'item_availability'))
      perVersion.set(row.v, (perVersion.get(row.v) ?? 0) + 1);
    expect([...perVersion.values()]).toEqual([250, 150]);
  });

  test('admin data needs the right of whoever acts; a refused op stays refused', async () => {
    const { store, deps } = testServer();
    const setup = testOp([staffRow('boss', 'owner'), staffRow('waiter', 'waiter')], { kind: 'staff.edit' });
    await applyOps(RESTAURANT, [testChain([setup])], TILL_A, { ...deps, trusted: true });
    const edit = (actor: string, seq: number) => {
      const op = testOp([['stations', nameId('grill'), { born: true, name: actor }]], {
        kind: 'menu.edit',
        actor: nameId(`test:${actor}`),
      });
      return { op, push: () => applyOps(RESTAURANT, [testChain([op], { seq })], TILL_A, deps) };
    };
    const waiter = edit('waiter', 2);
    expect((await waiter.push()).verdicts[waiter.op.id]).toEqual(['rejected', 2, 'no_right']);
    expect((await waiter.push()).verdicts[waiter.op.id]).toEqual(['rejected', 2, 'no_right']);
    const boss = edit('boss', 3);
    expect((await boss.push()).verdicts[boss.op.id]).toEqual(['ok', 3]);
    expect((await store.rows(RESTAURANT, 'stations')).map((row) => row.f['name'])).toEqual(['boss']);
  });
});

describe('facts', () => {
  test('[SYN-12] a second fact under a known id, with other words and an earlier stamp, rewrites nothing', async () => {
    const { store, deps } = testServer();
    const op = testOp([paid('a', 5000)], { kind: 'payment.take' });
    await applyOps(RESTAURANT, [testChain([op])], TILL_A, deps);
    const [, id, fields] = paid('a', 1);
    const forged = testOp([['payments', id, fields]], { kind: 'payment.take', stamp: makeStamp(0, 0, TILL_A) }, TILL_B);
    const { verdicts } = await applyOps(RESTAURANT, [testChain([forged], { install: TILL_B })], TILL_B, deps);
    expect(verdicts[forged.id]).toEqual(['quarantined', 2, 'fact_id_reused']);
    expect((await store.rows(RESTAURANT, 'payments')).map((row) => row.f['amountMinor'])).toEqual([5000]);
  });

  test('[SYN-29] a kitchen screen decides nothing of the house, whoever it says it is, nor for those it carries for', async () => {
    const { store, deps } = testServer();
    store.addDevice(RESTAURANT, { install: 'KKKKKKKKKK', kind: 'kitchen' });
    const setup = testOp([staffRow('boss', 'owner')], { kind: 'staff.edit' });
    await applyOps(RESTAURANT, [testChain([setup])], TILL_A, { ...deps, trusted: true });
    const op = testOp([staffRow('thief', 'owner')], { kind: 'staff.edit', actor: nameId('test:boss') });
    const { verdicts } = await applyOps(RESTAURANT, [testChain([op], { install: 'KKKKKKKKKK' })], 'KKKKKKKKKK', deps);
    expect(verdicts[op.id]).toEqual(['rejected', 2, 'no_right']);
    const carried = testOp([staffRow('heir', 'owner')], { kind: 'staff.edit', actor: nameId('test:boss') });
    const answer = await applyOps(RESTAURANT, [testChain([carried], { seq: 2 })], 'KKKKKKKKKK', deps);
    expect(answer.verdicts[carried.id]).toEqual(['rejected', 3, 'no_right']);
  });
});

describe('clocks', () => {
  test('[SYN-24] a stamp far ahead is clamped once: journal, verdict and replay say the same', async () => {
    const { store, deps, clock } = testServer();
    const ahead = makeStamp(NOON + 3 * 365 * 86_400_000, 0, TILL_A);
    const ops = [
      testOp([soldOut('a')], { stamp: ahead }),
      testOp([soldOut('a', false)], { stamp: ahead.replace('0000A', '0001A') }),
    ];
    const first = await applyOps(RESTAURANT, [testChain(ops)], TILL_A, deps);
    const effective = ops.map((op) => String(first.verdicts[op.id]?.[2]));
    expect(effective.map((stamp) => readStamp(stamp).ms)).toEqual([NOON + 60_000, NOON + 60_000]);
    expect(effective[0] !== undefined && effective[1] !== undefined && effective[0] < effective[1]).toBe(true);
    clock.nowMs += 3_600_000;
    const again = await applyOps(RESTAURANT, [testChain(ops)], TILL_A, deps);
    expect(ops.map((op) => again.verdicts[op.id])).toEqual(effective.map((stamp) => ['dup', 1, stamp]));
    expect((await store.journal(RESTAURANT, 0, 10)).map((entry) => [entry.stamp, entry.effective])).toEqual(
      ops.map((op, index) => [op.stamp, effective[index]]),
    );
  });
});

describe('concurrent edits', () => {
  const item = nameId('item');
  const create = { born: true, category: nameId('c'), name: 'Garba', priceMinor: 500 };

  async function twoPrices(baseOfSecond: number) {
    const { store, deps } = testServer();
    const trusted = { ...deps, trusted: true };
    await applyOps(
      RESTAURANT,
      [testChain([testOp([['items', item, create]], { kind: 'menu.edit' })])],
      TILL_A,
      trusted,
    );
    const edit = testOp([['items', item, { priceMinor: 600 }]], { kind: 'menu.edit', base: 1 });
    await applyOps(RESTAURANT, [testChain([edit], { seq: 2 })], TILL_A, trusted);
    const other = testOp([['items', item, { priceMinor: 700 }]], { kind: 'menu.edit', base: baseOfSecond }, TILL_B);
    await applyOps(RESTAURANT, [testChain([other], { install: TILL_B })], TILL_B, trusted);
    return store.rows(RESTAURANT, 'conflicts');
  }

  test('[SYN-23] a price edited twice leaves a row with both values, for a person', async () => {
    const [conflict, ...none] = await twoPrices(1);
    expect(none).toEqual([]);
    expect(conflict?.f).toMatchObject({
      collection: 'items',
      row: item,
      field: 'priceMinor',
      keptJson: '700',
      lostJson: '600',
      keptBy: TILL_B,
      lostBy: TILL_A,
      needsPerson: 'yes',
    });
  });

  test('[SYN-23] and who wrote each of them, as the journal has it', async () => {
    const server = testServer();
    const deps = { ...server.deps, trusted: true };
    const [aya, koffi] = [nameId('aya'), nameId('koffi')];
    const edit = (fields: object, actor: string, install = TILL_A) =>
      testOp([['items', item, { ...fields }]], { kind: 'menu.edit', base: 1, actor }, install);
    const first = testChain([testOp([['items', item, create]], { kind: 'menu.edit' })]);
    await applyOps(RESTAURANT, [first], TILL_A, deps);
    // One value is met in a later version, the other one in the very version that wrote it.
    const second = testChain([edit({ priceMinor: 600 }, aya)], { seq: 2, prev: linkAfter(first) });
    await applyOps(RESTAURANT, [second], TILL_A, deps);
    const other = testChain([edit({ priceMinor: 700 }, koffi, TILL_B)], { install: TILL_B });
    await applyOps(RESTAURANT, [other], TILL_B, deps);
    const both = [
      testChain([edit({ taxBp: 900 }, aya)], { seq: 3, prev: linkAfter(second) }),
      testChain([edit({ taxBp: 1_800 }, koffi, TILL_B)], { install: TILL_B, seq: 2, prev: linkAfter(other) }),
    ];
    await applyOps(RESTAURANT, both, TILL_A, deps);
    const told = (await server.store.rows(RESTAURANT, 'conflicts')).map(({ f }) => f);
    expect(told).toHaveLength(2);
    const of = (install: unknown) => (install === TILL_A ? aya : koffi);
    for (const f of told) {
      expect([f['keptActor'], f['lostActor']]).toEqual([of(f['keptBy']), of(f['lostBy'])]);
    }
    expect(await verifyJournal(RESTAURANT, server.store, sha256Hex)).toMatchObject({ problem: undefined });
    server.store.tamper(RESTAURANT, ({ rows }) => {
      for (const [id, row] of rows.get('conflicts') ?? []) {
        rows.get('conflicts')?.set(id, { ...row, f: { ...row.f, lostActor: nameId('nobody') } });
      }
    });
    expect((await verifyJournal(RESTAURANT, server.store, sha256Hex)).problem).toContain('conflicts');
  });

  test('[SYN-23] an edit by somebody who had read the other is no conflict', async () => {
    expect(await twoPrices(2)).toEqual([]);
  });
});

async function served() {
  const server = testServer();
  const chain = testChain([
    testOp([paid('a', 1000)], { kind: 'payment.take' }),
    testOp([paid('b', 2000)], { kind: 'payment.take' }),
  ]);
  await applyOps(RESTAURANT, [chain], TILL_A, server.deps);
  const next = testChain([testOp([paid('c', 3000)], { kind: 'payment.take' })], { seq: 3, prev: linkAfter(chain) });
  await applyOps(RESTAURANT, [next], TILL_A, server.deps);
  return server.store;
}
describe('the journal', () => {
  const check = async (store: Awaited<ReturnType<typeof served>>) =>
    (await verifyJournal(RESTAURANT, store, sha256Hex)).problem;

  test('[SYN-17] folding it from empty gives the tables', async () => {
    expect(await check(await served())).toBeUndefined();
  });

  const thefts: readonly (readonly [string, RegExp, Parameters<Awaited<ReturnType<typeof served>>['tamper']>[1]])[] = [
    ['an op deleted', /version 1/, ({ journal }) => void journal.splice(1, 1)],
    [
      'an amount edited in the journal',
      /version 1, op .*bytes/,
      ({ journal }) =>
        void (journal[0] && (journal[0] = { ...journal[0], body: journal[0].body.replace('1000', '100') })),
    ],
    [
      'an actor edited in the journal',
      /what is told/,
      ({ journal }) => void (journal[0] && (journal[0] = { ...journal[0], actor: 'nobody' })),
    ],
    [
      'a time edited in the journal',
      /chain breaks/,
      ({ journal }) => void (journal[0] && (journal[0] = { ...journal[0], receivedAt: 5 })),
    ],
    ['the tail cut', /tail/, ({ journal }) => void journal.pop()],
    [
      'an amount edited in the table',
      /payments .*: f differs/,
      ({ rows }) => {
        const payments = rows.get('payments');
        for (const [id, row] of payments ?? []) payments?.set(id, { ...row, f: { ...row.f, amountMinor: 1 } });
      },
    ],
    ['a payment deleted from the table', /the table has lost it/, ({ rows }) => rows.get('payments')?.clear()],
  ];
  for (const [name, message, tamper] of thefts) {
    test(`[SYN-17] ${name} is named`, async () => {
      const store = await served();
      store.tamper(RESTAURANT, tamper);
      expect(await check(store)).toMatch(message);
    });
  }
});
