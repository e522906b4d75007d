import { expect, test } from 'vitest';
import type { Id, Row } from '@resto360/domain';
import type { ClientRow, ClientStore, Counters, OutboxEntry } from './store.ts';

const ORDER: Id = '00000000-0000-7000-8000-00000000000a';
const OTHER: Id = '00000000-0000-7000-8000-00000000000b';

/** What every adapter of ClientStore keeps, whatever it stores into. `open` gives an empty store, another each time. */
export function clientStoreContract(name: string, open: () => Promise<ClientStore>): void {
  test(`${name} [SYN-8]: a transaction that throws leaves nothing behind`, async () => {
    const store = await open();
    await store.write('strict', (tx) => tx.put('outbox', [entry(1)]));
    const torn = store.write('strict', async (tx) => {
      await tx.put('outbox', [entry(2)]);
      await tx.delete('outbox', [1]);
      await tx.setMeta('counters', counters(2));
      throw new Error('torn');
    });
    await expect(torn).rejects.toThrow('torn');
    expect(await seqs(store)).toEqual([1]);
    expect(await store.read((tx) => tx.meta('counters'))).toBeUndefined();
  });

  test(`${name} [SYN-8]: a number read and raised in one transaction is never given twice`, async () => {
    const store = await open();
    const taken = await Promise.all(Array.from({ length: 50 }, () => takeNext(store)));
    expect(taken.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(await seqs(store)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  test(`${name} [SYN-8]: what a transaction answers is there when its promise resolves`, async () => {
    const store = await open();
    expect(await takeNext(store)).toBe(1);
    expect(await store.read((tx) => tx.get('outbox', 1))).toEqual(entry(1));
  });

  test(`${name} [SYN-9]: a transaction that reads sees no part of a write that is asked for meanwhile`, async () => {
    const store = await open();
    let writing: Promise<unknown> = Promise.resolve();
    const seen = await store.read(async (tx) => {
      const before = await tx.outboxNumbers();
      writing = store.write('strict', (other) => other.put('outbox', [entry(1)]));
      for (let look = 0; look < 5; look++) await tx.list('held');
      return [...before, ...(await tx.outboxNumbers())];
    });
    await writing;
    expect([seen, await seqs(store)]).toEqual([[], [1]]);
  });

  test(`${name} [SYN-7]: a transaction reads what it wrote itself`, async () => {
    const store = await open();
    await store.write('relaxed', async (tx) => {
      await tx.put('rows', [row('orders', ORDER, '', 1), row('order_lines', OTHER, ORDER)]);
      await tx.setMeta('heard', 'x');
      expect(await tx.get('rows', ['orders', ORDER])).toEqual(row('orders', ORDER, '', 1));
      expect(await tx.rowsOf('order_lines')).toEqual([row('order_lines', OTHER, ORDER).row]);
      expect(await tx.meta('heard')).toBe('x');
      expect(await tx.metas(['heard', 'counters'])).toEqual({ heard: 'x' });
      await tx.delete('rows', [['orders', ORDER]]);
      expect(await tx.get('rows', ['orders', ORDER])).toBeUndefined();
      expect(await tx.openOrders()).toEqual([]);
    });
    expect(await store.read((tx) => tx.get('rows', ['orders', ORDER]))).toBeUndefined();
  });

  test(`${name} [SYN-7]: a store is listed in the order of its keys`, async () => {
    const store = await open();
    await store.write('relaxed', (tx) => tx.put('outbox', [entry(10), entry(2), entry(1), entry(100)]));
    expect(await seqs(store)).toEqual([1, 2, 10, 100]);
    await store.write('relaxed', (tx) => tx.delete('outbox', [2, 100, 7]));
    expect(await seqs(store)).toEqual([1, 10]);
  });

  test(`${name} [SYN-7]: the outbox is counted, and read in parts`, async () => {
    const store = await open();
    await store.write('relaxed', (tx) => tx.put('outbox', [entry(12), entry(3), entry(5), entry(100)]));
    const read = await store.read(async (tx) => ({
      count: await tx.count('outbox'),
      numbers: await tx.outboxNumbers(),
      first: (await tx.outboxFrom(0, 2)).map(({ seq }) => seq),
      rest: (await tx.outboxFrom(6, 9)).map(({ seq }) => seq),
      none: await tx.outboxFrom(101, 9),
      some: (await tx.getMany('outbox', [5, 4, 3])).map((found) => found?.seq),
    }));
    expect(read).toEqual({
      count: 4,
      numbers: [3, 5, 12, 100],
      first: [3, 5],
      rest: [12, 100],
      none: [],
      some: [5, undefined, 3],
    });
  });

  test(`${name} [SYN-7]: a later put takes the place of an earlier one`, async () => {
    const store = await open();
    await store.write('relaxed', (tx) => tx.put('outbox', [entry(1)]));
    await store.write('relaxed', (tx) => tx.put('outbox', [{ ...entry(1), verdict: ['ok', 5] }]));
    expect(await store.read((tx) => tx.list('outbox'))).toEqual([{ ...entry(1), verdict: ['ok', 5] }]);
  });

  test(`${name} [SYN-12]: values change their keys in one transaction, also to keys that were just given up`, async () => {
    const store = await open();
    await store.write('relaxed', (tx) => tx.put('outbox', [entry(2), entry(3), entry(4)]));
    await store.write('strict', async (tx) => {
      const old = await tx.list('outbox');
      const keys = old.map(({ seq }) => seq);
      await tx.delete('outbox', keys);
      await tx.put(
        'outbox',
        old.map((value) => ({ ...value, seq: value.seq - 1 })),
      );
    });
    const moved = await store.read((tx) => tx.list('outbox'));
    expect(moved).toEqual([2, 3, 4].map((seq) => ({ ...entry(seq), seq: seq - 1 })));
  });

  test(`${name} [SYN-7]: rows are found by collection, by order, and open orders apart`, async () => {
    const store = await open();
    const closed = row('orders', OTHER, '', 0);
    const opened = row('orders', ORDER, '', 1);
    const children = [row('order_lines', ORDER, ORDER), row('payments', ORDER, ORDER)];
    await store.write('relaxed', (tx) =>
      tx.put('rows', [opened, closed, ...children, row('order_lines', OTHER, OTHER), row('order', ORDER, '')]),
    );
    const found = await store.read(async (tx) => ({
      orders: await tx.rowsOf('orders'),
      open: await tx.openOrders(),
      children: await tx.rowsOfOrders([ORDER]),
      ofBoth: (await tx.rowsOfOrders([ORDER, OTHER])).length,
      nothing: await tx.rowsOf('receipts'),
      last: await tx.lastOrders(9),
      newest: await tx.lastOrders(1),
    }));
    expect(byId(found.orders)).toEqual(byId([opened.row, closed.row]));
    expect(found.open).toEqual([opened.row]);
    expect(found.last).toEqual([closed.row, opened.row]);
    expect(found.newest).toEqual([closed.row]);
    expect(found.children.toSorted((a, b) => (a.collection < b.collection ? -1 : 1))).toEqual(children);
    expect(found.ofBoth).toBe(3);
    expect(found.nothing).toEqual([]);
  });

  test(`${name} [SYN-7]: an order that closes is open no more`, async () => {
    const store = await open();
    await store.write('relaxed', (tx) => tx.put('rows', [row('orders', ORDER, '', 1)]));
    await store.write('relaxed', (tx) => tx.put('rows', [row('orders', ORDER, '', 0)]));
    expect(await store.read((tx) => tx.openOrders())).toEqual([]);
    expect(await store.read((tx) => tx.get('rows', ['orders', ORDER]))).toEqual(row('orders', ORDER, '', 0));
  });
}

async function takeNext(store: ClientStore): Promise<number> {
  return store.write('strict', async (tx) => {
    const seq = ((await tx.meta('counters'))?.seq ?? 0) + 1;
    await tx.put('outbox', [entry(seq)]);
    await tx.setMeta('counters', counters(seq));
    return seq;
  });
}

async function seqs(store: ClientStore): Promise<number[]> {
  return (await store.read((tx) => tx.list('outbox'))).map(({ seq }) => seq);
}

function entry(seq: number): OutboxEntry {
  const id = `00000000-0000-7000-8000-${String(seq).padStart(12, '0')}`;
  return { seq, id, prev: '', link: '', body: '{}', effective: null, verdict: null, recordedAt: 0, lineage: 1 };
}

function counters(seq: number): Counters {
  return { seq, link: '', stamp: null, receiptCount: 0 };
}

function row(collection: string, id: Id, order: Id | '', open: 0 | 1 = 0): ClientRow {
  return { collection, order, open, row: { id, v: 1, st: '', f: { collection } } };
}

const byId = (rows: readonly Row[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
