import { canonicalJson, makeStamp, nameId, readStamp, type Json } from '@resto360/domain';
import { expect, test } from 'vitest';
import { LIMITS } from '../limits.ts';
import { linkHash, sha256Hex } from '../protocol/op-hash.ts';
import type { SyncAnswer } from '../protocol/messages.ts';
import { RESTAURANT, TILL_A, TILL_B, paid, soldOut, testServer } from '../testing/index.ts';
import { settle, testTill, type TestTill } from '../testing/test-till.ts';
import { carryOps, readCarriedOp, type CarriedOp } from './carry-ops.ts';
import { pendingOf } from './pending.ts';
import type { ClientTx } from './store.ts';

async function take(till: TestTill, payment: string): Promise<void> {
  const saved = await till.device.record(nameId('test:staff'), () => ({
    ok: true,
    value: { kind: 'payment.take', changes: [paid(payment, 5_000)], receipts: 1 },
  }));
  expect(saved.ok).toBe(true);
}

/** What a file of unsent sales says of a till. */
const fileOf = async (till: TestTill, install = TILL_A): Promise<CarriedOp[]> =>
  (await till.outbox()).map((entry) => {
    const read = readCarriedOp({ ...entry }, install, sha256Hex);
    if (!read) throw new Error('an exported op is whole');
    return read;
  });

const overlay = (till: TestTill) => till.store.read((tx: ClientTx) => tx.list('overlay'));
const SALES = ['first', 'second', 'third'];
const ids = SALES.map((name) => nameId(`test:payment:${name}`)).toSorted();

/** Three sales of A, which is lost with its disk; B has its file. */
async function lostTill() {
  const server = testServer();
  const lost = await testTill(server);
  for (const sale of SALES) await take(lost, sale);
  const file = await fileOf(lost);
  const other = await testTill(server, TILL_B);
  await settle(other);
  const payments = async () => (await server.store.rows(RESTAURANT, 'payments')).map(({ id }) => id).toSorted();
  const carry = (ops = file) => carryOps(other.store, ops, server.clock.nowMs);
  return { server, lost, other, file, payments, carry };
}

test('[SYN-29] sales of a lost tablet reach the cloud exactly once, under its own install; importing twice changes nothing', async () => {
  const { server, other, payments, carry } = await lostTill();
  expect(await carry()).toEqual({ taken: 3, known: 0, unread: 0, clashing: 0 });
  expect(await carry()).toEqual({ taken: 0, known: 3, unread: 0, clashing: 0 });
  await other.device.load();
  await other.device.loadOrder(nameId('test:order'));
  for (const id of ids) expect(other.device.view.get('payments', id)).toBeDefined();
  expect((await other.device.status()).waiting).toBe(3);
  await settle(other);
  expect(await payments()).toEqual(ids);
  expect(await overlay(other)).toEqual([]);
  const entries = await server.store.journal(RESTAURANT, 0, 10);
  expect(entries.map(({ install, seq }) => [install, seq])).toEqual([1, 2, 3].map((seq) => [TILL_A, seq]));
  // The whole of it once more: the recorder knows them.
  expect(await carry()).toEqual({ taken: 0, known: 3, unread: 0, clashing: 0 });
  await settle(other);
  expect(await server.store.head(RESTAURANT)).toMatchObject({ head: entries.at(-1)?.version });
});

test('[SYN-29] what the cloud has already is answered dup, and the tablet that comes back finds nothing doubled', async () => {
  const { server, lost, other, payments, carry } = await lostTill();
  await settle(lost);
  await carry();
  await settle(other);
  expect(await overlay(other)).toEqual([]);
  expect(await payments()).toEqual(ids);
  expect((await server.store.journal(RESTAURANT, 0, 10)).length).toBe(3);
  expect((await other.device.status()).why).toBeNull();
});

