import { SCHEMA, canonicalJson, nameId } from '@resto360/domain';
import { expect, test } from 'vitest';
import { linkHash, sha256Hex } from '../protocol/op-hash.ts';
import { RESTAURANT, TILL_A, TILL_B, soldOut, testServer } from '../testing/index.ts';
import { settle, testTill } from '../testing/test-till.ts';
import { carryOps, readCarriedOp, type CarriedOp } from './carry-ops.ts';

/** What a newer app may have written: one line of a file, whole, after one op that this app knows. */
const NEWER: readonly (readonly [string, object, string])[] = [
  ['a newer schema', { schema: SCHEMA + 1, changes: [['reservations', nameId('x'), { at: 7 }]] }, 'newer_schema'],
  [
    'a kind of op that nobody here knows',
    { kind: 'guest.seat', changes: [['orders', nameId('x'), { a: 1 }]] },
    'unknown_kind',
  ],
  ['a field that nobody here knows', { changes: [['item_availability', nameId('x'), { hue: 1 }]] }, 'unknown_field'],
  ['changes of another shape and a stamp of another form', { changes: { all: 1 }, stamp: 'later' }, 'malformed_op'],
];

async function newerFile(server: ReturnType<typeof testServer>, over: object): Promise<readonly CarriedOp[]> {
  const lost = await testTill(server);
  await lost.tap(soldOut('a'));
  const [first] = await lost.outbox();
  if (!first) throw new Error('one op');
  const body = canonicalJson({ ...JSON.parse(first.body), id: nameId('newer'), ...over });
  const newer = { id: nameId('newer'), seq: 2, prev: first.link, link: linkHash(first.link, 2, body, sha256Hex), body };
  return [first, { ...first, ...newer }].map((line) => {
    const read = readCarriedOp(line, TILL_A, sha256Hex);
    if (!read) throw new Error('both lines are whole');
    return read;
  });
}

test.each(NEWER)(
  '[SYN-29] an op of a newer app is carried unread and sent byte for byte, and the server judges it: %s',
  async (_name, over, code) => {
    const server = testServer();
    const file = await newerFile(server, over);
    expect(file.map(({ unread }) => unread)).toEqual([undefined, true]);
    const other = await testTill(server, TILL_B);
    expect(await carryOps(other.store, file, server.clock.nowMs)).toEqual({
      taken: 2,
      known: 0,
      unread: 1,
      clashing: 0,
    });
    await other.device.load();
    expect(other.device.view.get('item_availability', nameId('test:item:a'))?.f['soldOut']).toBe(true);
    expect(other.device.view.get('item_availability', nameId('x'))).toBeUndefined();
    expect((await other.device.status()).waiting).toBe(2);
    await settle(other);
    const journal = await server.store.journal(RESTAURANT, 0, 10);
    expect(journal.map(({ install, seq, body }) => [install, seq, body])).toEqual(
      file.map(({ seq, body }) => [TILL_A, seq, body]),
    );
    expect(await other.store.read((tx) => tx.list('overlay'))).toEqual([]);
    expect(await other.store.read((tx) => tx.list('held'))).toMatchObject([
      { id: nameId('newer'), install: TILL_A, body: file[1]?.body, unread: true, verdict: ['quarantined', 1, code] },
    ]);
    // What is held stays out of the view, and so it does after a start.
    const again = other.open();
    await again.load();
    expect(again.view.get('item_availability', nameId('x'))).toBeUndefined();
    // And it can be carried on from here, with the others that are held.
    const [held] = await other.store.read((tx) => tx.list('held'));
    expect(readCarriedOp(held, TILL_B, sha256Hex)).toMatchObject({
      install: TILL_A,
      body: file[1]?.body,
      unread: true,
    });
  },
);

test('[SYN-21, SYN-29] what was carried unread keeps its bytes, and stays unread, when it is numbered anew', async () => {
  const server = testServer();
  const file = await newerFile(server, { kind: 'guest.seat', changes: 7 });
  const other = await testTill(server, TILL_B);
  await carryOps(other.store, file, server.clock.nowMs);
  const post = other.line.post.bind(other.line);
  other.line.post = async (request) =>
    request.push?.chains.some(({ install }) => install === TILL_A)
      ? { status: 400, body: { code: 'foreign_install' } }
      : post(request);
  await other.device.exchange();
  expect((await other.outbox()).map(({ seq, body, unread }) => [seq, body, unread])).toEqual([
    [1, file[0]?.body, undefined],
    [2, file[1]?.body, true],
  ]);
  await settle(other);
  expect((await server.store.journal(RESTAURANT, 0, 10)).map(({ body }) => body)).toEqual(file.map(({ body }) => body));
});

test('[SYN-12, SYN-29] another body under a known id is not taken, and is counted apart', async () => {
  const server = testServer();
  const [first, newer] = await newerFile(server, { kind: 'guest.seat' });
  const other = await testTill(server, TILL_B);
  if (!first || !newer) throw new Error('two lines');
  await carryOps(other.store, [first], server.clock.nowMs);
  const counted = await carryOps(other.store, [first, { ...newer, id: first.id }], server.clock.nowMs);
  expect(counted).toEqual({ taken: 0, known: 1, unread: 0, clashing: 1 });
});
