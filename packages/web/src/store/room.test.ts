import { afterEach, expect, test, vi } from 'vitest';
import { CACHES, makeRoom } from './make-room.ts';
import { BALLAST_BYTES, lookAfterRoom, roomOf, type Room, type Storage } from './room.ts';

const PICTURES = `${CACHES.pictures}-1`;
const OTHER = 'workbox-precache';

/** Caches of a browser, as their names and how many bytes are in each. */
function cachesOf(names: readonly string[], isFull = false) {
  const held = new Map(names.map((name) => [name, 0]));
  const storage = {
    keys: async () => [...held.keys()],
    has: async (name: string) => held.has(name),
    delete: async (name: string) => held.delete(name),
    open: async (name: string) => {
      held.set(name, 0);
      const put = async (_: string, answer: Response) => {
        if (isFull) throw new DOMException('', 'QuotaExceededError');
        held.set(name, (await answer.arrayBuffer()).byteLength);
      };
      return { put } as unknown as Cache;
    },
  };
  return { held, storage };
}

afterEach(() => vi.unstubAllGlobals());

async function madeRoom(names: readonly string[], isOp: boolean): Promise<readonly [boolean, string[]]> {
  const { held, storage } = cachesOf(names);
  vi.stubGlobal('caches', storage);
  return [await makeRoom(isOp), [...held.keys()]];
}

test('[SYN-16] pictures give way first, then the ballast, and that only for an op', async () => {
  expect(await madeRoom([OTHER, PICTURES, CACHES.ballast], true)).toEqual([true, [OTHER, CACHES.ballast]]);
  expect(await madeRoom([OTHER, CACHES.ballast], true)).toEqual([true, [OTHER]]);
  expect(await madeRoom([OTHER, CACHES.ballast], false)).toEqual([false, [OTHER, CACHES.ballast]]);
  expect(await madeRoom([OTHER], true)).toEqual([false, [OTHER]]);
});

test('[SYN-16] a browser without caches has nothing to give up', async () => {
  vi.stubGlobal('caches', undefined);
  expect(await makeRoom(true)).toBe(false);
});

const ROOMS: readonly (readonly [StorageEstimate, Room])[] = [
  [{}, 'enough'],
  [{ usage: 5, quota: 0 }, 'enough'],
  [{ usage: 69, quota: 100 }, 'enough'],
  [{ usage: 70, quota: 100 }, 'short'],
  [{ usage: 84, quota: 100 }, 'short'],
  [{ usage: 85, quota: 100 }, 'scarce'],
];
test.each(ROOMS)('[SYN-16] %j is %s', (estimate, room) => expect(roomOf(estimate)).toBe(room));

type House = { readonly names?: readonly string[]; readonly isFull?: boolean; readonly had?: boolean };
async function look(usage: number, { names = [OTHER, PICTURES], isFull = false, had = false }: House = {}) {
  const { held, storage } = cachesOf(names, isFull);
  const around: Storage = {
    estimate: async () => ({ usage, quota: 100 * BALLAST_BYTES }),
    caches: storage,
    randomBytes: (count) => new Uint8Array(count),
  };
  return { ...(await lookAfterRoom(around, had)), held };
}

test('[SYN-16] the ballast is written once, while there is room for it', async () => {
  const roomy = await look(0);
  expect([roomy.room, roomy.hasBallast, roomy.held.get(CACHES.ballast)]).toEqual(['enough', true, BALLAST_BYTES]);
  const there = await look(0, { names: [CACHES.ballast] });
  expect([there.hasBallast, there.held.get(CACHES.ballast)]).toEqual([true, 0]);
  const tight = await look(69.5 * BALLAST_BYTES);
  expect([tight.room, tight.hasBallast, tight.held.has(CACHES.ballast)]).toEqual(['enough', false, false]);
});

test('[SYN-16] a disk that takes no ballast is scarce whatever it says, and no half of it stays', async () => {
  const full = await look(0, { isFull: true });
  expect([full.room, full.hasBallast, [...full.held.keys()]]).toEqual(['scarce', false, [OTHER]]);
});

test('[SYN-16] a ballast that an op needed is not written again, and a person is warned', async () => {
  const spent = await look(0, { had: true });
  expect([spent.room, spent.held.has(CACHES.ballast)]).toEqual(['scarce', false]);
});

test('[SYN-16] where room is scarce no picture stays', async () => {
  expect((await look(80 * BALLAST_BYTES)).held.has(PICTURES)).toBe(true);
  const scarce = await look(86 * BALLAST_BYTES);
  expect([scarce.room, [...scarce.held.keys()]]).toEqual(['scarce', [OTHER]]);
});
