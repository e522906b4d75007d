import { array, assert, asyncProperty, boolean, constant, constantFrom, integer, oneof, record } from 'fast-check';
import { expect, test } from 'vitest';
import { readDelta, type Delta } from '../server/read-delta.ts';
import { RESTAURANT, TILL_A, TILL_B, soldOut, testServer } from '../testing/index.ts';
import { testTill } from '../testing/test-till.ts';

/** What may happen to a till that listens; `delta` and `late` choose among the messages said so far. */
const step = oneof(
  record({ do: constant('tap' as const), item: integer({ min: 0, max: 3 }), value: boolean() }),
  record({ do: constant('other' as const), item: integer({ min: 0, max: 3 }), value: boolean() }),
  record({ do: constantFrom('exchange' as const, 'lost' as const, 'both' as const) }),
  record({ do: constant('delta' as const), back: integer({ min: 0, max: 4 }) }),
);

async function listeningTill() {
  const server = testServer();
  const [till, other] = [await testTill(server, TILL_A), await testTill(server, TILL_B)];
  const said: Delta[] = [];
  /** The server says what is new since what it believes the till to have read, which may be wrong. */
  const say = async () => {
    const since = said.at(-1)?.to ?? 0;
    const asked = { restaurant: RESTAURANT, kind: 'pos', since, lineage: 1 } as const;
    const delta = await readDelta(server.store, asked, server.clock.nowMs);
    if (delta && delta.to > since) said.push(delta);
  };
  const hear = (back: number) => {
    const delta = said.at(-1 - back);
    return delta ? till.device.takeDelta(JSON.parse(delta.text)) : undefined;
  };
  const exchange = async (mode: 'good' | 'answer_lost') => {
    till.line.mode = mode;
    await till.device.exchange();
  };
  return { server, till, other, say, hear, exchange };
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);

test('[SYN-28] whatever order pushes, pulls and deltas come in, an op leaves only read back, and the end is the server’s', async () => {
  const days = asyncProperty(array(step, { maxLength: 25 }), async (steps) => {
    const { server, till, other, say, hear, exchange } = await listeningTill();
    for (const one of steps) {
      if (one.do === 'tap') await till.tap(soldOut(String(one.item), one.value));
      if (one.do === 'other') await other.tap(soldOut(String(one.item), one.value));
      if (one.do === 'other') await other.device.exchange();
      if (one.do === 'exchange' || one.do === 'lost') await exchange(one.do === 'lost' ? 'answer_lost' : 'good');
      if (one.do === 'both') await Promise.all([exchange('good'), hear(0)]);
      if (one.do === 'delta') await hear(one.back);
      await say();
      const known = new Set((await server.store.journal(RESTAURANT, 0, 1_000)).map((entry) => entry.id));
      for (const settled of await till.recorder()) expect(known.has(settled.id)).toBe(true);
      const cursor = (await till.store.read((tx) => tx.meta('cursor')))?.cursor ?? 0;
      const rows = new Map((await server.store.rows(RESTAURANT, 'item_availability')).map((row) => [row.id, row]));
      const held = await till.store.read((tx) => tx.rowsOf('item_availability'));
      const reached = [...rows.values()].filter((row) => row.v <= cursor);
      for (const { sv: _sv, fv: _fv, ...row } of reached) expect(held).toContainEqual(row);
    }
    await exchange('good');
    await exchange('good');
    expect(await till.outbox()).toEqual([]);
    const held = await till.store.read((tx) => tx.rowsOf('item_availability'));
    const rows = await server.store.rows(RESTAURANT, 'item_availability');
    expect(held.toSorted(byId)).toEqual(rows.map(({ sv: _sv, fv: _fv, ...row }) => row).toSorted(byId));
  });
  await assert(days, { numRuns: 150 });
});
