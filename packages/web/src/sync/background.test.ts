import { expect, test, vi } from 'vitest';
import { nameId, ok } from '@resto360/domain';
import { sha256Hex, type SyncRequest } from '@resto360/sync';
import { Device, MemoryClientStore, type Reply, type Transport } from '@resto360/sync/client';
import { backgroundAsker } from './ask-background.ts';
import { pushWaiting } from './background.ts';

const HOUSES = [nameId('house:one'), nameId('house:two')];

/** A disk with one op that waits, closed again. */
async function disk(restaurant: string, name: string) {
  const store = Object.assign(new MemoryClientStore(), { close: vi.fn<() => void>() });
  const device = new Device({
    store,
    transport: { post: async () => ({ status: 0, body: null }) },
    nowMs: () => 1_000,
    randomBytes: (count) => new Uint8Array(count).fill(7),
    hash: sha256Hex,
  });
  await device.enrol({ restaurant, install: name, series: 'T1', kind: 'pos', token: `token of ${name}` }, 1);
  const change = ['item_availability', nameId('item'), { born: true, soldOut: true }] as const;
  await device.record(nameId('staff'), () => ok({ kind: 'menu.sold_out', changes: [change], receipts: 0 }));
  return store;
}

async function twoDisks(post: Transport['post']) {
  const disks = new Map([
    [HOUSES[0] ?? '', await disk(HOUSES[0] ?? '', 'AAAAAAAAAA')],
    [HOUSES[1] ?? '', await disk(HOUSES[1] ?? '', 'BBBBBBBBBB')],
  ]);
  const tell = vi.fn<(restaurant: string, message: unknown) => void>();
  const push = () =>
    pushWaiting({
      restaurants: async () => [...disks.keys()],
      open: (restaurant) => {
        const found = disks.get(restaurant);
        if (!found) throw new Error('an unknown disk');
        return found;
      },
      transport: { post },
      nowMs: () => 2_000,
      tell,
    });
  const verdicts = async () =>
    Promise.all([...disks.values()].map(async (one) => (await one.read((tx) => tx.list('outbox')))[0]?.verdict));
  return { disks, tell, push, verdicts };
}

const taken = (request: SyncRequest): Reply => {
  const ids = request.push?.chains.flatMap(({ ops }) => ops.map((op) => (op as { id: string }).id)) ?? [];
  const verdicts = Object.fromEntries(ids.map((id) => [id, ['ok', 9]]));
  return {
    status: 200,
    body: { lineage: 1, head: 9, receivedAt: 2_000, push: { verdicts, missing: [], fork: false } },
  };
};

test('[SYN-14] a wake-up pushes what waits in every local database, with the token of each, and tells the tabs', async () => {
  const tokens: string[] = [];
  const { disks, tell, push, verdicts } = await twoDisks(async (request, identity) => {
    tokens.push(identity.token);
    return taken(request);
  });
  await push();
  expect(await verdicts()).toEqual([
    ['ok', 9],
    ['ok', 9],
  ]);
  expect(tokens).toEqual(['token of AAAAAAAAAA', 'token of BBBBBBBBBB']);
  expect(tell.mock.calls).toEqual(
    HOUSES.map((house) => [house, { type: 'exchanged', heardAt: 2_000, failed: false, head: 9 }]),
  );
  for (const one of disks.values()) expect(one.close).toHaveBeenCalledOnce();
  // Nothing waits any more: another wake-up asks nobody.
  await push();
  expect(tokens).toHaveLength(2);
});

test('[SYN-14] what could not be sent asks the browser for another wake-up, and the other database goes all the same', async () => {
  const { tell, push, verdicts } = await twoDisks(async (request) => {
    if (request.restaurant === HOUSES[0]) throw new Error('no line');
    return taken(request);
  });
  await expect(push()).rejects.toThrow('ops still wait');
  expect(await verdicts()).toEqual([null, ['ok', 9]]);
  expect(tell).toHaveBeenCalledOnce();
});

