import { nameId, ok, type Change } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import { applyOps } from '../server/apply-ops.ts';
import { exchange } from '../server/exchange.ts';
import { purgeHouse } from '../server/purge-house.ts';
import { readDelta } from '../server/read-delta.ts';
import { SERVER_RULES } from '../server/rules.ts';
import { verifyJournal } from '../server/verify-journal.ts';
import { sha256Hex } from '../protocol/op-hash.ts';
import { scopeOf } from '../scope.ts';
import { RESTAURANT, TILL_A, TILL_B, linkAfter, soldOut, testChain, testOp, testServer } from '../testing/index.ts';
import { testTill } from '../testing/test-till.ts';
import { DAY_MS } from '../window.ts';
import { atHorizon } from './horizon.ts';
import { START } from './store.ts';

const SOUP = nameId('test:item:soup');
const RICE = nameId('test:item:rice');
const dish = (id: string, name: string): Change => [
  'items',
  id,
  { born: true, category: nameId('test:category'), name, priceMinor: 1_000 },
];
const gone: Change = ['items', SOUP, { deleted: true }];

type Server = ReturnType<typeof testServer>;

/** The office, which writes what it likes on the day that it is. */
function officeOf(server: Server) {
  let at = testChain([], { install: TILL_B });
  return async (...changes: readonly Change[]) => {
    const kind = changes[0]?.[0] === 'items' ? 'menu.edit' : 'menu.sold_out';
    const op = testOp(changes, { kind, base: 1_000 }, TILL_B);
    at = testChain([op], { install: TILL_B, seq: at.seq + at.ops.length, prev: linkAfter(at) });
    await applyOps(RESTAURANT, [at], TILL_B, { ...server.deps, trusted: true });
  };
}

// A till has read soup and rice. It then lay in a drawer while soup was taken off, the days went by, and nobody waited for it.
async function afterDays({ days = 70, seen = TILL_B } = {}) {
  const server = testServer();
  const office = officeOf(server);
  await office(dish(SOUP, 'Soupe'), dish(RICE, 'Riz'));
  const till = await testTill(server, TILL_A);
  const drain = async () => {
    for (let round = 0; round < 8; round += 1) await till.device.exchange();
  };
  await drain();
  await office(gone);
  for (let day = 0; day < days; day += 1) {
    server.clock.nowMs += DAY_MS;
    await office(soldOut('rice', day % 2 === 0));
  }
  const { head = 0 } = (await server.store.head(RESTAURANT)) ?? {};
  await server.store.noteRead(RESTAURANT, seen, { cursor: head, atMs: server.clock.nowMs });
  const purge = () => purgeHouse(RESTAURANT, { store: server.store, nowMs: () => server.clock.nowMs });
  const onDisk = async () => (await till.store.read((tx) => tx.rowsOf('items'))).map(({ id }) => id);
  const misfits = () => till.store.read((tx) => tx.meta('misfits'));
  return { server, office, till, drain, purge, onDisk, misfits };
}

describe('a purge', () => {
  test('[SYN-22] takes what every device seen lately has read, and not a row before', async () => {
    const { server, purge } = await afterDays();
    await server.store.noteRead(RESTAURANT, TILL_A, { cursor: 1, atMs: server.clock.nowMs - 59 * DAY_MS });
    expect(await purge()).toBe(0);
    server.clock.nowMs += 2 * DAY_MS;
    expect(await purge()).toBe(1);
    expect((await server.store.rows(RESTAURANT, 'items')).map(({ id }) => id)).toEqual([RICE]);
  });

  test('[SYN-22] takes nothing where no device was seen, nor what a window still holds', async () => {
    const { server, purge } = await afterDays();
    server.clock.nowMs += 61 * DAY_MS;
    expect(await purge()).toBe(0);
    const young = await afterDays({ days: 50 });
    expect(await young.purge()).toBe(0);
  });

  test('[SYN-22] leaves the journal, whose fold lets go of the same rows at the same place', async () => {
    const { server, office, purge } = await afterDays();
    await purge();
    await office(['items', SOUP, { priceMinor: 700 }]);
    const check = () => verifyJournal(RESTAURANT, server.store, sha256Hex);
    expect((await check()).problem).toBeUndefined();
    server.store.tamper(RESTAURANT, ({ rows }) => rows.get('items')?.delete(RICE));
    expect((await check()).problem).toMatch(/the table has lost it/);
  });
});

