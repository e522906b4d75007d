import { expect, test, vi } from 'vitest';
import { ok, refuse, RefusalCode, type Change, type Id } from '@resto360/domain';
import { sha256Hex } from '@resto360/sync';
import { Device, MemoryClientStore, type Identity } from '@resto360/sync/client';
import { StoreFailure } from '../store/store-failure.ts';
import { Station, type Intent } from './station.ts';

const item: Id = '00000000-0000-5000-8000-000000000002';
const identity: Identity = {
  restaurant: '00000000-0000-5000-8000-000000000001',
  install: '0000000001',
  series: 'T1',
  kind: 'pos',
  token: 'x',
};
const soldOut = (make?: Intent['make']): Intent => ({
  kind: 'menu.sold_out',
  actor: item,
  make: make ?? (() => ok([['item_availability', item, { born: true, soldOut: true }] satisfies Change])),
});

async function openStation() {
  const store = new MemoryClientStore();
  let dice = 0;
  const device = new Device({
    store,
    transport: { post: async () => ({ status: 0, body: null }) },
    nowMs: () => 1_000,
    randomBytes: (count) => new Uint8Array(count).fill((dice += 1)),
    hash: sha256Hex,
  });
  await device.enrol(identity, 1);
  const onTap = vi.fn<() => void>();
  return { store, onTap, station: new Station({ device, identity, store, onTap }) };
}

test('[F2] [SYN-8] a tap is painted at once, unsaved until the disk has it', async () => {
  const { station, onTap } = await openStation();
  const tapped = station.tap(soldOut());
  expect(station.view.isUnsaved('item_availability', item)).toBe(true);
  expect(onTap).not.toHaveBeenCalled();
  expect((await tapped).kind).toBe('saved');
  expect(station.view.isUnsaved('item_availability', item)).toBe(false);
  expect(station.view.get('item_availability', item)?.f['soldOut']).toBe(true);
  expect(onTap).toHaveBeenCalledOnce();
});

test('[SYN-16] a disk that is full says "not saved", and what was painted goes away', async () => {
  const { station, store, onTap } = await openStation();
  const quiet = vi.spyOn(console, 'error').mockReturnValue();
  vi.spyOn(store, 'write').mockRejectedValueOnce(new StoreFailure('full', undefined));
  expect(await station.tap(soldOut())).toEqual({ kind: 'not_saved', why: 'full' });
  expect(station.notSaved).toBe('full');
  expect(station.view.get('item_availability', item)).toBeUndefined();
  expect(onTap).not.toHaveBeenCalled();
  expect((await station.tap(soldOut())).kind).toBe('saved');
  quiet.mockRestore();
});

test('[SYN-16] paper mode ends when the disk takes something again, and not before', async () => {
  const { station, store } = await openStation();
  const quiet = vi.spyOn(console, 'error').mockReturnValue();
  const full = vi.spyOn(store, 'write').mockRejectedValue(new StoreFailure('full', undefined));
  await station.tap(soldOut());
  expect(await station.tryDisk()).toBe(false);
  expect(station.notSaved).toBe('full');
  full.mockRestore();
  expect(await station.tryDisk()).toBe(true);
  expect(station.notSaved).toBeNull();
  expect(await store.read((tx) => tx.list('outbox'))).toEqual([]);
  quiet.mockRestore();
});

test('[SYN-15, SYN-16] what the guard found is in the chip, behind what the server says', async () => {
  const { station, store } = await openStation();
  station.find({ room: 'short' });
  await vi.waitFor(() => expect(station.status).toMatchObject({ state: 'attention', why: 'short' }));
  station.find({ isStuck: true });
  await vi.waitFor(() => expect(station.status.why).toBe('stuck'));
  await store.write('strict', (tx) => tx.setMeta('notices', { fork: true, missing: [], rejected: [], stopped: null }));
  await station.refreshStatus();
  expect(station.status.why).toBe('fork');
});

