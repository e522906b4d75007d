import { SCHEMA, canonicalJson, items, nameId, ok, staff, write } from '@resto360/domain';
import { expect, test } from 'vitest';
import { carryOps, readCarriedOp } from '../client/carry-ops.ts';
import { awaitHistory } from '../client/stops.ts';
import { CHAIN_START, linkHash, sha256Hex } from '../protocol/op-hash.ts';
import { applyOps } from '../server/apply-ops.ts';
import { SERVER_RULES } from '../server/rules.ts';
import { takeInSuspense } from '../server/take-in-suspense.ts';
import { SERVER_INSTALL } from '../server-install.ts';
import { NOON, RESTAURANT, TILL_A, TILL_B, paid, testChain, testOp, testServer } from './index.ts';
import { settle, testTill, type TestTill } from './test-till.ts';

// A till whose right was taken while it held cash and an edit of the menu, and what becomes of both when others bring them.

const OWNER = nameId('test:owner');
const UNKNOWN = 'Z9Z9Z9Z9Z9';

async function withStolenTill() {
  const server = testServer();
  server.store.addDevice(RESTAURANT, { install: SERVER_INSTALL, kind: 'office' });
  const person = { born: true, name: 'Adjoua', role: 'owner', pinHash: 'x'.repeat(60) } as const;
  const hired = testOp([write(staff, OWNER, person)], { kind: 'staff.edit' });
  const trusted = { ...server.deps, trusted: true };
  await applyOps(RESTAURANT, [testChain([hired], { install: SERVER_INSTALL })], SERVER_INSTALL, trusted);
  const stolen = await testTill(server, TILL_A);
  const edit = write(items, nameId('test:dish'), { priceMinor: 1 });
  await stolen.device.record(OWNER, () => ok({ kind: 'payment.take', changes: [paid('stolen', 5_000)], receipts: 1 }));
  await stolen.device.record(OWNER, () => ok({ kind: 'menu.edit', changes: [edit], receipts: 0 }));
  server.store.revoke(RESTAURANT, TILL_A);
  const ops = (await stolen.outbox()).flatMap((entry) => readCarriedOp(entry, TILL_A, sha256Hex) ?? []);
  expect(ops).toHaveLength(2);
  const bringer = await testTill(server, TILL_B);
  asksWhoTheyAre(bringer, server);
  const rows = (name: string) => server.store.rows(RESTAURANT, name);
  const apart = async () => (await rows('suspense')).map(({ f }) => f['install']);
  return { server, stolen, ops, bringer, rows, apart };
}

/** The edge of the server: it names an install that is none of its restaurant's (`http/sync-route.ts`). */
function asksWhoTheyAre(till: TestTill, server: ReturnType<typeof testServer>): void {
  const post = till.line.post.bind(till.line);
  till.line.post = async (request) => {
    const known = (await server.store.devices(RESTAURANT)).map(({ install }) => install);
    const foreign = request.push?.chains.find(({ install }) => !known.includes(install));
    if (foreign) return { status: 400, body: { code: 'foreign_install', details: { install: foreign.install } } };
    return post(request);
  };
}

test('[SYN-25] [SYN-29] a line of an unknown install in a file gives nobody else’s ops another name', async () => {
  const { stolen, ops, bringer, rows, apart } = await withStolenTill();
  const [entry] = await stolen.outbox();
  const bait = testOp([paid('bait', 100)], { kind: 'payment.take' }, UNKNOWN);
  const body = canonicalJson(bait);
  const link = linkHash(CHAIN_START, 1, body, sha256Hex);
  const read = readCarriedOp(
    { ...entry, seq: 1, id: bait.id, prev: CHAIN_START, link, body, install: UNKNOWN },
    TILL_A,
    sha256Hex,
  );
  if (!read) throw new Error('the bait is readable');
  await carryOps(bringer.store, [...ops, read], NOON);
  await settle(bringer);
  expect(await apart()).toEqual([TILL_A]);
  expect(await rows('items')).toEqual([]);
  expect(await rows('payments')).toHaveLength(2);
});

test('[SYN-21] [SYN-25] what stood apart stands apart again when whoever carried it gives it back', async () => {
  const { server, ops, bringer, rows, apart } = await withStolenTill();
  await settle(bringer);
  const backup = server.store.backup();
  await carryOps(bringer.store, ops, NOON);
  await settle(bringer);
  expect(await apart()).toEqual([TILL_A]);
  backup.restore();
  await server.store.beginLineage(RESTAURANT, 1);
  await settle(bringer);
  expect([await apart(), (await rows('payments')).length]).toEqual([[TILL_A], 1]);
});

test('[SYN-21] [SYN-25] what a newer app had brought of it stands apart again too, from where it is held', async () => {
  const { server, bringer, rows, apart } = await withStolenTill();
  await settle(bringer);
  const backup = server.store.backup();
  const sale = testOp([paid('newer', 4_000)], { kind: 'payment.take', schema: SCHEMA + 1 }, TILL_A);
  const body = canonicalJson(sale);
  const place = { seq: 9, prev: CHAIN_START, link: linkHash(CHAIN_START, 9, body, sha256Hex) };
  const told = { id: sale.id, body, effective: null, recordedAt: NOON, lineage: 1 };
  const read = readCarriedOp({ ...place, ...told }, TILL_A, sha256Hex);
  if (!read) throw new Error('it is readable');
  await carryOps(bringer.store, [read], NOON);
  await settle(bringer);
  expect([await apart(), (await rows('payments')).length]).toEqual([[TILL_A], 0]);
  backup.restore();
  await server.store.beginLineage(RESTAURANT, 1);
  Object.assign(server.deps, { rules: { ...SERVER_RULES, schema: SCHEMA + 1 } });
  await settle(bringer);
  expect([await apart(), (await rows('payments')).length]).toEqual([[TILL_A], 1]);
});

test.each(['before it heard of the new history', 'after it heard of it'])(
  '[SYN-21] [SYN-25] a till that is revoked and holds a former history is taken from to the last op: revoked %s',
  async (when) => {
    const { server, stolen, rows, apart } = await withStolenTill();
    for (let sale = 0; sale < 450; sale++) {
      const one = { kind: 'payment.take', changes: [paid(`sale ${sale}`, 100)], receipts: 1 };
      await stolen.device.record(OWNER, () => ok(one));
    }
    await server.store.beginLineage(RESTAURANT, 1);
    if (when.startsWith('after')) await awaitHistory(stolen.store, 2);
    stolen.line.post = async (request) => {
      stolen.line.requests.push(request);
      const details = (await takeInSuspense(request, server.deps)) ?? {};
      return { status: 401, body: { code: 'reenrol', details } };
    };
    for (let time = 0; time < 10; time++) await stolen.device.exchange();
    expect([(await apart()).length, (await rows('payments')).length, await rows('items')]).toEqual([451, 451, []]);
    expect(stolen.line.requests.at(-1)?.push).toBeUndefined();
    // Nothing of it has a verdict of a history that this till does not hold.
    expect((await stolen.outbox()).every(({ verdict, recall }) => verdict === null && recall === true)).toBe(true);
  },
);