describe('a device below the horizon', () => {
  test('[SYN-22] reads the menu again, and what is gone goes, without the digest', async () => {
    const { till, drain, purge, onDisk, misfits } = await afterDays();
    await purge();
    till.line.mode = 'dead';
    await till.tap(soldOut('fish'));
    expect(await onDisk()).toEqual(expect.arrayContaining([SOUP, RICE]));
    till.line.mode = 'good';
    await drain();
    expect([await onDisk(), till.device.view.get('items', SOUP), await misfits()]).toEqual([
      [RICE],
      undefined,
      undefined,
    ]);
    expect([await till.outbox(), (await till.recorder()).length]).toEqual([[], 1]);
    const parts = till.line.requests.filter(({ pull }) => pull?.part);
    expect(parts.map(({ pull }) => pull?.part?.collections)).toEqual([
      ['categories', 'items', 'modifier_groups', 'modifiers'],
    ]);
  });

  test('[SYN-22] ablation: untold, it would show the dish until a digest found it', async () => {
    const { server, till, purge, onDisk } = await afterDays();
    Object.assign(server.deps, { rules: { ...SERVER_RULES, horizon: 'untold' } });
    await purge();
    for (let round = 0; round < 2; round += 1) await till.device.exchange();
    expect(await onDisk()).toEqual(expect.arrayContaining([SOUP]));
  });

  test('[SYN-22] one that has read everything is told nothing and reads nothing twice', async () => {
    const { server, till, drain, purge } = await afterDays();
    await drain();
    await server.store.noteRead(RESTAURANT, TILL_A, { cursor: 1_000, atMs: server.clock.nowMs });
    expect(await purge()).toBe(1);
    await drain();
    expect(till.line.requests.some(({ pull }) => pull?.part)).toBe(false);
  });

  test('[SYN-22] is sent no delta, and an app that knows no window is told nothing', async () => {
    const { server, purge } = await afterDays();
    await purge();
    const { hash: scope } = scopeOf('pos');
    const asked = { restaurant: RESTAURANT, kind: 'pos', lineage: 1 } as const;
    const { head = 0 } = (await server.store.head(RESTAURANT)) ?? {};
    expect(await readDelta(server.store, { ...asked, since: 1 }, 0)).toBeUndefined();
    expect(await readDelta(server.store, { ...asked, since: head - 1 }, 0)).toBeDefined();
    const request = { restaurant: RESTAURANT, install: TILL_A, lineage: 1, sentAt: 0 };
    const pull = (more: object) =>
      exchange(
        { ...request, pull: { since: 1, scope, limit: 500, ...more } },
        { restaurant: RESTAURANT, install: TILL_A, kind: 'pos' },
        server.deps,
      );
    expect(await pull({})).not.toContain('horizon');
    expect(await pull({ floor: 0 })).toContain('"horizon":2');
  });

  test('[SYN-22] [SYN-6] its late change of the dish makes a row that was never born, the same everywhere', async () => {
    const { server, till, drain, purge } = await afterDays();
    await till.device.record(nameId('test:staff'), () =>
      ok({ kind: 'menu.edit', changes: [['items', SOUP, { priceMinor: 700 }]], receipts: 0 }),
    );
    await purge();
    Object.assign(server.deps, { trusted: true });
    await drain();
    const [stored] = (await server.store.rows(RESTAURANT, 'items')).filter(({ id }) => id === SOUP);
    expect(stored?.f).toEqual({ priceMinor: 700 });
    const mine = (await till.store.read((tx) => tx.get('rows', ['items', SOUP])))?.row;
    expect([mine?.f, mine?.v, await till.outbox()]).toEqual([stored?.f, stored?.v, []]);
    expect((await verifyJournal(RESTAURANT, server.store, sha256Hex)).problem).toBeUndefined();
  });
});

const page = (from: number, horizon?: number) => ({
  from,
  to: from + 10,
  more: true,
  scope: '',
  rows: {},
  ...(horizon === undefined ? {} : { horizon }),
});

describe('what a page says of the horizon', () => {
  const old = { isNew: false, isFresh: false };

  test('[SYN-22] a reading from 0 on an empty disk notes it; one that goes on is not sent back by it', () => {
    const noted = atHorizon(page(0, 50), START, { isNew: false, isFresh: true });
    expect(noted).toEqual({ horizon: 50 });
    expect(atHorizon(page(10, 50), { ...START, ...noted }, { isNew: false, isFresh: true })).toEqual({ horizon: 50 });
  });

  test('[SYN-22] one that rose while the device was reading sends it back, also where everything is fresh', () => {
    const at = { ...START, horizon: 50 };
    expect(atHorizon(page(10, 60), at, { isNew: false, isFresh: true }).part).toBeDefined();
    expect(atHorizon(page(0, 60), START, old).part).toBeDefined();
  });

  test('[SYN-22] a server that is behind brings the horizon down, so that what it brought again is found', () => {
    const at = { ...START, horizon: 50 };
    const behind = atHorizon(page(10), at, old);
    expect(behind).toEqual({ horizon: 10 });
    expect(atHorizon(page(20, 50), { ...at, ...behind }, old).part).toBeDefined();
  });
});