test('[SYN-10, SYN-29] a carried op stays until it is read back with nothing more waiting', async () => {
  const { server, other: busy, file, payments } = await lostTill();
  for (const item of ['a', 'b']) {
    await busy.tap(soldOut(item));
    await settle(busy);
  }
  const other = await testTill(server, 'CCCCCCCCCC', 1);
  server.store.addDevice(RESTAURANT, { install: 'CCCCCCCCCC', kind: 'pos' });
  await carryOps(other.store, file, server.clock.nowMs);
  let seen = 0;
  for (let round = 0; round < 20; round++) {
    const outcome = await other.device.exchange();
    const waiting = await overlay(other);
    if (outcome.kind === 'done' && outcome.page?.more) expect(waiting).toHaveLength(3);
    if (waiting.some(({ verdict }) => verdict !== null)) seen += 1;
    for (const id of ids) expect(other.device.view.get('payments', id)).toBeDefined();
    if (outcome.kind === 'done' && !outcome.progress) break;
  }
  expect(seen).toBeGreaterThan(0);
  expect(await overlay(other)).toEqual([]);
  expect(await payments()).toEqual(ids);
});

test('[SYN-29] own and carried ops of one number are told apart, and go in one exchange', async () => {
  const { other, carry, payments } = await lostTill();
  other.line.mode = 'dead';
  await take(other, 'own');
  await carry();
  other.line.mode = 'answer_lost';
  await other.device.exchange();
  other.line.mode = 'good';
  other.line.requests.length = 0;
  await settle(other);
  const chains = other.line.requests.flatMap(({ push }) => push?.chains ?? []);
  expect(chains.map(({ install, seq }) => [install, seq])).toEqual([
    [TILL_B, 1],
    [TILL_A, 1],
  ]);
  expect([await other.outbox(), await overlay(other)]).toEqual([[], []]);
  expect(await payments()).toEqual([...ids, nameId('test:payment:own')].toSorted());
});

test('[SYN-29] a server that does not know the install gets the ops as own ones: nothing is lost, nothing held up', async () => {
  const { other, carry, payments } = await lostTill();
  await carry();
  const post = other.line.post.bind(other.line);
  other.line.post = async (request) =>
    request.push?.chains.some(({ install }) => install === TILL_A)
      ? { status: 400, body: { code: 'foreign_install' } as unknown as SyncAnswer & { code: string; details: never } }
      : post(request);
  await settle(other);
  expect(await payments()).toEqual(ids);
  expect([await other.outbox(), await overlay(other)]).toEqual([[], []]);
});

test('[SYN-21, SYN-29] a restored server gets carried ops back, sent or not', async () => {
  const { server, other, carry, file, payments } = await lostTill();
  const backup = server.store.backup();
  await carry(file.slice(0, 2));
  await settle(other);
  await carry(file);
  backup.restore();
  await server.store.beginLineage(RESTAURANT, 1);
  await settle(other);
  expect(await payments()).toEqual(ids);
  expect([await other.outbox(), await overlay(other)]).toEqual([[], []]);
});

test('[SYN-29] a quarantined op of another install is held here, under its name', async () => {
  const { other, carry, file } = await lostTill();
  await carry(file.slice(0, 1));
  other.line.alter = ({ push, ...answer }) => ({
    ...answer,
    ...(push ? { push: { ...push, verdicts: { [file[0]?.id ?? '']: ['quarantined', 1, 'bad_value'] } } } : {}),
  });
  await other.device.exchange();
  expect(await overlay(other)).toEqual([]);
  expect(await other.store.read((tx) => tx.list('held'))).toMatchObject([{ id: file[0]?.id, install: TILL_A }]);
});

