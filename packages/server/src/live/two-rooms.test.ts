import { expect, test } from 'vitest';
import type { Id } from '@resto360/domain';
import { scopeOf, type LiveMessage } from '@resto360/sync';
import type { Page } from '@resto360/sync/server';
import { LiveHub } from './live-hub.ts';
import type { Subscriber } from './member.ts';

const A: Id<'restaurant'> = '0190aaaa-0000-7000-8000-00000000000a';
const B: Id<'restaurant'> = '0190aaaa-0000-7000-8000-00000000000b';

/** Two houses in one hub, each at a head of its own, with a till that takes deltas and one that is only poked. */
async function openBoth() {
  const clock = { nowMs: 0 };
  const heads = new Map([
    [A, 1],
    [B, 1],
  ]);
  const headOf = (id: Id) => ({
    head: heads.get(id) ?? 0,
    lineage: 1,
    journalHash: '',
    starts: [],
    day: 0,
    clockDay: 0,
    horizon: 0,
  });
  const store = {
    head: async (id: Id) => headOf(id),
    page: async (id: Id): Promise<Page> => {
      const rowsJson = JSON.stringify({ orders: [{ of: id }] });
      return { head: headOf(id), to: headOf(id).head, more: false, rowsJson, leftOut: [], floor: 0 };
    },
  };
  const hub = new LiveHub({ store, nowMs: () => clock.nowMs, timing: { coalesceMs: 0, tickMs: 60_000 } });
  const enter = async (id: Id<'restaurant'>, scope: string) => {
    const heard: LiveMessage[] = [];
    const send = (text: string) => void heard.push(JSON.parse(text) as LiveMessage);
    const around = { waitingBytes: () => 0, isWelcome: async () => true, close: () => {} };
    // The same install in both houses.
    const subscriber: Subscriber = { kind: 'pos', install: 'T1', send, ...around };
    await hub.join(id, subscriber).greet({ type: 'hello', cursor: 1, lineage: 1, scope });
    heard.length = 0;
    return heard;
  };
  const open = async (id: Id<'restaurant'>) =>
    [await enter(id, scopeOf('pos').hash), await enter(id, 'other')] as const;
  const [ofA, ofB] = [await open(A), await open(B)];
  const commit = async (id: Id<'restaurant'>, head: number) => {
    heads.set(id, head);
    hub.committed(id, { head, lineage: 1 });
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  return { hub, clock, ofA, ofB, commit };
}

test('[TEN-12] [SYN-28] a commit of one house is heard in its room alone: the other hears neither poke nor delta', async () => {
  const { ofA, ofB, commit } = await openBoth();
  await commit(A, 9);
  expect(ofA).toMatchObject([
    [{ type: 'delta', from: 1, to: 9, rows: { orders: [{ of: A }] } }],
    [{ type: 'poke', head: 9 }],
  ]);
  expect(ofB).toEqual([[], []]);
  await commit(B, 2);
  expect(ofB).toMatchObject([
    [{ type: 'delta', from: 1, to: 2, rows: { orders: [{ of: B }] } }],
    [{ type: 'poke', head: 2 }],
  ]);
  expect(ofA.map((heard) => heard.length)).toEqual([1, 1]);
});

test('[TEN-12] [SYN-28] a beat tells the head of the own house', async () => {
  const { hub, clock, ofA, ofB, commit } = await openBoth();
  await commit(A, 9);
  clock.nowMs = 20_000;
  await hub.tick();
  for (const heard of ofA) expect(heard.at(-1)).toEqual({ type: 'beat', head: 9 });
  expect(ofB).toEqual([[{ type: 'beat', head: 1 }], [{ type: 'beat', head: 1 }]]);
});

test('[TEN-12] [SYN-28] what a device of one house pulled is not taken for read by its namesake in the other', async () => {
  const { hub, ofA, ofB, commit } = await openBoth();
  hub.pulled(A, 'T1', { to: 9, more: false, lineage: 1 });
  await commit(B, 9);
  await commit(A, 9);
  expect(ofB.map((heard) => heard.length)).toEqual([1, 1]);
  expect(ofA).toEqual([[], []]);
});
