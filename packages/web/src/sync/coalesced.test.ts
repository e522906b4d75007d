import { expect, test, vi } from 'vitest';
import { coalesced } from './coalesced.ts';

const settled = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

test('what is asked for while it runs is one more run, however often it was asked', async () => {
  const ends: (() => void)[] = [];
  const run = vi.fn<() => Promise<void>>(() => new Promise((resolve) => ends.push(resolve)));
  const ask = coalesced(run);
  for (let times = 0; times < 5; times += 1) ask();
  expect(run).toHaveBeenCalledTimes(1);
  ends.shift()?.();
  await settled();
  expect(run).toHaveBeenCalledTimes(2);
  ends.shift()?.();
  await settled();
  expect(run).toHaveBeenCalledTimes(2);
});

test('[SYN-9] a read that fails once does not make a tab deaf', async () => {
  const quiet = vi.spyOn(console, 'error').mockReturnValue();
  const run = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('lost')).mockResolvedValue();
  const ask = coalesced(run);
  ask();
  await settled();
  ask();
  await settled();
  expect(run).toHaveBeenCalledTimes(2);
  quiet.mockRestore();
});