test('[SYN-29] an op with one byte changed, moved, or told of another is not whole', async () => {
  const till = await testTill(testServer());
  await till.tap(soldOut('a'));
  const [entry] = await till.outbox();
  if (!entry) throw new Error('one op');
  const read = (over: object) => readCarriedOp({ ...entry, ...over }, TILL_A, sha256Hex);
  expect(read({})).toMatchObject({ id: entry.id, install: TILL_A, body: entry.body });
  expect(read({ install: TILL_B })).toMatchObject({ install: TILL_B });
  const bodies = [entry.body.replace('true', 'false'), `${entry.body} `, '{}', 'x', 7];
  const deep = canonicalJson({ id: entry.id, x: JSON.parse('['.repeat(24) + ']'.repeat(24)) as Json });
  // Bytes that give their link and are nobody's canonical op.
  for (const body of [`${entry.body} `, '['.repeat(60_000), '{"id":1e999}', deep]) {
    expect(read({ body, link: linkHash(entry.prev, entry.seq, body, sha256Hex) })).toBeUndefined();
  }
  for (const body of bodies) expect(read({ body })).toBeUndefined();
  const others = [{ seq: 2 }, { id: nameId('x') }, { prev: 'f'.repeat(64) }, { recordedAt: 'now' }, { effective: 'x' }];
  // What the server's envelope refuses would stop everything that waits behind it.
  for (const over of [{ install: 'nobody' }, { seq: LIMITS.seqMax + 1 }, { lineage: 0 }]) {
    const { prev, body } = entry;
    const link = linkHash(prev, LIMITS.seqMax + 1, body, sha256Hex);
    expect(read({ ...over, ...('seq' in over ? { link } : {}) })).toBeUndefined();
  }
  for (const over of others) expect(read(over)).toBeUndefined();
  for (const value of [null, 'op', [], {}]) expect(readCarriedOp(value, TILL_A, sha256Hex)).toBeUndefined();
});

test('[SYN-10] what is heard in the room is sent by its own tablet; after a minute by whoever holds it', async () => {
  const { server, lost, other, file, payments } = await lostTill();
  await carryOps(other.store, file, server.clock.nowMs, 'room');
  await other.device.load();
  // In the view at once, and not this tablet's to wait for.
  await other.device.loadOrder(nameId('test:order'));
  for (const id of ids) expect(other.device.view.get('payments', id)).toBeDefined();
  expect((await other.device.status()).waiting).toBe(0);
  server.clock.nowMs += 59_000;
  await settle(other);
  expect(await payments()).toEqual([]);
  server.clock.nowMs += 1_000;
  await settle(other);
  expect(await payments()).toEqual(ids);
  expect(await overlay(other)).toEqual([]);
  await settle(lost);
  expect(await payments()).toEqual(ids);
});

test('[SYN-24] a stamp heard in the room that runs years ahead is shown as one of now: the next edit lies above it', async () => {
  const server = testServer();
  const ahead = await testTill(server);
  const other = await testTill(server, TILL_B);
  server.clock.nowMs += 3 * 365 * 86_400_000;
  await ahead.tap(soldOut('a'));
  server.clock.nowMs -= 3 * 365 * 86_400_000;
  await carryOps(other.store, await fileOf(ahead), server.clock.nowMs, 'room');
  await other.device.load();
  const item = nameId('test:item:a');
  expect(other.device.view.get('item_availability', item)?.f['soldOut']).toBe(true);
  await other.tap(soldOut('a', false));
  expect(other.device.view.get('item_availability', item)?.f['soldOut']).toBe(false);
});

test('[SYN-24, SYN-29] a stamp that a file says a server gave is no better: it is adopted neither by the view nor by the clock', async () => {
  const { server, other, file } = await lostTill();
  const farMs = server.clock.nowMs + 70 * 365 * 86_400_000;
  const forged = file.map((op, at) => ({ ...op, effective: makeStamp(farMs, at, TILL_A) }));
  await carryOps(other.store, forged, server.clock.nowMs);
  const heard = await other.store.read((tx) => tx.meta('heard'));
  expect(readStamp(heard ?? '').ms).toBeLessThanOrEqual(server.clock.nowMs);
  for (const entry of await overlay(other)) {
    expect(readStamp(pendingOf(entry).effective).ms).toBeLessThanOrEqual(server.clock.nowMs);
  }
  await other.tap(soldOut('a'));
  const own = (await other.outbox()).map((entry) => readStamp(pendingOf(entry).effective).ms);
  expect(own).toEqual([server.clock.nowMs]);
});
