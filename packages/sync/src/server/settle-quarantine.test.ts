import { SCHEMA, canonicalJson, nameId } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../protocol/op-hash.ts';
import { SERVER_INSTALL } from '../server-install.ts';
import { RESTAURANT, TILL_A, paid, soldOut, testChain, testOp, testServer } from '../testing/index.ts';
import { testTill } from '../testing/test-till.ts';
import { applyOps } from './apply-ops.ts';
import { SERVER_RULES } from './rules.ts';
import { replayWaiting, settleQuarantined } from './settle-quarantine.ts';
import { applySettling, settledAt } from './settling.ts';
import type { JournalEntry, StoredRow } from './store.ts';
import { verifyJournal } from './verify-journal.ts';
import { WorkingRows } from './working-rows.ts';

function house() {
  const server = testServer();
  server.store.addDevice(RESTAURANT, { install: SERVER_INSTALL, kind: 'office' });
  return server;
}

const newer = { rules: { ...SERVER_RULES, schema: SCHEMA + 1 } };
const payments = async ({ store }: ReturnType<typeof house>) =>
  (await store.rows(RESTAURANT, 'payments')).map(({ f }) => f['amountMinor']);
const stateOf = async ({ store }: ReturnType<typeof house>) =>
  (await store.rows(RESTAURANT, 'quarantine')).map(({ f }) => f['state'] ?? 'waiting');

async function withNewerOp() {
  const server = house();
  const op = testOp([paid('a', 5_000)], { kind: 'payment.take', schema: SCHEMA + 1 });
  await applyOps(RESTAURANT, [testChain([op])], TILL_A, server.deps);
  return { server, op };
}

describe('one op that can not be stored', () => {
  test('[SYN-19] is put apart alone with its bytes: the other 99 go, and the queue goes on', async () => {
    const server = house();
    const ops = Array.from({ length: 100 }, (_, index) =>
      testOp([paid(`p${index}`, 100 + index)], { kind: 'payment.take' }),
    );
    const [bad] = ops.slice(50);
    if (!bad) throw new Error('a hundred ops');
    server.store.faults.unstorable.add(bad.id);
    const heard: string[] = [];
    const deps = { ...server.deps, onUnstorable: (_: unknown, op: string) => heard.push(op) };
    const { verdicts, missing, fork } = await applyOps(RESTAURANT, [testChain(ops)], TILL_A, deps);
    expect(verdicts[bad.id]).toMatchObject(['quarantined', expect.any(Number), 'not_storable']);
    expect(ops.filter(({ id }) => verdicts[id]?.[0] === 'ok')).toHaveLength(99);
    expect({ missing, fork, heard }).toEqual({ missing: [], fork: false, heard: [bad.id] });
    expect((await server.store.entry(RESTAURANT, bad.id))?.body).toBe(canonicalJson(bad));
    expect(await payments(server)).toHaveLength(99);
    expect(await verifyJournal(RESTAURANT, server.store, sha256Hex)).toMatchObject({ problem: undefined });
    const again = await applyOps(RESTAURANT, [testChain(ops)], TILL_A, deps);
    expect(again.verdicts[bad.id]?.[0]).toBe('quarantined');
    expect(await payments(server)).toHaveLength(99);
  });

  test('[SYN-19] what fails even apart fails as a whole, and nothing is stored', async () => {
    const server = house();
    const op = testOp([soldOut('a')]);
    server.store.write = () => Promise.reject(new TypeError('a bug of ours'));
    await expect(applyOps(RESTAURANT, [testChain([op])], TILL_A, server.deps)).rejects.toThrow('a bug of ours');
  });
});

