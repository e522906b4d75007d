import { describe, expect, test } from 'vitest';
import { makeStamp, nameId, readStamp, type Change, type Install } from '@resto360/domain';
import type { SyncAnswer, SyncRequest } from '../protocol/messages.ts';
import { sha256Hex } from '../protocol/op-hash.ts';
import type { Chain, Op } from '../protocol/op.ts';
import { scopeOf } from '../scope.ts';
import { NOON, RESTAURANT, TILL_A, TILL_B, soldOut, testChain, testOp, testServer } from '../testing/index.ts';
import { applyOps } from './apply-ops.ts';
import { exchange } from './exchange.ts';
import { verifyJournal } from './verify-journal.ts';

const device = { restaurant: RESTAURANT, install: TILL_A, kind: 'pos' as const };
const scope = scopeOf('pos').hash;

function request(over: Partial<SyncRequest>): SyncRequest {
  return { restaurant: RESTAURANT, install: TILL_A, lineage: 1, sentAt: 0, ...over };
}

async function ask(server: ReturnType<typeof testServer>, over: Partial<SyncRequest>) {
  const answer = await exchange(request(over), device, server.deps);
  return typeof answer === 'string' ? (JSON.parse(answer) as SyncAnswer) : answer;
}

const edit = (priceMinor: number, base: number, install: Install) =>
  testOp([['items', nameId('test:item:a'), { priceMinor }]], { kind: 'menu.edit', base }, install);

