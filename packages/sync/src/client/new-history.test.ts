import { nameId, type Id } from '@resto360/domain';
import { expect, test } from 'vitest';
import { NOON, RESTAURANT, TILL_B, paid, soldOut, testServer } from '../testing/index.ts';
import { settle, testTill, type TestTill } from '../testing/test-till.ts';

const shown = ({ device }: TestTill, payment: string) => device.view.get('payments', nameId(`test:payment:${payment}`));

async function take(till: TestTill, payment: string): Promise<void> {
  const saved = await till.device.record(nameId('test:staff'), () => ({
    ok: true,
    value: { kind: 'payment.take', changes: [paid(payment, 5_000)], receipts: 1 },
  }));
  expect(saved.ok).toBe(true);
}

/** A till with a payment in the backup and one that the backup lacks; the server was restored and begins anew. */
async function restored() {
  const server = testServer();
  const till = await testTill(server);
  await take(till, 'kept');
  await settle(till);
  const backup = server.store.backup();
  await take(till, 'lost');
  await settle(till);
  backup.restore();
  await server.store.beginLineage(RESTAURANT, 1);
  return { server, till };
}

const paymentsOf = async (server: ReturnType<typeof testServer>): Promise<readonly Id[]> =>
  (await server.store.rows(RESTAURANT, 'payments')).map(({ id }) => id).toSorted();

test('[SYN-21] a restored server gets back what it lost, asked for by id first; nothing leaves the screen meanwhile', async () => {
  const { server, till } = await restored();
  till.line.requests.length = 0;
  for (let round = 0; round < 20; round++) {
    const outcome = await till.device.exchange();
    expect(shown(till, 'kept')).toBeDefined();
    expect(shown(till, 'lost')).toBeDefined();
    if (outcome.kind === 'done' && !outcome.progress) break;
  }
  expect(await paymentsOf(server)).toEqual(['kept', 'lost'].map((name) => nameId(`test:payment:${name}`)).toSorted());
  expect(await till.outbox()).toEqual([]);
  expect(await till.recorder()).toHaveLength(2);
  const pushed = till.line.requests.flatMap(({ push }) => push?.chains.flatMap(({ ops }) => ops) ?? []);
  expect(pushed).toHaveLength(1);
  const chains = till.line.requests.flatMap(({ push }) => push?.chains ?? []);
  expect(chains).toMatchObject([{ seq: 2, lineage: 1 }]);
});

test('[SYN-21] a second till that had not sold a thing sees what the first gave back', async () => {
  const { server, till } = await restored();
  const other = await testTill(server, TILL_B);
  await settle(other);
  expect(shown(other, 'lost')).toBeUndefined();
  await settle(till);
  await settle(other);
  expect(shown(other, 'lost')).toBeDefined();
});

test('[SYN-21] killed while the new history begins, it is the one before whole or the new one whole', async () => {
  for (const knob of ['crashBeforeCommit', 'crashAfterCommit'] as const) {
    const { server, till } = await restored();
    await till.device.exchange();
    // The transaction after the one that notes the clock is the first page's.
    const write = till.store.write.bind(till.store);
    let writes = 0;
    till.store.write = (durability, work) => {
      writes += 1;
      if (writes === 2) till.store.faults[knob] = true;
      return write(durability, work);
    };
    await expect(till.device.exchange()).rejects.toThrow(knob);
    const again = { ...till, device: till.open() };
    await again.device.load();
    await again.device.loadOrder(nameId('test:order'));
    expect(shown(again, 'lost')).toBeDefined();
    await settle(again);
    expect(await paymentsOf(server)).toHaveLength(2);
  }
});

test('[SYN-21] another tab of the device sees the new history, and no row that only the former one had', async () => {
  const { server, till } = await restored();
  const other = await testTill(server, TILL_B);
  await other.tap(soldOut('a'));
  await settle(other);
  const tab = { ...till, device: till.open() };
  await tab.device.load();
  await till.store.write('relaxed', (tx) =>
    tx.put('rows', [{ collection: 'tables', order: '', open: 0, row: { id: nameId('gone'), v: 1, st: '', f: {} } }]),
  );
  await tab.device.load();
  expect(tab.device.view.get('tables', nameId('gone'))).toBeDefined();
  await settle(till);
  await tab.device.load();
  expect(tab.device.view.get('tables', nameId('gone'))).toBeUndefined();
  expect(tab.device.view.get('item_availability', nameId('test:item:a'))).toBeDefined();
});

test('[SYN-21] what an earlier install of this device wrote is given back under the present one', async () => {
  const { server, till } = await restored();
  const again = { restaurant: RESTAURANT, install: TILL_B, series: 'T2', kind: 'pos', token: '' } as const;
  await till.device.reEnrol(again);
  await settle(till);
  expect(await paymentsOf(server)).toHaveLength(2);
  const entries = await server.store.journal(RESTAURANT, 0, 10);
  expect(entries.map(({ install, seq }) => [install, seq])).toEqual([
    ['AAAAAAAAAA', 1],
    [TILL_B, 2],
  ]);
});

test('[SYN-21] a refused edit is not tried again on a restored server', async () => {
  const server = testServer();
  const till = await testTill(server);
  const backup = server.store.backup();
  await till.device.record(nameId('nobody'), () => ({
    ok: true,
    value: { kind: 'menu.edit', changes: [['items', nameId('dish'), { priceMinor: 1 }]], receipts: 0 },
  }));
  await settle(till);
  expect((await till.recorder()).map(({ verdict }) => verdict?.[0])).toEqual(['rejected']);
  backup.restore();
  await server.store.beginLineage(RESTAURANT, 1);
  server.clock.nowMs = NOON + 60_000;
  await settle(till);
  expect(await till.outbox()).toEqual([]);
  expect(await server.store.head(RESTAURANT)).toMatchObject({ head: 0, lineage: 2 });
});
