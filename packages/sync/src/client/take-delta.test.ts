import { nameId, type Row } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../limits.ts';
import type { LiveDelta } from '../protocol/live.ts';
import { readDelta } from '../server/read-delta.ts';
import { RESTAURANT, TILL_A, TILL_B, soldOut, testServer } from '../testing/index.ts';
import { testTill } from '../testing/test-till.ts';
import { DeviceCrash } from './memory-store.ts';

type Server = ReturnType<typeof testServer>;
type Till = Awaited<ReturnType<typeof testTill>>;

async function twoTills() {
  const server = testServer();
  const [till, other] = [await testTill(server, TILL_A), await testTill(server, TILL_B)];
  const sells = async (item: string, value = true) => {
    await other.tap(soldOut(item, value));
    await other.device.exchange();
  };
  return { server, till, other, sells };
}

async function deltaFrom(server: Server, since: number): Promise<LiveDelta> {
  const asked = { restaurant: RESTAURANT, kind: 'pos', since, lineage: 1 } as const;
  const delta = await readDelta(server.store, asked, server.clock.nowMs);
  if (!delta) throw new Error('the page is small');
  return JSON.parse(delta.text) as LiveDelta;
}

const cursorOf = async (till: Till) => (await till.store.read((tx) => tx.meta('cursor')))?.cursor;
const byId = (a: Row, b: Row) => (a.id < b.id ? -1 : 1);
const rowsOf = async (till: Till) => (await till.store.read((tx) => tx.rowsOf('item_availability'))).toSorted(byId);
const serverRows = async (server: Server) =>
  (await server.store.rows(RESTAURANT, 'item_availability')).map(({ sv: _sv, fv: _fv, ...row }) => row).toSorted(byId);
const shows = (till: Till, item: string) =>
  till.device.view.get('item_availability', nameId(`test:item:${item}`))?.f['soldOut'];

describe('a delta that goes on where the device has read to', () => {
  test('[SYN-28] is written with its cursor and painted, as the pull that it saves would have', async () => {
    const { server, till, sells } = await twoTills();
    await sells('a');
    await sells('b', false);
    const page = await till.device.takeDelta(await deltaFrom(server, 0));
    expect(page).toMatchObject({ from: 0, to: 2, more: false });
    expect(await rowsOf(till)).toEqual(await serverRows(server));
    expect([await cursorOf(till), shows(till, 'a'), shows(till, 'b')]).toEqual([2, true, false]);
    await till.device.exchange();
    expect(till.line.requests.at(-1)?.pull?.since).toBe(2);
  });

  test('[SYN-28] rows and cursor are one transaction: after a crash before its commit neither is there', async () => {
    const { server, till, sells } = await twoTills();
    await sells('a');
    till.store.faults.crashBeforeCommit = true;
    await expect(till.device.takeDelta(await deltaFrom(server, 0))).rejects.toThrow(DeviceCrash);
    expect([await cursorOf(till), await rowsOf(till)]).toEqual([0, []]);
  });

  test('[SYN-24] raises the clock above every stamp it brought', async () => {
    const { server, till, sells } = await twoTills();
    server.clock.nowMs += 30_000;
    await sells('a');
    const [row] = (await deltaFrom(server, 0)).rows['item_availability'] ?? [];
    await till.device.takeDelta(await deltaFrom(server, 0));
    server.clock.nowMs -= 30_000;
    await till.tap(soldOut('a', false));
    const [entry] = await till.outbox();
    expect((JSON.parse(entry?.body ?? '{}') as { stamp: string }).stamp > (row?.st ?? '')).toBe(true);
    expect(shows(till, 'a')).toBe(false);
  });
});