describe('one exchange', () => {
  test('[SYN-20] pushes first and then pulls, so that a device reads back what it wrote', async () => {
    const op = testOp([soldOut('a')]);
    const answer = await ask(testServer(), {
      push: { chains: [testChain([op])] },
      pull: { since: 0, scope, limit: 10 },
    });
    expect(answer).toMatchObject({
      lineage: 1,
      head: 1,
      push: { verdicts: { [op.id]: ['ok', 1] } },
      pull: { from: 0, to: 1, more: false },
    });
  });

  test('[SYN-20] `to` moves even when nothing in scope matched', async () => {
    const server = testServer();
    await ask(server, { push: { chains: [testChain([testOp([['dreams', RESTAURANT, { a: 1 }]])])] } });
    const kitchen = await exchange(request({ pull: { since: 1, scope, limit: 10 } }), device, server.deps);
    expect(kitchen).toContain('"from":1,"to":1,"more":false');
  });

  test('[SYN-20] a page ends at a version boundary, and the next goes on from there', async () => {
    const server = testServer();
    for (let seq = 1; seq <= 3; seq++) {
      const ops = [testOp([soldOut(`a${seq}`)]), testOp([soldOut(`b${seq}`)])];
      await ask(server, { push: { chains: [testChain(ops, { seq: seq * 2 - 1 })] } });
    }
    const sizes: [number, number, boolean][] = [];
    for (let since = 0, more = true; more; ) {
      const answer = await ask(server, { pull: { since, scope, limit: 1 } });
      if (!('pull' in answer) || !answer.pull) throw new Error('a page came');
      sizes.push([answer.pull.to, answer.pull.rows['item_availability']?.length ?? 0, answer.pull.more]);
      ({ to: since, more } = answer.pull);
    }
    expect(sizes).toEqual([
      [1, 2, true],
      [2, 2, true],
      [3, 2, false],
    ]);
  });

  test('[SYN-27] leaves out what the push made on top of what its sender had read, and nothing else', async () => {
    const server = testServer();
    const rowsOf = async (change: Change, seq: number, since: number, own = true) => {
      const answer = await ask(server, {
        push: { chains: [testChain([testOp([change])], { seq })] },
        pull: { since, scope, limit: 10, own },
      });
      if (!('pull' in answer)) throw new Error('a page came');
      return [answer.pull?.rows['item_availability']?.length ?? 0, answer.pull?.own?.[0] ?? 0];
    };
    expect(await rowsOf(soldOut('a'), 1, 0)).toEqual([0, 1]);
    // Known below, and read: the device can make it again.
    expect(await rowsOf(soldOut('a', false), 2, 1)).toEqual([0, 1]);
    // What lies below came after what the device has read.
    expect(await rowsOf(soldOut('a'), 3, 1)).toEqual([1, 0]);
    // Who does not ask gets everything.
    expect(await rowsOf(soldOut('b'), 4, 3, false)).toEqual([1, 0]);
  });

  test('a device of an older history is told so, and nothing of its push is applied under it', async () => {
    const server = testServer();
    const older = {
      lineage: 0,
      push: { chains: [testChain([testOp([soldOut('a')])])] },
      pull: { since: 0, scope, limit: 10 },
    };
    expect(await ask(server, older)).toEqual({ status: 409, code: 'reset', lineage: 1 });
    expect(await server.store.head(RESTAURANT)).toMatchObject({ head: 0 });
  });

  test('[SYN-21] a server that is itself behind says so and resets nobody', async () => {
    const server = testServer();
    expect(await ask(server, { lineage: 2 })).toEqual({ status: 409, code: 'behind' });
    server.store.beginLineage = () => Promise.resolve(undefined);
    expect(await ask(server, { pull: { since: 9, scope, limit: 10 } })).toEqual({ status: 409, code: 'behind' });
  });

  test('[SYN-21] a device that has read more than there is proves a lost tail: a new history begins, and nothing is applied before', async () => {
    const server = testServer();
    const push = { chains: [testChain([testOp([soldOut('a')])])] };
    const refused = await ask(server, { push, pull: { since: 9, scope, limit: 10 } });
    expect(refused).toEqual({ status: 409, code: 'reset', lineage: 2 });
    expect(await server.store.head(RESTAURANT)).toMatchObject({ lineage: 2, head: 0, starts: [0] });
    // A second device that lost the same tail finds the history begun.
    expect(await ask(server, { pull: { since: 8, scope, limit: 10 } })).toEqual({
      status: 409,
      code: 'reset',
      lineage: 2,
    });
  });

  test('[SYN-21] ops of a former history are asked for by id before they are sent', async () => {
    const server = testServer();
    const op = testOp([soldOut('a')]);
    await ask(server, { push: { chains: [testChain([op])] } });
    const recall = [op.id, testOp([soldOut('b')]).id];
    expect(await ask(server, { recall, pull: { since: 1, scope, limit: 10 } })).toMatchObject({
      recalled: { [op.id]: ['ok', 1] },
    });
  });

  test('[SYN-23] what its writer had read of a lost history counts as unread', async () => {
    const server = testServer();
    const send = (op: Op, over: Partial<Chain<unknown>> = {}) =>
      applyOps(RESTAURANT, [{ ...testChain([op], { install: readStamp(op.stamp).install }), ...over }], TILL_A, {
        ...server.deps,
        trusted: true,
      });
    await server.store.beginLineage(RESTAURANT, 1);
    await send(edit(500, 0, TILL_B));
    await send(edit(700, 90, TILL_A), { lineage: 1 });
    expect(await server.store.rows(RESTAURANT, 'conflicts')).toHaveLength(1);
    expect((await server.store.journal(RESTAURANT, 0, 10)).map(({ base }) => base)).toEqual([null, 0]);
    expect(await verifyJournal(RESTAURANT, server.store, sha256Hex)).toMatchObject({ problem: undefined });
  });

  test('[SYN-24] a stamp that was clamped before the restore is not clamped again', async () => {
    const server = testServer();
    const op = testOp([soldOut('a')], { stamp: makeStamp(NOON + 3_600_000, 0, TILL_A) });
    const given = makeStamp(NOON - 60_000, 5, TILL_A);
    const chain = { ...testChain([op]), lineage: 1, effective: { [op.id]: given } };
    await server.store.beginLineage(RESTAURANT, 1);
    const { verdicts } = await applyOps(RESTAURANT, [chain], TILL_A, server.deps);
    expect(verdicts[op.id]).toEqual(['ok', 1, given]);
  });
});
