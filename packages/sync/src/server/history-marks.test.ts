import { describe, expect, test } from 'vitest';
import type { HistoryMark, SyncAnswer, SyncRequest } from '../protocol/messages.ts';
import { scopeOf } from '../scope.ts';
import { RESTAURANT, TILL_A, TILL_B, soldOut, testChain, testOp, testServer } from '../testing/index.ts';
import { exchange } from './exchange.ts';
import { partedAt } from './history-marks.ts';

type Server = ReturnType<typeof testServer>;
const scope = scopeOf('pos').hash;

async function ask(server: Server, over: Partial<SyncRequest>, replica = false) {
  const request = { restaurant: RESTAURANT, install: TILL_A, lineage: 1, sentAt: 0, ...over };
  const device = { restaurant: RESTAURANT, install: TILL_A, kind: 'pos' } as const;
  const answer = await exchange(request, device, { ...server.deps, replica });
  return typeof answer === 'string' ? (JSON.parse(answer) as SyncAnswer) : answer;
}

const pullAt = (since: number) => ({ pull: { since, scope, limit: 500 } });
const pushOf = (item: string, seq: number, install = TILL_A) => ({
  push: { chains: [testChain([testOp([soldOut(item)], {}, install)], { seq, install })] },
});

const hundredFrom = (first: number) => Array.from({ length: 100 }, (_, index) => soldOut(`${first + index}`));

/** A house whose files were put back to version 1 after a device had read 2, and which went on to 3 without it. */
async function putBack() {
  const server = testServer();
  const marks: HistoryMark[] = [];
  const note = async (over: Partial<SyncRequest>) => {
    const answer = await ask(server, { ...over, ...pullAt(0) });
    if (!('mark' in answer) || answer.mark === undefined) throw new Error('a mark is told');
    marks.push([answer.head, answer.mark]);
  };
  await note(pushOf('a', 1));
  const backup = server.store.backup();
  await note(pushOf('b', 2));
  backup.restore();
  await ask(server, pushOf('c', 1, TILL_B));
  await ask(server, pushOf('d', 2, TILL_B));
  const [first, second] = marks as [HistoryMark, HistoryMark];
  return { server, first, second };
}

const RESET = { status: 409, code: 'reset', lineage: 2 };

describe('a history that was written again behind a device', () => {
  test.each([
    ['a pull', {}],
    ['a push', pushOf('e', 3)],
    ['an empty push', { push: { chains: [] } }],
  ])('[SYN-21] is noticed at %s, also where the head is higher again, and nothing is applied', async (_, push) => {
    const { server, second } = await putBack();
    expect(await ask(server, { ...push, ...pullAt(2), marks: [second] })).toEqual(RESET);
    // Nobody can tell where the two parted: nothing of the former one counts as read.
    expect(await server.store.head(RESTAURANT)).toMatchObject({ head: 3, lineage: 2, starts: [0] });
  });

  test('[SYN-21] is noticed by what was heard above the cursor', async () => {
    const { server, first, second } = await putBack();
    expect(await ask(server, { ...pullAt(1), marks: [first, second] })).toEqual(RESET);
    expect(await server.store.head(RESTAURANT)).toMatchObject({ starts: [1] });
    const other = await putBack();
    expect(await ask(other.server, { ...pullAt(1), marks: [[9, other.first[1]]] })).toEqual(RESET);
    expect(await other.server.store.head(RESTAURANT)).toMatchObject({ starts: [3] });
  });

  test('[SYN-21] is none for a device that had read no more than there was, and for an app that tells no mark', async () => {
    const { server, first } = await putBack();
    expect(await ask(server, { ...pullAt(1), marks: [first] })).toMatchObject({ head: 3, pull: { to: 3 } });
    expect(await ask(server, { ...pullAt(2), ...pushOf('e', 2) })).toMatchObject({ head: 4, pull: { to: 4 } });
    expect(await ask(server, { ...pullAt(0), push: { chains: [] } })).toMatchObject({ head: 4 });
  });

  test('[SYN-21] a replica says that it is behind, and begins nothing', async () => {
    const { server, first, second } = await putBack();
    expect(await ask(server, { ...pullAt(2), marks: [second] }, true)).toEqual({ status: 409, code: 'behind' });
    expect(await ask(server, { ...pullAt(1), marks: [first] }, true)).toMatchObject({ head: 3 });
    expect(await server.store.head(RESTAURANT)).toMatchObject({ lineage: 1 });
  });

  test('[SYN-18] a push of several versions is compared at each, and its own do not part it', async () => {
    const { server, first } = await putBack();
    const ops = [0, 100, 200, 300].map((from) => testOp(hundredFrom(from)));
    const push = { chains: [testChain(ops, { seq: 2 })] };
    expect(await ask(server, { push, ...pullAt(1), marks: [first] })).toMatchObject({ head: 5 });
  });
});

test('[SYN-21] the mark of a longer or shorter hash is compared as far as it goes', () => {
  const head = { head: 7, hashes: ['abcdef'] };
  expect(partedAt(head, { read: 7, marks: [[5, 'abc']] })).toBeUndefined();
  expect(partedAt(head, { read: 7, marks: [[5, 'abd']] })).toBe(0);
  expect(partedAt(head, { read: 8, marks: [[5, 'abc']] })).toBe(7);
});