describe('what was put apart', () => {
  test('[SYN-19] waits while this release can not read it, and is applied once by one that can', async () => {
    const { server, op } = await withNewerOp();
    expect(await settleQuarantined(RESTAURANT, { id: op.id, how: 'replay', by: 'server' }, server.deps)).toEqual({
      kind: 'still_held',
      code: 'newer_schema',
    });
    expect(await payments(server)).toEqual([]);
    expect(await replayWaiting(RESTAURANT, { ...server.deps, ...newer })).toBe(1);
    expect(await replayWaiting(RESTAURANT, { ...server.deps, ...newer })).toBe(0);
    expect(await payments(server)).toEqual([5_000]);
    expect(await stateOf(server)).toEqual(['replayed']);
    expect(await verifyJournal(RESTAURANT, server.store, sha256Hex)).toMatchObject({ problem: undefined });
    // The device that asks again hears what it heard before, and reads the rest in the row.
    const { verdicts } = await applyOps(RESTAURANT, [testChain([op])], TILL_A, server.deps);
    expect(verdicts[op.id]).toEqual(['quarantined', 1, 'newer_schema']);
  });

  test('[SYN-19] is put aside when somebody decides so, and can still be fetched byte for byte', async () => {
    const { server, op } = await withNewerOp();
    const by = nameId('test:owner');
    expect(await settleQuarantined(RESTAURANT, { id: op.id, how: 'discard', by }, server.deps)).toMatchObject({
      kind: 'settled',
    });
    expect(await settleQuarantined(RESTAURANT, { id: op.id, how: 'replay', by }, server.deps)).toEqual({
      kind: 'not_waiting',
    });
    expect(await stateOf(server)).toEqual(['discarded']);
    expect(await payments(server)).toEqual([]);
    expect((await server.store.entry(RESTAURANT, op.id))?.body).toBe(canonicalJson(op));
    expect(await verifyJournal(RESTAURANT, server.store, sha256Hex)).toMatchObject({ problem: undefined });
  });

  test('[SYN-19] was discarded and is brought back: it counts once, and the journal says all of it', async () => {
    const { server, op } = await withNewerOp();
    const by = nameId('test:owner');
    const settle = (how: 'discard' | 'bring_back' | 'replay', deps = server.deps) =>
      settleQuarantined(RESTAURANT, { id: op.id, how, by }, deps);
    expect(await settle('bring_back')).toEqual({ kind: 'not_waiting' });
    await settle('discard');
    // This release can't apply it: it waits again, and the next one does.
    expect(await settle('bring_back')).toMatchObject({ kind: 'settled', how: 'reopen' });
    expect([await stateOf(server), await payments(server)]).toEqual([['waiting'], []]);
    await settle('discard');
    expect(await replayWaiting(RESTAURANT, { ...server.deps, ...newer })).toBe(0);
    expect(await settle('bring_back', { ...server.deps, ...newer })).toMatchObject({ kind: 'settled', how: 'replay' });
    expect(await settle('bring_back', { ...server.deps, ...newer })).toEqual({ kind: 'not_waiting' });
    expect([await stateOf(server), await payments(server)]).toEqual([['replayed'], [5_000]]);
    const [row] = await server.store.rows(RESTAURANT, 'quarantine');
    expect(row?.f).toMatchObject({ settledBy: by, settledAt: server.deps.nowMs(), settledVersion: row?.v });
    expect(await verifyJournal(RESTAURANT, server.store, sha256Hex)).toMatchObject({ problem: undefined });
  });

  test('[SYN-19] what the store never takes waits again when it is brought back', async () => {
    const server = house();
    const op = testOp([paid('a', 5_000)], { kind: 'payment.take' });
    server.store.faults.unstorable.add(op.id);
    await applyOps(RESTAURANT, [testChain([op])], TILL_A, server.deps);
    const settle = (how: 'discard' | 'bring_back') =>
      settleQuarantined(RESTAURANT, { id: op.id, how, by: nameId('test:owner') }, server.deps);
    await settle('discard');
    expect(await settle('bring_back')).toMatchObject({ kind: 'settled', how: 'reopen' });
    server.store.faults.unstorable.clear();
    expect(await replayWaiting(RESTAURANT, server.deps)).toBe(1);
    expect(await payments(server)).toEqual([5_000]);
    expect(await verifyJournal(RESTAURANT, server.store, sha256Hex)).toMatchObject({ problem: undefined });
  });

  test('[SYN-19] an end from before its time was noted is folded as it was written', async () => {
    const { server, op } = await withNewerOp();
    await settleQuarantined(RESTAURANT, { id: op.id, how: 'discard', by: 'server' }, server.deps);
    const [entry] = (await server.store.journal(RESTAURANT, 1, 1)) as [JournalEntry];
    expect(settledAt(entry.body)).toBe(server.deps.nowMs());
    const old = JSON.stringify({ changes: [['quarantine', op.id, { how: 'discard' }]] });
    const rows = new WorkingRows(() => undefined, SERVER_RULES.join);
    const [row] = (await server.store.rows(RESTAURANT, 'quarantine')) as [StoredRow];
    const { settledAt: _, ...f } = row.f;
    applySettling(rows, { kind: entry.kind, by: 'server', version: 2, row: { ...row, f }, at: settledAt(old) }, entry);
    expect(rows.row('quarantine', op.id)?.f).not.toHaveProperty('settledAt');
  });

  test('[SYN-19] a journal that ends what was never put apart does not hold', async () => {
    const { server, op } = await withNewerOp();
    await replayWaiting(RESTAURANT, { ...server.deps, ...newer });
    server.store.tamper(RESTAURANT, ({ rows }) => {
      const row = rows.get('payments')?.get(nameId('test:payment:a'));
      if (row) rows.get('payments')?.set(row.id, { ...row, f: { ...row.f, amountMinor: 1 } });
    });
    expect((await verifyJournal(RESTAURANT, server.store, sha256Hex)).problem).toContain('payments');
    expect(op.schema).toBe(SCHEMA + 1);
  });

  test('[SYN-12] a second body of a known id is never applied by a replay', async () => {
    const server = house();
    const first = testOp([soldOut('a')]);
    const second = { ...first, changes: [soldOut('b')] };
    await applyOps(RESTAURANT, [testChain([first])], TILL_A, server.deps);
    await applyOps(RESTAURANT, [testChain([second], { seq: 2 })], TILL_A, server.deps);
    expect(await replayWaiting(RESTAURANT, { ...server.deps, ...newer })).toBe(0);
    expect(await server.store.rows(RESTAURANT, 'item_availability')).toHaveLength(1);
  });

  test('[SYN-10] leaves the screen when it was discarded, and stands there again when it is brought back', async () => {
    const server = house();
    const till = await testTill(server);
    await till.tap(soldOut('a'));
    const [tapped] = await till.outbox();
    if (!tapped) throw new Error('a tap was saved');
    server.store.faults.unstorable.add(tapped.id);
    await till.device.exchange();
    server.store.faults.unstorable.clear();
    const settle = async (how: 'discard' | 'bring_back') => {
      await settleQuarantined(RESTAURANT, { id: tapped.id, how, by: nameId('test:owner') }, server.deps);
      await till.device.exchange();
      const held = await till.store.read((tx) => tx.list('held'));
      return [held.length, till.device.view.get('item_availability', nameId('test:item:a'))?.f['soldOut']];
    };
    expect(await settle('discard')).toEqual([0, undefined]);
    expect(await settle('bring_back')).toEqual([0, true]);
    expect((await till.recorder()).map(({ id }) => id)).toEqual([tapped.id]);
  });

  test('[SYN-10] stays on the screen that wrote it until the replay was read back, and then counts once', async () => {
    const server = house();
    const till = await testTill(server);
    await till.tap(soldOut('a'));
    const [entry] = await till.outbox();
    if (!entry) throw new Error('a tap was saved');
    server.store.faults.unstorable.add(entry.id);
    await till.device.exchange();
    const held = () => till.store.read((tx) => tx.list('held'));
    const shows = () => till.device.view.get('item_availability', nameId('test:item:a'))?.f['soldOut'];
    expect([(await held()).length, shows()]).toEqual([1, true]);
    server.store.faults.unstorable.clear();
    await replayWaiting(RESTAURANT, server.deps);
    expect([(await held()).length, shows()]).toEqual([1, true]);
    await till.device.exchange();
    expect([(await held()).length, shows()]).toEqual([0, true]);
    expect((await till.recorder()).map(({ id }) => id)).toEqual([entry.id]);
  });
});
