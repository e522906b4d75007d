import { expect, test } from 'vitest';
import { LIMITS } from '../limits.ts';
import { soldOut, testServer } from '../testing/index.ts';
import { testTill } from '../testing/test-till.ts';
import type { MemoryClientStore } from './memory-store.ts';
import { listPending, unsentOf } from './pending.ts';
import { CLIENT_RULES } from './rules.ts';
import type { ClientTx } from './store.ts';
import { DeviceView } from './view.ts';

const LONG = 2 * LIMITS.pushOps + 50;

async function tillWithLongOutbox() {
  const server = testServer();
  const till = await testTill(server);
  for (let tapped = 0; tapped < LONG; tapped++) await till.tap(soldOut(`dish ${tapped % 300}`, tapped % 2 === 0));
  return { server, till };
}

/** Hears how many ops are read of the outbox at once. */
function watchReads(store: MemoryClientStore): () => number {
  let most = 0;
  const heard = <T extends readonly unknown[]>(found: T): T => {
    most = Math.max(most, found.length);
    return found;
  };
  const watched = (tx: ClientTx): ClientTx =>
    new Proxy(tx, {
      get(target, name: keyof ClientTx) {
        if (name === 'list')
          return async (of: 'outbox') => (of === 'outbox' ? heard(await target.list(of)) : target.list(of));
        if (name === 'outboxFrom')
          return async (...asked: [number, number]) => heard(await target.outboxFrom(...asked));
        return (target[name] as (...given: unknown[]) => unknown).bind(target);
      },
    });
  const [read, write] = [store.read.bind(store), store.write.bind(store)];
  store.read = (work) => read((tx) => work(watched(tx)));
  store.write = (durability, work) => write(durability, (tx) => work(watched(tx)));
  return () => most;
}

test('[SYN-10] a long outbox goes in parts, and no exchange reads it whole', { timeout: 30_000 }, async () => {
  const { till } = await tillWithLongOutbox();
  await till.device.load();
  const most = watchReads(till.store);
  const waits: number[] = [];
  for (let exchanges = 0; exchanges < 4; exchanges++) {
    await till.device.exchange();
    waits.push((await till.device.status()).waiting);
  }
  expect(waits).toEqual([LONG - LIMITS.pushOps, LONG - 2 * LIMITS.pushOps, 0, 0]);
  expect(await till.outbox()).toEqual([]);
  expect(most()).toBeLessThanOrEqual(LIMITS.pushOps + 1);
});

test('[SYN-14] while a person is at work, what waits goes in small parts', async () => {
  const { till } = await tillWithLongOutbox();
  till.person.isBusy = true;
  await till.device.exchange();
  expect((await till.device.status()).waiting).toBe(LONG - LIMITS.busyPushOps);
  expect(till.line.requests.at(-1)?.pull?.limit).toBe(LIMITS.busyPageRows);
  till.person.isBusy = false;
  await till.device.exchange();
  expect((await till.device.status()).waiting).toBe(LONG - LIMITS.busyPushOps - LIMITS.pushOps);
});

test('[SYN-9] the view follows the outbox by its numbers: it is what reading all of it would give', async () => {
  const { till } = await tillWithLongOutbox();
  for (let exchanges = 0; exchanges < 4; exchanges++) {
    const anew = new DeviceView(CLIENT_RULES);
    await till.store.read(async (tx) => {
      for (const { collection, row } of await tx.list('rows')) anew.setRows(collection, [row]);
      anew.setPending(await listPending(tx));
    });
    expect([...till.device.view.all('item_availability')]).toEqual(
      expect.arrayContaining([...anew.all('item_availability')]),
    );
    await till.device.exchange();
  }
});

const entry = (seq: number, verdict: ['ok', number] | null, recordedAt: number) =>
  ({
    seq,
    id: `id${seq}`,
    prev: '',
    link: '',
    body: '{}',
    effective: null,
    verdict,
    recordedAt,
    lineage: 1,
  }) as const;

test('[SYN-14] what was answered does not wait any more; the age is that of the oldest', async () => {
  const till = await testTill(testServer());
  const said = () => till.store.read((tx) => unsentOf(tx));
  expect(await said()).toEqual({ count: 0, oldestAt: null });
  await till.store.write('strict', (tx) =>
    tx.put('outbox', [entry(1, ['ok', 3], 0), entry(2, null, 4_000), entry(3, null, 2_000)]),
  );
  expect(await said()).toEqual({ count: 2, oldestAt: 2_000 });
});