test('[SYN-14] a server that asked the page to wait is left alone by the worker, which is woken again later', async () => {
  let posts = 0;
  const { disks, push, verdicts } = await twoDisks(async (request) => {
    posts += 1;
    return taken(request);
  });
  const asked = (at: number) =>
    Promise.all(
      [...disks.values()].map((one) =>
        one.write('relaxed', (tx) => tx.setMeta('pace', { asked: { at, waitMs: 120_000 }, unreadable: 1 })),
      ),
    );
  await asked(1_000);
  await expect(push()).rejects.toThrow('ops still wait');
  expect([posts, await verdicts()]).toEqual([0, [null, null]]);
  // A clock that was set back since makes nobody wait for ever.
  await asked(86_400_000);
  await push();
  expect(posts).toBe(2);
});

test('[SYN-14] what the worker was asked stands for the page; its pushes are small after unreadable answers', async () => {
  const { disks, push } = await twoDisks(async () => ({ status: 503, body: null, retryAfterMs: 60_000 }));
  await expect(push()).rejects.toThrow('ops still wait');
  for (const one of disks.values()) {
    expect(await one.read((tx) => tx.meta('pace'))).toEqual({ asked: { at: 2_000, waitMs: 60_000 }, unreadable: 1 });
  }
  const [first] = disks.values();
  if (!first) throw new Error('two disks');
  for (let op = 0; op < 3; op++) {
    const [entry] = await first.read((tx) => tx.list('outbox'));
    if (entry)
      await first.write('strict', (tx) => tx.put('outbox', [{ ...entry, seq: 2 + op, id: nameId(`op ${op}`) }]));
  }
  await first.write('relaxed', (tx) => tx.setMeta('pace', { unreadable: 7 }));
  const sizes: (number | undefined)[] = [];
  await pushWaiting({
    restaurants: async () => [HOUSES[0] ?? ''],
    open: () => first,
    transport: {
      post: async ({ push: pushed }) => {
        sizes.push(pushed?.chains.flatMap(({ ops }) => ops).length);
        throw new Error('no line');
      },
    },
    nowMs: () => 100_000,
    tell: () => undefined,
  }).catch(() => undefined);
  expect(sizes).toEqual([1]);
});

test('[SYN-14] the browser is not asked while the server wants to be left alone, and is when that is over', () => {
  const ask = vi.fn<() => void>();
  const asker = backgroundAsker(ask, () => 0);
  asker.look({ waiting: 1, failed: true, isAsked: true });
  expect(ask).not.toHaveBeenCalled();
  asker.look({ waiting: 1, failed: true, isAsked: false });
  expect(ask).toHaveBeenCalledOnce();
});

test('[SYN-14] a device that is not let in is not woken again: a person must act', async () => {
  const { push, verdicts } = await twoDisks(async () => ({ status: 401, body: { code: 'reenrol' } }));
  await push();
  expect(await verdicts()).toEqual([null, null]);
});

test('[SYN-14] the browser is asked when an op waits and the exchange failed, and not again for each failure', () => {
  let nowMs = 0;
  const ask = vi.fn<() => void>();
  const asker = backgroundAsker(ask, () => nowMs);
  asker.look({ waiting: 1, failed: false, isAsked: false });
  asker.look({ waiting: 0, failed: true, isAsked: false });
  expect(ask).not.toHaveBeenCalled();
  asker.look({ waiting: 1, failed: true, isAsked: false });
  asker.look({ waiting: 2, failed: true, isAsked: false });
  expect(ask).toHaveBeenCalledTimes(1);
  nowMs = 5 * 60_000;
  asker.look({ waiting: 2, failed: true, isAsked: false });
  expect(ask).toHaveBeenCalledTimes(2);
  asker.look({ waiting: 0, failed: false, isAsked: false });
  asker.look({ waiting: 1, failed: true, isAsked: false });
  expect(ask).toHaveBeenCalledTimes(3);
  asker.leave(0);
  asker.leave(1);
  expect(ask).toHaveBeenCalledTimes(4);
});
