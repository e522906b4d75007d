import { expect, test } from 'vitest';
import type { Progress, RigTablet } from './rig-tablet.ts';
import { settle, type Settled } from './settle.ts';

const HEAD = 40;
const RESTING: Progress = { waiting: 0, cursor: HEAD, hasMore: false, why: undefined };
const FAR_MS = 1_000_000;

/** Settles a house of two devices: one at rest from the first moment, and one that says this. **Units** ms. */
async function settled(
  progress: (nowMs: number) => Progress | undefined,
): Promise<Settled & { readonly endMs: number }> {
  let nowMs = 0;
  const time = { nowMs: () => nowMs, pause: async (ms: number) => void (nowMs += ms) };
  const tablets = [async () => RESTING, async () => progress(nowMs)].map(
    (ask, index) => ({ name: `device ${index}`, progress: ask }) as unknown as RigTablet,
  );
  const end = await settle({ query: async () => [{ head: HEAD }] }, tablets, 0, time);
  return { ...end, endMs: nowMs };
}

test('devices that rest and stay so for a while are at rest', async () => {
  expect(await settled(() => RESTING)).toEqual({ restedAtMs: [0, 0], stuck: [], endMs: 3_000 });
});

test.each([
  ['an op waits', { ...RESTING, waiting: 1 }],
  ['a version was not read', { ...RESTING, cursor: HEAD - 1 }],
  ['it is ahead of the house', { ...RESTING, cursor: HEAD + 1 }],
  ['more is to be read', { ...RESTING, hasMore: true }],
  ['it does not answer', undefined],
])('%s: the device is stuck, and named', async (_, progress) => {
  const { stuck, restedAtMs, endMs } = await settled(() => progress);
  expect(stuck).toEqual([expect.stringMatching(/^device 1: /)]);
  expect(restedAtMs).toEqual([0, undefined]);
  expect(endMs).toBeGreaterThan(75_000);
});

test('a device that rests late says when, and one that moves again counts from its last rest', async () => {
  const late = await settled((nowMs) => (nowMs < 20_000 ? { ...RESTING, waiting: 3 } : RESTING));
  expect(late).toMatchObject({ restedAtMs: [0, 20_000], stuck: [] });
  const restless = await settled((nowMs) => (nowMs === 2_000 ? { ...RESTING, cursor: 1 } : RESTING));
  expect(restless).toMatchObject({ restedAtMs: [0, 2_100], endMs: 5_100 });
});

test('a device that never stays at rest ends as stuck or as late, not as quiet', async () => {
  const { endMs } = await settled((nowMs) => (nowMs % 2_000 === 0 ? { ...RESTING, waiting: 1 } : RESTING));
  expect(endMs).toBeGreaterThan(75_000);
  expect(endMs).toBeLessThan(FAR_MS);
});