describe('a delta that does not fit', () => {
  const bent: readonly (readonly [string, (delta: LiveDelta) => unknown])[] = [
    ['starts above the cursor', (delta) => ({ ...delta, from: 1 })],
    ['is of another lineage', (delta) => ({ ...delta, lineage: 2 })],
    ['is of another scope', (delta) => ({ ...delta, scope: 'other' })],
    ['has no rows', ({ rows: _rows, ...delta }) => delta],
    ['has rows without an id', (delta) => ({ ...delta, rows: { item_availability: [{ v: 1, st: '', f: {} }] } })],
    ['leads back', (delta) => ({ ...delta, to: -1 })],
    ['does not say when it was read', ({ at: _at, ...delta }) => delta],
    ['is none', () => 'delta'],
  ];
  test.each(bent)('[SYN-28] because it %s is left alone, and the next pull brings what it held', async (_, bend) => {
    const { server, till, sells } = await twoTills();
    await sells('a');
    expect(await till.device.takeDelta(bend(await deltaFrom(server, 0)))).toBeUndefined();
    expect([await cursorOf(till), await rowsOf(till)]).toEqual([0, []]);
    await till.device.exchange();
    expect(await rowsOf(till)).toEqual(await serverRows(server));
  });

  test('[SYN-28] because it is late or comes twice changes nothing: no row goes back', async () => {
    const { server, till, sells } = await twoTills();
    await sells('a');
    const late = await deltaFrom(server, 0);
    await sells('a', false);
    await till.device.exchange();
    expect(await till.device.takeDelta(late)).toBeUndefined();
    expect([await cursorOf(till), shows(till, 'a')]).toEqual([2, false]);
  });

  test('[SYN-28] because the device has stopped stays unread until a person has looked', async () => {
    const { server, till, sells } = await twoTills();
    await sells('a');
    const delta = await deltaFrom(server, 0);
    await till.store.write('relaxed', (tx) =>
      tx.setMeta('notices', { fork: false, missing: [], rejected: [], stopped: 'behind' }),
    );
    expect(await till.device.takeDelta(delta)).toBeUndefined();
  });

  test('[SYN-28] because it is too much for a channel is not even made', async () => {
    const { server, other } = await twoTills();
    for (let row = 0; row <= LIMITS.deltaRows; row += 1) await other.tap(soldOut(`row ${row}`));
    await other.device.exchange();
    await other.tap(soldOut('last'));
    await other.device.exchange();
    await expect(deltaFrom(server, 0)).rejects.toThrow('small');
    const wrong = { restaurant: RESTAURANT, kind: 'pos', since: 1, lineage: 2 } as const;
    expect(await readDelta(server.store, wrong, 0)).toBeUndefined();
  });
});

describe('a delta and the outbox', () => {
  test('[SYN-10] whose rows this device wrote lets an op go only when its verdict is there too', async () => {
    const { server, till } = await twoTills();
    await till.tap(soldOut('a'));
    till.line.mode = 'answer_lost';
    await till.device.exchange();
    await till.device.takeDelta(await deltaFrom(server, 0));
    expect((await till.outbox()).map((entry) => entry.verdict)).toEqual([null]);
    expect(shows(till, 'a')).toBe(true);
    till.line.mode = 'good';
    await till.device.exchange();
    expect(await till.outbox()).toEqual([]);
    expect((await till.recorder()).map((entry) => entry.verdict)).toEqual([['dup', 1]]);
    expect(await rowsOf(till)).toEqual(await serverRows(server));
  });

  test('[SYN-10] which brings the rows that a page could not, lets the judged op go', async () => {
    const { server, till } = await twoTills();
    till.line.alter = (answer) => ({
      ...answer,
      pull: answer.pull?.own ? { ...answer.pull, own: [1, '0000000000000000'] } : answer.pull,
    });
    await till.tap(soldOut('a'));
    await till.device.exchange();
    expect((await till.outbox()).map((entry) => entry.verdict)).toEqual([['ok', 1]]);
    await till.device.takeDelta(await deltaFrom(server, 0));
    expect([await till.outbox(), await rowsOf(till)]).toEqual([[], await serverRows(server)]);
  });

  test('[SYN-9] does not cover what was tapped and is not confirmed', async () => {
    const { server, till, sells } = await twoTills();
    await sells('a');
    server.clock.nowMs += 1;
    await till.tap(soldOut('a', false));
    await till.device.takeDelta(await deltaFrom(server, 0));
    expect(shows(till, 'a')).toBe(false);
    expect(await till.outbox()).toHaveLength(1);
  });

  test('[SYN-28] waits for the exchange under way, and is then worth nothing more', async () => {
    const { server, till, sells } = await twoTills();
    await sells('b');
    await till.tap(soldOut('a'));
    const delta = await deltaFrom(server, 0);
    const [outcome, page] = await Promise.all([till.device.exchange(), till.device.takeDelta(delta)]);
    expect(outcome).toMatchObject({ kind: 'done', page: { from: 0, to: 2 } });
    expect(page).toBeUndefined();
    expect([await cursorOf(till), await till.outbox()]).toEqual([2, []]);
  });
});
