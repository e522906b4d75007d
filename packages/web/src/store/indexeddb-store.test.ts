import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import { nameId, ok } from '@resto360/domain';
import { sha256Hex } from '@resto360/sync';
import { Device } from '@resto360/sync/client';
import { IndexedDbStore } from './indexeddb-store.ts';
import type { MakeRoom } from './make-room.ts';
import { StoreFailure } from './store-failure.ts';

const restaurant = nameId('house');
const named = (name: string) => Object.assign(new Error('whatever it says'), { name });

/** A till on an IndexedDB that fails `failures` under a tap. */
async function till(failures: readonly string[], makeRoom?: MakeRoom) {
  const store = new IndexedDbStore(restaurant, { indexedDB: new IDBFactory(), IDBKeyRange }, makeRoom);
  let dice = 0;
  const device = new Device({
    store,
    transport: { post: async () => ({ status: 0, body: null }) },
    nowMs: () => 1_000,
    randomBytes: (count) => new Uint8Array(count).fill((dice += 1)),
    hash: sha256Hex,
  });
  await device.enrol({ restaurant, install: 'AAAAAAAAAA', series: 'T1', kind: 'pos', token: 'secret' }, 1);
  const left = [...failures];
  const change = ['item_availability', nameId('item'), { born: true, soldOut: true }] as const;
  const id = device.newId();
  const tap = () =>
    device.record(
      nameId('staff'),
      () => {
        const failure = left.shift();
        if (failure !== undefined) throw named(failure);
        return ok({ kind: 'menu.sold_out', changes: [change], receipts: 0 });
      },
      { id },
    );
  const outbox = async () => (await store.read((tx) => tx.list('outbox'))).map((entry) => [entry.seq, entry.id]);
  return { store, id, tap, outbox };
}

test.each(['DatabaseClosedError', 'UnknownError', 'InvalidStateError'])(
  '[SYN-16] a connection that is lost under a tap (%s) is opened again, and the tap saved once with its id',
  async (name) => {
    const { id, tap, outbox } = await till([name, name]);
    expect((await tap()).ok).toBe(true);
    expect(await outbox()).toEqual([[1, id]]);
  },
);

test('[SYN-16] a connection that was closed between two taps is opened again', async () => {
  const { store, id, tap, outbox } = await till([]);
  store.close();
  expect((await tap()).ok).toBe(true);
  expect(await outbox()).toEqual([[1, id]]);
});

test('[SYN-16] a database that does not come back says so, and nothing was saved', async () => {
  const { tap, outbox } = await till(['UnknownError', 'UnknownError', 'UnknownError']);
  await expect(tap()).rejects.toMatchObject({ kind: 'lost' });
  expect(await outbox()).toEqual([]);
});

test('[SYN-16] a full disk makes room, as often as there is something to give up, and the op is saved once with its id', async () => {
  const makeRoom = vi.fn<MakeRoom>().mockResolvedValueOnce(true).mockResolvedValueOnce(true).mockResolvedValue(false);
  const { id, tap, outbox } = await till(['QuotaExceededError', 'QuotaExceededError'], makeRoom);
  expect((await tap()).ok).toBe(true);
  expect(makeRoom.mock.calls).toEqual([[true], [true]]);
  expect(await outbox()).toEqual([[1, id]]);
});

test('[SYN-16] a disk that stays full says so, and nothing was saved', async () => {
  const makeRoom = vi.fn<MakeRoom>().mockResolvedValueOnce(true).mockResolvedValue(false);
  const { tap, outbox } = await till(['QuotaExceededError', 'QuotaExceededError', 'QuotaExceededError'], makeRoom);
  const failure = await tap().catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(StoreFailure);
  expect(failure).toMatchObject({ kind: 'full' });
  expect(await outbox()).toEqual([]);
});

test('[SYN-16] what was pulled gets no more than the room of pictures', async () => {
  const makeRoom = vi.fn<MakeRoom>().mockResolvedValue(false);
  const { store } = await till([], makeRoom);
  const pull = store.write('relaxed', async () => {
    throw named('QuotaExceededError');
  });
  await expect(pull).rejects.toMatchObject({ kind: 'full' });
  expect(makeRoom.mock.calls).toEqual([[false]]);
});
