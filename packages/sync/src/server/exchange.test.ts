import { describe, expect, test } from 'vitest';
import type { Change } from '@resto360/domain';
import type { SyncAnswer, SyncRequest } from '../protocol/messages.ts';
import { scopeOf } from '../scope.ts';
import { RESTAURANT, TILL_A, soldOut, testChain, testOp, testServer } from '../testing/index.ts';
import { exchange } from './exchange.ts';

const device = { restaurant: RESTAURANT, install: TILL_A, kind: 'pos' as const };
const scope = scopeOf('pos').hash;

function request(over: Partial<SyncRequest>): SyncRequest {
  return { restaurant: RESTAURANT, install: TILL_A, lineage: 1, sentAt: 0, ...over };
}

async function ask(server: ReturnType<typeof testServer>, over: Partial<SyncRequest>) {
  const answer = await exchange(request(over), device, server.deps);
  return typeof answer === 'string' ? (JSON.parse(answer) as SyncAnswer) : answer;
}

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
    expect(await ask(server, older)).toEqual({ status: 409, code: 'reset' });
    expect(await server.store.head(RESTAURANT)).toMatchObject({ head: 0 });
  });

  test('a server that is itself behind says so and resets nobody', async () => {
    const server = testServer();
    expect(await ask(server, { lineage: 2 })).toEqual({ status: 409, code: 'behind' });
    expect(await ask(server, { pull: { since: 9, scope, limit: 10 } })).toEqual({ status: 409, code: 'behind' });
  });
});
