import { describe, expect, test } from 'vitest';
import { ExceptionKind, makeStamp, nameId, quarantine, write } from '@resto360/domain';
import { MemoryClientStore } from '@resto360/sync/client';
import { readHistory } from './read-history.ts';

const stamp = (ms: number) => makeStamp(ms, 0, 'T1T1T1T1T1');

const conflict = (n: number) => ({
  collection: 'orders',
  row: nameId(`order ${n}`),
  field: 'covers',
  keptJson: '2',
  lostJson: '3',
  keptBy: 'T1T1T1T1T1',
  lostBy: 'T2T2T2T2T2',
  keptMark: stamp(1_000 + n),
  lostMark: stamp(n),
  rule: 'latest',
  needsPerson: 'no',
  op: nameId(`op ${n}`),
});
const row = (id: string, f: object) => ({ id: nameId(id), v: 1, st: stamp(1), f: { ...f } });

/** A store in which a discarded op is followed by three edits that a rule decided. */
async function storeOfOldOp() {
  const store = new MemoryClientStore();
  const [, , put] = write(quarantine, nameId('bad'), {
    install: 'T1T1T1T1T1',
    kind: 'payment.take',
    code: 'newer_schema',
    orders: [nameId('order 1')],
    amountMinor: 5_000,
    state: 'discarded',
    settledVersion: 3,
    settledBy: nameId('boss'),
    settledAt: 500,
  });
  await store.write('relaxed', async (tx) => {
    const conflicts = [1, 2, 3].map((n) => row(`conflict ${n}`, conflict(n)));
    await tx.put('rows', [
      ...conflicts.map((one) => ({ collection: 'conflicts', order: '', open: 0 as const, row: one })),
      { collection: 'quarantine', order: '', open: 0, row: row('bad', put) },
    ]);
  });
  return store;
}

describe('[SYN-23] a look at the history', () => {
  test('of one kind reaches behind what was decided since', async () => {
    const store = await storeOfOldOp();
    const station = { read: store.read.bind(store) };
    const all = await readHistory(station, { max: 2, kind: null, person: null });
    expect([all.shown.map(({ decidedBy }) => decidedBy), all.more]).toEqual([['rule', 'rule'], 2]);
    const [only, whose] = [ExceptionKind.quarantinedOp, nameId('boss')];
    for (const asked of [
      { kind: only, person: null },
      { kind: null, person: whose },
    ]) {
      const found = await readHistory(station, { max: 2, ...asked });
      expect([found.shown.map(({ decidedBy }) => decidedBy), found.more]).toEqual([['server'], 0]);
    }
    const none = await readHistory(station, { max: 2, kind: ExceptionKind.overpaid, person: null });
    expect([none.shown, none.more]).toEqual([[], 0]);
  });
});