test('[SYN-24] knows by how much its clock differs from the server, as the median of what it saw', async () => {
  const { station, store } = await openStation();
  expect(station.clockOffMs).toBe(0);
  await store.write('strict', (tx) => tx.setMeta('clock', [-900, 60_000, 61_000]));
  await station.refreshStatus();
  expect(station.clockOffMs).toBe(60_000);
});

test('a refused tap writes nothing and paints nothing', async () => {
  const { station, store } = await openStation();
  const outcome = await station.tap(soldOut(() => refuse(RefusalCode.noRight)));
  expect(outcome).toEqual({ kind: 'refused', refusal: { code: 'no_right', details: {} } });
  expect(await store.read((tx) => tx.list('outbox'))).toEqual([]);
  expect(station.view.isUnsaved('item_availability', item)).toBe(false);
});

test('taps are saved in their order, each seeing the one before', async () => {
  const { station, store } = await openStation();
  const seen: boolean[] = [];
  await Promise.all([
    station.tap(soldOut()),
    station.tap(
      soldOut((view) => {
        seen.push(view.get('item_availability', item)?.f['soldOut'] === true);
        return ok([['item_availability', item, { soldOut: false }] satisfies Change]);
      }),
    ),
  ]);
  expect(seen).toEqual([true, true]);
  expect((await store.read((tx) => tx.list('outbox'))).map(({ seq }) => seq)).toEqual([1, 2]);
  expect(station.view.get('item_availability', item)?.f['soldOut']).toBe(false);
});

test('[SYN-8] a tap whose answer from the disk was lost is tried again with its id: exactly one op', async () => {
  const { station, store } = await openStation();
  const quiet = vi.spyOn(console, 'error').mockReturnValue();
  store.faults.crashAfterCommit = true;
  expect((await station.tap(soldOut())).kind).toBe('saved');
  expect(store.crashes).toBe(1);
  expect(await store.read((tx) => tx.list('outbox'))).toHaveLength(1);
  store.faults.crashBeforeCommit = true;
  expect((await station.tap(soldOut())).kind).toBe('saved');
  expect(store.crashes).toBe(2);
  expect(await store.read((tx) => tx.list('outbox'))).toHaveLength(2);
  quiet.mockRestore();
});

test('[SYN-8] after a failure the next tap sees what had reached the disk, and is not a second one', async () => {
  const { station, store } = await openStation();
  const quiet = vi.spyOn(console, 'error').mockReturnValue();
  const once = soldOut((view) =>
    view.get('item_availability', item)?.f['soldOut'] === true
      ? refuse(RefusalCode.itemSoldOut)
      : ok([['item_availability', item, { born: true, soldOut: true }] satisfies Change]),
  );
  store.faults.crashAfterCommit = true;
  vi.spyOn(store, 'read').mockRejectedValueOnce(new StoreFailure('lost', undefined));
  expect((await station.tap(once)).kind).toBe('not_saved');
  expect((await station.tap(once)).kind).toBe('refused');
  expect(await store.read((tx) => tx.list('outbox'))).toHaveLength(1);
  quiet.mockRestore();
});

test('[SYN-8] another tap under the id of one that seemed to fail is told so, and never takes its word for this one', async () => {
  const { station, store } = await openStation();
  const quiet = vi.spyOn(console, 'error').mockReturnValue();
  const id: Id = '00000000-0000-7000-8000-00000000000b';
  const mark = (soldOutNow: boolean): Intent => ({
    ...soldOut(() => ok([['item_availability', item, { born: true, soldOut: soldOutNow }] satisfies Change])),
    id,
  });
  store.faults.crashAfterCommit = true;
  vi.spyOn(store, 'read').mockRejectedValueOnce(new StoreFailure('lost', undefined));
  expect((await station.tap(mark(true))).kind).toBe('not_saved');
  const second = await station.tap(mark(false));
  expect(second).toMatchObject({ kind: 'refused', refusal: { code: 'already_saved' } });
  expect(station.view.get('item_availability', item)?.f['soldOut']).toBe(true);
  expect(await store.read((tx) => tx.list('outbox'))).toHaveLength(1);
  quiet.mockRestore();
});
