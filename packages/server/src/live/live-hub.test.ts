import { describe, expect, test } from 'vitest';
import type { Id } from '@resto360/domain';
import { LIMITS, scopeOf, type DeviceKind, type LiveMessage } from '@resto360/sync';
import type { Page, PageRequest } from '@resto360/sync/server';
import { LiveHub } from './live-hub.ts';
import type { Subscriber } from './member.ts';

const house: Id<'restaurant'> = '0190aaaa-0000-7000-8000-000000000001';

/** A store that stands at a head, with knobs: rows of a page, whether more waits, whether it is away. */
function openHub() {
  const clock = { nowMs: 0 };
  const is = { head: 0, lineage: 1, rowsJson: '{"orders":[]}', more: false, away: false, welcome: true, horizon: 0 };
  const pages: PageRequest[] = [];
  const atHead = () => {
    if (is.away) throw new Error('away');
    return {
      head: is.head,
      lineage: is.lineage,
      journalHash: '',
      starts: [],
      day: 0,
      clockDay: 0,
      horizon: is.horizon,
    };
  };
  const store = {
    head: async () => atHead(),
    page: async (_: Id, request: PageRequest): Promise<Page> => {
      pages.push(request);
      const head = {
        ...atHead(),
        journalHash: `hash ${is.head}`,
        hashes: request.hashesAt?.map((at) => `hash ${at}`) ?? [],
      };
      return { head, to: is.head, more: is.more, rowsJson: is.rowsJson, leftOut: [], floor: 0 };
    },
  };
  const hub = new LiveHub({ store, nowMs: () => clock.nowMs, timing: { coalesceMs: 0, tickMs: 60_000 } });
  const enter = async (
    install: string,
    cursor = 0,
    over: { kind?: DeviceKind; scope?: string; lineage?: number } = {},
  ) => {
    const { kind = 'pos', lineage = 1, scope = scopeOf(kind).hash } = over;
    const heard: LiveMessage[] = [];
    const line = { waiting: 0, closed: false };
    const subscriber: Subscriber = {
      kind,
      install,
      send: (text) => void heard.push(JSON.parse(text) as LiveMessage),
      waitingBytes: () => line.waiting,
      isWelcome: async () => is.welcome,
      close: () => (line.closed = true),
    };
    const seat = hub.join(house, subscriber);
    await seat.greet({ type: 'hello', cursor, lineage, scope });
    const answer = heard.splice(0);
    return { heard, answer, line, seat };
  };
  const commit = async (head: number) => {
    is.head = head;
    hub.committed(house, { head, lineage: is.lineage });
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  return { hub, clock, is, pages, enter, commit };
}

describe('what is new', () => {
  test('[SYN-28] goes itself to whoever has read everything before it, each commit from where the last one ended', async () => {
    const { is, enter, commit } = openHub();
    const { heard } = await enter('A');
    is.rowsJson = '{"orders":[{"id":"x"}]}';
    await commit(2);
    await commit(3);
    const { hash: scope } = scopeOf('pos');
    const rows = { orders: [{ id: 'x' }] };
    expect(heard).toEqual([
      { type: 'delta', lineage: 1, at: 0, scope, from: 0, to: 2, marks: ['hash 0', 'hash 2'], rows },
      { type: 'delta', lineage: 1, at: 0, scope, from: 2, to: 3, marks: ['hash 2', 'hash 3'], rows },
    ]);
  });

  test('[SYN-28] is read once for all devices of a kind that stand at one place', async () => {
    const { is, pages, enter, commit } = openHub();
    is.head = 4;
    for (const install of ['A', 'B', 'C']) await enter(install, 4);
    await enter('K', 4, { kind: 'kitchen' });
    await enter('K2', 4, { kind: 'kitchen' });
    await commit(5);
    expect(pages.map(({ since, collections }) => [since, collections.length])).toEqual([
      [4, scopeOf('pos').collections.length],
      [4, scopeOf('kitchen').collections.length],
    ]);
  });

  test('[SYN-28] beyond a small page is only poked', async () => {
    const { is, pages, enter, commit } = openHub();
    const { heard } = await enter('A');
    is.more = true;
    await commit(1);
    is.more = false;
    is.rowsJson = JSON.stringify({ orders: ['x'.repeat(LIMITS.deltaBytes)] });
    await commit(2);
    expect(heard).toEqual([
      { type: 'poke', head: 1 },
      { type: 'poke', head: 2 },
    ]);
    expect(pages[0]).toMatchObject({ limitRows: LIMITS.deltaRows, limitBytes: LIMITS.deltaBytes });
  });

  test('[SYN-22] [SYN-28] is only poked to who has read less than the horizon', async () => {
    const { is, enter, commit } = openHub();
    is.horizon = 4;
    const { heard } = await enter('A');
    await commit(5);
    expect(heard).toEqual([{ type: 'poke', head: 5 }]);
    const { heard: above } = await enter('B', 5);
    await commit(6);
    expect(above).toMatchObject([{ type: 'delta', from: 5, to: 6 }]);
  });

  test.each([
    ['another scope', { scope: 'other' }],
    ['another lineage', { lineage: 2 }],
  ])('[SYN-28] is only poked to a device of %s', async (_, over) => {
    const { enter, commit } = openHub();
    const { heard } = await enter('A', 0, over);
    await commit(1);
    expect(heard).toEqual([{ type: 'poke', head: 1 }]);
  });

  test('[SYN-28] is not told to the device that has just pulled it', async () => {
    const { hub, enter, commit } = openHub();
    const [mine, other] = [await enter('A'), await enter('B')];
    hub.pulled(house, 'A', { to: 1, more: false, lineage: 1 });
    await commit(1);
    expect([mine.heard, other.heard.map(({ type }) => type)]).toEqual([[], ['delta']]);
    await commit(2);
    expect(mine.heard).toMatchObject([{ type: 'delta', from: 1, to: 2 }]);
  });

  test('[SYN-28] is read for eight places, and poked to whoever stands at a ninth', async () => {
    const { hub, is, pages, enter, commit } = openHub();
    is.head = 20;
    const tills = [];
    for (let place = 0; place < 9; place += 1) tills.push(await enter(`T${place}`, 20));
    for (let place = 0; place < 9; place += 1) hub.pulled(house, `T${place}`, { to: place, more: true, lineage: 1 });
    await commit(21);
    expect(pages).toHaveLength(8);
    expect(tills.flatMap(({ heard }) => heard.map(({ type }) => type)).filter((type) => type === 'poke')).toHaveLength(
      1,
    );
  });

  test('[SYN-21] a history that begins is told at once, though its head is lower, and what comes in it is heard again', async () => {
    const { hub, is, enter, commit } = openHub();
    is.head = 9;
    const { heard } = await enter('A', 9);
    is.lineage = 2;
    await commit(4);
    expect(heard).toEqual([{ type: 'poke', head: 4 }]);
    hub.pulled(house, 'A', { to: 4, more: false, lineage: 2 });
    await commit(5);
    expect(heard.at(-1)).toMatchObject({ type: 'delta', lineage: 2, from: 4, to: 5 });
  });

  test('[SYN-21] a history that is noticed with one hello is told to the others', async () => {
    const { is, enter } = openHub();
    is.head = 9;
    const { heard } = await enter('A', 9);
    [is.head, is.lineage] = [4, 2];
    await enter('B', 4, { lineage: 2 });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(heard).toEqual([{ type: 'poke', head: 4 }]);
  });

  test('[SYN-21] a history that another process began is noticed by the next beat', async () => {
    const { hub, clock, is, enter } = openHub();
    is.head = 9;
    const { heard } = await enter('A', 9);
    [is.head, is.lineage, clock.nowMs] = [4, 2, 20_000];
    await hub.tick();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(heard).toEqual([
      { type: 'beat', head: 4 },
      { type: 'poke', head: 4 },
    ]);
  });

  test('is a poke while the store is away', async () => {
    const { is, enter, commit } = openHub();
    const { heard } = await enter('A');
    is.away = true;
    await commit(1);
    expect(heard).toEqual([{ type: 'poke', head: 1 }]);
  });
});

describe('who listens', () => {
  test('[TEN-17] a slow device loses its deltas and is poked once, when it has caught up', async () => {
    const { hub, enter, commit } = openHub();
    const { heard, line } = await enter('A');
    line.waiting = 64 * 1024 + 1;
    for (let head = 1; head <= 5; head += 1) await commit(head);
    await hub.tick();
    expect(heard).toEqual([]);
    line.waiting = 0;
    await hub.tick();
    await hub.tick();
    expect(heard).toEqual([{ type: 'poke', head: 5 }]);
    await commit(6);
    expect(heard.at(-1)).toMatchObject({ type: 'delta', from: 5, to: 6 });
  });

  test('[TEN-17] a device whose right was withdrawn is shown out within 20 s', async () => {
    const { hub, clock, is, enter, commit } = openHub();
    const { heard, line } = await enter('A');
    is.welcome = false;
    clock.nowMs = 19_999;
    await hub.tick();
    expect(line.closed).toBe(false);
    clock.nowMs = 20_000;
    await hub.tick();
    expect(line.closed).toBe(true);
    heard.length = 0;
    await commit(1);
    expect(heard).toEqual([]);
  });

  test('[TEN-17] a device whose right was withdrawn before its hello hears nothing, and is shown out', async () => {
    const { is, enter, commit } = openHub();
    is.welcome = false;
    const { heard, answer, line } = await enter('A');
    await commit(1);
    expect([answer, heard, line.closed]).toEqual([[], [], true]);
  });

  test('a beat tells the last known head while the store is away', async () => {
    const { hub, clock, is, enter, commit } = openHub();
    const { heard } = await enter('K', 0, { kind: 'kitchen', scope: 'other' });
    await commit(4);
    is.away = true;
    clock.nowMs = 5_000;
    await hub.tick();
    expect(heard).toEqual([
      { type: 'poke', head: 4 },
      { type: 'beat', head: 4 },
    ]);
  });

  test('whoever comes while the server goes hears bye and nothing else', async () => {
    const { hub, enter } = openHub();
    const staying = await enter('A');
    hub.drain();
    const late = await enter('B');
    expect(staying.heard).toEqual([{ type: 'bye', retryMs: 2_000 }]);
    expect([staying.line.closed, late.line.closed]).toEqual([true, true]);
  });
});
