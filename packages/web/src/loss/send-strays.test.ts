import { nameId } from '@resto360/domain';
import { expect, test, vi } from 'vitest';
import { NOTHING_FOUND, type Found } from '../station/found.ts';
import type { LocalInstall } from './loss.ts';
import { sendStrays } from './send-strays.ts';

const OTHER = nameId('house:two');
const STRAY: LocalInstall = {
  restaurant: OTHER,
  house: 'Maquis',
  install: 'BBBBBBBBBB',
  series: 'T1',
  seq: 3,
  unsent: 3,
};

/** A station beside which three ops wait in another restaurant's database, a server that takes them or not, and a clock. */
function house({ strays = [STRAY] as readonly LocalInstall[] } = {}) {
  const world = { nowMs: 0, takes: true, waits: strays };
  const sent: (readonly string[])[] = [];
  const listeners = new Set<() => void>();
  const station = {
    line: { heardAt: null as number | null, failed: true },
    found: { ...NOTHING_FOUND, strays },
    find(found: Partial<Found>) {
      station.found = { ...station.found, ...found };
      for (const listener of listeners) listener();
    },
  };
  const look = sendStrays(station, {
    send: async (restaurants) => {
      sent.push(restaurants);
      if (world.takes && !station.line.failed) world.waits = [];
    },
    look: async () => world.waits,
    nowMs: () => world.nowMs,
  });
  listeners.add(look);
  const changes = async (failed: boolean, afterMs = 0) => {
    world.nowMs += afterMs;
    station.line = { heardAt: world.nowMs, failed };
    look();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { world, station, sent, changes };
}

test('[SYN-13] what waits of another restaurant goes as soon as the line is good, and then nobody is told of it any more', async () => {
  const { station, sent, changes } = house();
  await changes(true);
  expect(sent).toEqual([[OTHER]]);
  expect(station.found.strays).toEqual([STRAY]);
  await changes(true, 600_000);
  expect(sent).toHaveLength(1);
  await changes(false, 1_000);
  expect(sent).toEqual([[OTHER], [OTHER]]);
  expect(station.found.strays).toEqual([]);
  await changes(false, 600_000);
  expect(sent).toHaveLength(2);
});

test('[SYN-13] a server that takes nothing is asked again every five minutes, and told as it is until it does', async () => {
  const { world, station, sent, changes } = house();
  world.takes = false;
  await changes(false);
  await changes(false, 1_000);
  expect(sent).toHaveLength(2);
  for (let seconds = 0; seconds < 290; seconds += 10) await changes(false, 10_000);
  expect(sent).toHaveLength(2);
  world.takes = true;
  await changes(false, 10_000);
  expect(sent).toHaveLength(3);
  expect(station.found.strays).toEqual([]);
});

test('[SYN-13] where nothing waits nothing is sent, and a disk that cannot be read now is looked at again', async () => {
  const { sent, changes } = house({ strays: [] });
  await changes(false);
  expect(sent).toEqual([]);
  const quiet = vi.spyOn(console, 'error').mockReturnValue();
  const found = { ...NOTHING_FOUND, strays: [STRAY] };
  const station = { line: { heardAt: null, failed: false }, found, find: () => undefined };
  const send = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('the disk')).mockResolvedValue();
  let nowMs = 0;
  const look = sendStrays(station, { send, look: async () => [], nowMs: () => nowMs });
  await new Promise((resolve) => setTimeout(resolve));
  nowMs += 300_000;
  look();
  await new Promise((resolve) => setTimeout(resolve));
  expect(send).toHaveBeenCalledTimes(2);
  quiet.mockRestore();
});
