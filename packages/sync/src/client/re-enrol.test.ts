import { nameId, ok, type Change, type Install } from '@resto360/domain';
import { expect, test } from 'vitest';
import { CHAIN_START, linkHash, sha256Hex } from '../protocol/op-hash.ts';
import { exchange } from '../server/exchange.ts';
import { verifyJournal } from '../server/verify-journal.ts';
import { scopeOf, type DeviceKind } from '../scope.ts';
import { RESTAURANT, TILL_A, paid, soldOut, testServer } from '../testing/index.ts';
import { Device } from './device.ts';
import type { Transport } from './transport.ts';
import { DeviceCrash, MemoryClientStore } from './memory-store.ts';
import type { Identity } from './store.ts';

const NEW: Install = 'CCCCCCCCCC';
const identityOf = (install: Install, series: string, kind: DeviceKind = 'pos'): Identity => {
  return { restaurant: RESTAURANT, install, series, kind, token: `token of ${install}` };
};
const OLD = identityOf(TILL_A, 'T1');
const AGAIN = identityOf(NEW, 'T9');

/** A till on a memory server that lets it in until its install is revoked. */
async function till() {
  const server = testServer();
  const store = new MemoryClientStore();
  const line = { losesAnswers: false, revoked: new Set<Install>() };
  const kinds = new Map<Install, DeviceKind>([[TILL_A, 'pos']]);
  const transport: Transport = {
    post: async (request, { install }) => {
      if (line.revoked.has(install)) return { status: 401, body: { code: 'reenrol' } };
      const caller = { restaurant: RESTAURANT, install, kind: kinds.get(install) ?? 'pos' };
      const answer = await exchange(request, caller, server.deps);
      if (line.losesAnswers) throw new Error('the answer was lost');
      if (typeof answer !== 'string') return { status: answer.status, body: { code: answer.code } };
      return { status: 200, body: JSON.parse(answer) as unknown };
    },
  };
  let dice = 0;
  const open = (disk: MemoryClientStore) =>
    new Device({
      store: disk,
      transport,
      nowMs: () => server.clock.nowMs,
      randomBytes: (count) => Uint8Array.from({ length: count }, () => (dice = (dice * 73 + 41) & 255)),
      hash: sha256Hex,
    });
  const device = open(store);
  await device.enrol(OLD, 1);
  await device.load();
  const tap = async (change: Change, kind = 'menu.sold_out', on: Device = device) => {
    server.clock.nowMs += 1;
    return on.record(nameId('test:staff'), () => ok({ kind, changes: [change], receipts: 1 }));
  };
  const enrolOnServer = (identity: Identity) => {
    kinds.set(identity.install, identity.kind);
    server.store.addDevice(RESTAURANT, identity);
  };
  return { server, store, line, device, open, tap, enrolOnServer };
}

const outboxOf = (store: MemoryClientStore) => store.read((tx) => tx.list('outbox'));
const metaOf = async (store: MemoryClientStore) =>
  store.read(async (tx) => ({
    identity: await tx.meta('identity'),
    counters: await tx.meta('counters'),
    cursor: await tx.meta('cursor'),
    notices: await tx.meta('notices'),
  }));
const told = (entries: readonly { readonly id: string; readonly body: string }[]) =>
  entries.map(({ id, body }) => ({ id, body }));

