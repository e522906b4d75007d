import { nameId, ok } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import type { LiveDelta } from '../protocol/live.ts';
import { readDelta } from '../server/read-delta.ts';
import { RESTAURANT, TILL_B, paid, soldOut, testServer } from '../testing/index.ts';
import { settle, testTill, type TestTill } from '../testing/test-till.ts';
import { DeviceCrash } from './memory-store.ts';

type Server = ReturnType<typeof testServer>;

const TILL_C = 'CCCCCCCCCC';
const shows = (till: TestTill, item: string) =>
  till.device.view.get('item_availability', nameId(`test:item:${item}`))?.f['soldOut'];
const historyOf = async (till: TestTill) =>
  (await till.store.read((tx) => tx.meta('history')))?.marks.map(([at]) => at);
const isStored = async ({ store }: Server, payment: string) =>
  (await store.rows(RESTAURANT, 'payments')).some(({ id }) => id === nameId(`test:payment:${payment}`));

async function take(till: TestTill, payment: string): Promise<void> {
  const value = { kind: 'payment.take', changes: [paid(payment, 5_000)], receipts: 1 };
  await till.device.record(nameId('test:staff'), () => ok(value));
}

/** Two tills that have read everything, and a backup of the server as it was then. */
async function twoTills() {
  const server = testServer();
  const [till, other] = [await testTill(server), await testTill(server, TILL_B)];
  await other.tap(soldOut('before'));
  for (const one of [other, till]) await settle(one);
  return { server, till, other, backup: server.store.backup() };
}

/** The other till pushes on, above what the first one ever read. */
async function goOn(other: TestTill): Promise<void> {
  for (const item of ['a', 'b', 'c']) {
    await other.tap(soldOut(item));
    await settle(other);
  }
}

async function deltaFrom(server: Server, since: number): Promise<LiveDelta> {
  const delta = await readDelta(server.store, { restaurant: RESTAURANT, kind: 'pos', since, lineage: 1 }, 0);
  return JSON.parse(delta?.text ?? '{}') as LiveDelta;
}

describe('files put back unnoticed', () => {
  test('[SYN-21] a till whose sale they lost gives it back, although others have raised the head above it', async () => {
    const { server, till, other, backup } = await twoTills();
    await take(till, 'sold');
    await settle(till);
    expect(await till.outbox()).toEqual([]);
    backup.restore();
    await goOn(other);
    expect(await isStored(server, 'sold')).toBe(false);
    await till.device.exchange();
    // The first page of the new history, and its mark with it.
    await till.device.exchange();
    const { history, cursor } = await till.store.read(async (tx) => ({
      history: await tx.meta('history'),
      cursor: await tx.meta('cursor'),
    }));
    expect([history?.lineage, history?.marks.length, cursor?.lineage]).toEqual([2, 1, 2]);
    for (const one of [till, other]) await settle(one);
    expect(await isStored(server, 'sold')).toBe(true);
    for (const one of [till, other])
      for (const item of ['before', 'a', 'b', 'c']) expect(shows(one, item), item).toBe(true);
    expect(other.device.view.get('payments', nameId('test:payment:sold'))).toBeDefined();
    expect(await server.store.head(RESTAURANT)).toMatchObject({ lineage: 2 });
  });

  test('[SYN-10] [SYN-21] a verdict that was written down without its page is one that was heard', async () => {
    const { server, till, other, backup } = await twoTills();
    await take(till, 'sold');
    const write = till.store.write.bind(till.store);
    let writes = 0;
    till.store.write = (durability, work) => {
      writes += 1;
      if (writes === 2) till.store.faults.crashBeforeCommit = true;
      return write(durability, work);
    };
    await expect(till.device.exchange()).rejects.toThrow(DeviceCrash);
    expect((await till.outbox()).map(({ verdict }) => verdict?.[0])).toEqual(['ok']);
    backup.restore();
    await goOn(other);
    const again = { ...till, device: till.open() };
    await again.device.load();
    await settle(again);
    expect(await isStored(server, 'sold')).toBe(true);
  });

  test('[SYN-21] [SYN-28] a delta of another history is left alone, and the pull finds out', async () => {
    const { server, till, other } = await twoTills();
    server.store.addDevice(RESTAURANT, { install: TILL_C, kind: 'pos' });
    const third = await testTill(server, TILL_C);
    await settle(third);
    const backup = server.store.backup();
    await take(other, 'sold');
    await settle(other);
    expect(await till.device.takeDelta(await deltaFrom(server, 1))).toMatchObject({ from: 1, to: 2 });
    backup.restore();
    await goOn(third);
    expect(await till.device.takeDelta(await deltaFrom(server, 2))).toBeUndefined();
    for (const one of [till, other, third, till]) await settle(one);
    expect(await isStored(server, 'sold')).toBe(true);
    expect(shows(till, 'a')).toBe(true);
  });
});

describe('the marks that a device keeps', () => {
  test('[SYN-21] stand for all that it heard, and one that came while an answer was under way stands beside', async () => {
    const { server, till, other } = await twoTills();
    expect(await historyOf(till)).toEqual([1]);
    await other.tap(soldOut('a'));
    await settle(other);
    const delta = await deltaFrom(server, 1);
    await other.tap(soldOut('b'));
    await settle(other);
    const tab = till.open();
    await tab.load();
    const post = till.line.post.bind(till.line);
    till.line.post = async (request) => {
      const reply = await post(request);
      await tab.takeDelta(delta);
      return reply;
    };
    await till.device.exchange();
    expect(await historyOf(till)).toEqual([2, 3]);
    till.line.post = post;
    await till.device.exchange();
    expect(till.line.requests.map(({ marks }) => marks?.map(([at]) => at)).slice(-2)).toEqual([[1], [2, 3]]);
    expect(await historyOf(till)).toEqual([3]);
  });

  test('[SYN-26] a server that tells none changes none, and its deltas are taken', async () => {
    const { server, till, other } = await twoTills();
    await other.tap(soldOut('a'));
    await settle(other);
    const { marks: _marks, ...delta } = await deltaFrom(server, 1);
    expect(await till.device.takeDelta(delta)).toMatchObject({ to: 2 });
    expect(await historyOf(till)).toEqual([1]);
    await other.tap(soldOut('b'));
    await settle(other);
    till.line.alter = ({ mark: _mark, ...answer }) => answer;
    await settle(till);
    expect(await historyOf(till)).toEqual([1]);
  });

  test.each([[['x']], [['', '']], [[1, 2]], ['no'], [['a', 'b', 'c']]])(
    '[SYN-28] a delta with marks that are none is left alone: %j',
    async (marks) => {
      const { server, till, other } = await twoTills();
      await other.tap(soldOut('a'));
      await settle(other);
      expect(await till.device.takeDelta({ ...(await deltaFrom(server, 1)), marks })).toBeUndefined();
    },
  );
});