test('[SYN-12] what waits is sealed again under the new install: from 1, in its order, ids and bytes as they were', async () => {
  const { store, device, tap } = await till();
  await tap(soldOut('sent before'));
  await device.exchange();
  for (const item of ['a', 'b', 'c']) await tap(soldOut(item));
  const before = await outboxOf(store);
  const { counters } = await metaOf(store);
  await device.reEnrol(AGAIN);
  const after = await outboxOf(store);
  expect(before.map(({ seq }) => seq)).toEqual([2, 3, 4]);
  expect(after.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(told(after)).toEqual(told(before));
  let link = CHAIN_START;
  for (const entry of after) {
    expect(entry.prev).toBe(link);
    link = linkHash(link, entry.seq, entry.body);
    expect(entry.link).toBe(link);
  }
  const now = await metaOf(store);
  expect(now.identity).toEqual(AGAIN);
  expect(now.counters).toEqual({ seq: 3, link, stamp: counters?.stamp, receiptCount: 0 });
  expect(await store.read((tx) => tx.list('recorder'))).toHaveLength(1);
});

test('[SYN-12] the next op follows in the new chain, with a stamp above the last one though the clock went back', async () => {
  const { server, store, device, tap } = await till();
  await tap(soldOut('a'));
  await device.reEnrol(AGAIN);
  server.clock.nowMs -= 86_400_000;
  const saved = await tap(soldOut('b'));
  const [first, second] = await outboxOf(store);
  expect([second?.seq, second?.prev]).toEqual([2, first?.link]);
  expect(saved.ok && saved.value.op.stamp.endsWith(NEW)).toBe(true);
  const stamps = [first, second].map((entry) => (JSON.parse(entry?.body ?? '') as { stamp: string }).stamp);
  expect(stamps).toEqual(stamps.toSorted());
});

test('[SYN-15] a revoked till that enrols again brings every op to the server exactly once', async () => {
  const { server, store, line, device, tap, enrolOnServer } = await till();
  line.revoked.add(TILL_A);
  await tap(paid('a', 5_000), 'payment.take');
  await tap(soldOut('b'));
  await device.exchange();
  expect(await device.status()).toMatchObject({ state: 'attention', why: 'reenrol', waiting: 2 });
  enrolOnServer(AGAIN);
  await device.reEnrol(AGAIN);
  expect(await device.status()).toMatchObject({ why: null, waiting: 2 });
  await device.exchange();
  expect(await outboxOf(store)).toEqual([]);
  const journal = await server.store.journal(RESTAURANT, 0, 100);
  expect(journal.map(({ install, seq }) => [install, seq])).toEqual([
    [NEW, 1],
    [NEW, 2],
  ]);
  expect(await metaOf(store)).toMatchObject({ notices: { fork: false, missing: [], stopped: null } });
});

test('[SYN-12] ops that the server had committed before the answer was lost are known again by their ids: no op twice', async () => {
  const { server, store, line, device, tap, enrolOnServer } = await till();
  await tap(paid('a', 5_000), 'payment.take');
  await tap(soldOut('b'));
  line.losesAnswers = true;
  await device.exchange();
  line.losesAnswers = false;
  line.revoked.add(TILL_A);
  await tap(soldOut('c'));
  await device.exchange();
  enrolOnServer(AGAIN);
  await device.reEnrol(AGAIN);
  await device.exchange();
  const recorded = await store.read((tx) => tx.list('recorder'));
  expect(recorded.filter(({ verdict }) => verdict?.[0] === 'dup')).toHaveLength(2);
  expect(recorded.filter(({ verdict }) => verdict?.[0] === 'ok')).toHaveLength(1);
  const journal = await server.store.journal(RESTAURANT, 0, 100);
  expect(journal.map(({ install, seq }) => [install, seq])).toEqual([
    [TILL_A, 1],
    [TILL_A, 2],
    [NEW, 3],
  ]);
  expect(new Set(journal.map(({ id }) => id)).size).toBe(3);
  expect(await metaOf(store)).toMatchObject({ notices: { fork: false, missing: [] } });
  expect((await verifyJournal(RESTAURANT, server.store, sha256Hex)).problem).toBeUndefined();
});

test('[SYN-12] of two copies of one tablet, each that enrols again forks no more, and the ops of both land once', async () => {
  const { server, store, device, open, tap, enrolOnServer } = await till();
  await tap(soldOut('known to both'));
  const twin = open(store.clone());
  await tap(soldOut('mine'));
  await tap(soldOut('the twin’s'), 'menu.sold_out', twin);
  await device.exchange();
  await twin.exchange();
  expect((await twin.status()).why).toBe('fork');
  enrolOnServer(AGAIN);
  await tap(soldOut('the twin’s, unsent'), 'menu.sold_out', twin);
  await twin.reEnrol(AGAIN);
  expect(await twin.status()).toMatchObject({ why: null, waiting: 1 });
  await twin.exchange();
  await tap(soldOut('mine again'));
  await device.exchange();
  expect([(await twin.status()).why, (await device.status()).why]).toEqual([null, null]);
  const journal = await server.store.journal(RESTAURANT, 0, 100);
  expect(journal).toHaveLength(5);
  expect(new Set(journal.map(({ id }) => id)).size).toBe(5);
});

test.each(['crashBeforeCommit', 'crashAfterCommit'] as const)(
  '[SYN-15] a crash (%s) leaves the old state whole or the new one whole, and the same answer may be tried again',
  async (knob) => {
    const { store, device, tap } = await till();
    for (const item of ['a', 'b']) await tap(soldOut(item));
    const before = { outbox: await outboxOf(store), meta: await metaOf(store) };
    store.faults[knob] = true;
    await expect(device.reEnrol(AGAIN)).rejects.toThrow(DeviceCrash);
    if (knob === 'crashBeforeCommit') {
      expect({ outbox: await outboxOf(store), meta: await metaOf(store) }).toEqual(before);
    }
    await device.reEnrol(AGAIN);
    const after = await outboxOf(store);
    expect(told(after)).toEqual(told(before.outbox));
    expect(await metaOf(store)).toMatchObject({ identity: AGAIN, counters: { seq: 2, receiptCount: 0 } });
  },
);

test('[SYN-12] the same install with a new token numbers nothing anew: what it sent keeps its number', async () => {
  const { store, line, device, tap, enrolOnServer } = await till();
  enrolOnServer(AGAIN);
  await device.reEnrol(AGAIN);
  await tap(soldOut('a'));
  await device.exchange();
  line.revoked.add(NEW);
  await tap(soldOut('b'));
  await device.exchange();
  line.revoked.clear();
  await device.reEnrol({ ...AGAIN, token: 'a newer token' });
  expect((await outboxOf(store)).map(({ seq }) => seq)).toEqual([2]);
  expect(await metaOf(store)).toMatchObject({ identity: { token: 'a newer token' }, notices: { stopped: null } });
  await device.exchange();
  expect((await device.status()).why).toBeNull();
});

test('a code of another restaurant changes nothing here', async () => {
  const { store, device, tap } = await till();
  await tap(soldOut('a'));
  const before = { outbox: await outboxOf(store), meta: await metaOf(store) };
  await expect(device.reEnrol({ ...AGAIN, restaurant: nameId('another restaurant') })).rejects.toThrow();
  expect({ outbox: await outboxOf(store), meta: await metaOf(store) }).toEqual(before);
});

test('[SYN-20] as another kind of device it reads its new scope from 0; held ops and verdicts stay', async () => {
  const { store, device, tap, enrolOnServer } = await till();
  await tap(paid('before', 700), 'payment.take');
  await device.exchange();
  await tap(paid('a', 5_000), 'payment.take');
  await store.write('relaxed', async (tx) => {
    const [entry] = await tx.list('outbox');
    if (!entry) return;
    await tx.put('held', [
      { ...entry, id: nameId('held'), quarantineId: nameId('held'), install: 'AAAAAAAAAA', judgedIn: 1 },
    ]);
    await tx.put('outbox', [{ ...entry, seq: 1, id: nameId('judged'), verdict: ['ok', 1] }]);
  });
  const kitchen = identityOf(NEW, 'K1', 'kitchen');
  enrolOnServer(kitchen);
  await device.reEnrol(kitchen);
  expect((await outboxOf(store)).map(({ verdict }) => verdict)).toEqual([['ok', 1], null]);
  await device.exchange();
  expect(await metaOf(store)).toMatchObject({ cursor: { scope: scopeOf('kitchen').hash, more: false } });
  expect(await store.read((tx) => tx.rowsOf('payments'))).toEqual([]);
  expect(await outboxOf(store)).toEqual([]);
  expect(await store.read((tx) => tx.list('held'))).toHaveLength(1);
});

test('an answer to the former install that comes late is dropped: no fork and no stop is told of the new one', async () => {
  for (const late of [
    { status: 401, body: { code: 'reenrol' } },
    {
      status: 200,
      body: { lineage: 1, head: 0, receivedAt: 1, push: { verdicts: {}, missing: [[1, 9]], fork: true } },
    },
  ]) {
    const store = new MemoryClientStore();
    const device: Device = new Device({
      store,
      transport: {
        post: async () => {
          await device.reEnrol(AGAIN);
          return late;
        },
      },
      nowMs: () => 1,
      randomBytes: (count) => new Uint8Array(count),
      hash: sha256Hex,
    });
    await device.enrol(OLD, 1);
    await device.exchange();
    expect((await device.status()).why).toBeNull();
  }
});
